"""A workspace with plenty of goals, each voted on, measured, driven and planned for; written straight into the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import islice
from uuid import UUID, uuid4

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bot.db.base import Base
from bot.db.database import Database
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from bot.features.cycles.models import Cycle
from bot.features.cycles.values import Phase
from bot.features.goals.models import Goal
from bot.features.goals.values import GOAL_CARD, GoalState
from bot.features.indicators.models import Indicator, Reading
from bot.features.indicators.values import Category, Direction, Sort
from bot.features.ownership.models import Driver
from bot.features.planning.models.initiatives import Initiative, InitiativeCounter
from bot.features.planning.rules.ranks import GAP
from bot.features.teams.models import Member, Presence, Team
from bot.features.teams.values import TeamState
from bot.features.voting.models import BallotRow, FactRow
from bot.features.voting.values import COULD, MUST, SHOULD, microseconds
from bot.features.workspaces.models import Activity, Person, Workspace
from bot.features.workspaces.values import PersonKind

WORKSPACE, ASKER = "T0PLENTY", "U0PERSON0"
PEOPLE = tuple(f"U0PERSON{number}" for number in range(8))
GONE = "U0FORMER"  # drove goals, and left
NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)
OPENED = NOW - timedelta(hours=3)
TODAY = NOW.date()
VOTED_ON_NOW = 10  # goals of each team, at most: votes are over after two days
INITIATIVES, MEASURES, READINGS = 3, 2, 3  # of each goal; of each measure
ROWS_AT_ONCE = 10_000
Row = dict[str, object]
Rows = Iterator[tuple[type[Base], Row]]


@dataclass(frozen=True)
class Crew:
    """A team in a channel of its own, with its goals."""

    place: int
    goals: int

    @cached_property
    def id(self) -> UUID:
        return uuid4()

    @cached_property
    def cycle(self) -> UUID:
        return uuid4()

    @property
    def channel(self) -> str:
        return f"C0CREW{self.place:03}"

    def rows(self) -> Rows:
        yield from self._itself()
        for number in range(1, self.goals + 1):
            goal = uuid4()
            yield from self._goal(goal, number)
            yield from self._ballot(goal, number)
            yield from self._owned(goal, number)
            yield from self._planned(goal, number)
            yield from self._measured(goal)

    def _itself(self) -> Rows:
        yield Team, _row(
            id=self.id, channel=self.channel, channel_name=f"crew-{self.place}", is_private=False,
            purpose="A garden all can use", state=TeamState.ACTIVE, started_by=ASKER, started_at=OPENED,
            chosen=[], try_at=NOW, read_at=NOW,
        )  # fmt: skip
        for user in PEOPLE:
            yield Member, _row(team_id=self.id, user=user, is_steward=user == ASKER, since=OPENED)
            yield Presence, _row(channel=self.channel, user=user, is_here=True, said_at=OPENED)
        yield Cycle, _row(
            id=self.cycle, team_id=self.id, number=1, phase=Phase.RUNNING, starts_on=_day(-14),
            voting_on=_day(-10), committing_on=_day(-7), running_on=_day(-5), reflecting_on=_day(21),
            ends_on=_day(28), moved_on=_day(-15), closed_on=None, due_at=None,
        )  # fmt: skip
        yield InitiativeCounter, _row(team_id=self.id, last=self.goals * INITIATIVES)

    def _is_open(self, number: int) -> bool:
        return number <= min(VOTED_ON_NOW, self.goals // 10)

    def _goal(self, goal: UUID, number: int) -> Rows:
        state = (GoalState.COMMITTED, GoalState.PROPOSED, GoalState.COMMITTED, GoalState.ENDED)[number % 4]
        if self._is_open(number):
            state = GoalState.PROPOSED
        yield Goal, _row(
            id=goal, team_id=self.id, number=number, title=f"Halve the waits at the tap, part {number:04}",
            beneficiary="Everybody who waters", why="Waiting keeps people away. " * 8, constraints="",
            must_be_true="There is rain enough", aim_id=None, must_do=False, proposer=ASKER, proposed_at=OPENED,
            changed_at=OPENED, state=state, cycle_id=self.cycle if state == GoalState.COMMITTED else None,
            carried_from=None, outcome="reached" if state == GoalState.ENDED else None,
        )  # fmt: skip
        yield SurfaceRow, _row(
            kind=GOAL_CARD, subject=str(goal), audience=self.channel, key=f"goal-card:{goal}",
            state=State.SHOWN, slack_channel=self.channel, slack_ts=f"{self.place}.{number:06}",
        )  # fmt: skip
        for place, kind in enumerate(("goals.proposed", "ownership.claimed", "goals.committed")):
            yield (
                Activity,
                _row(
                    id=uuid4(), at=OPENED, place=place, actor=ASKER, kind=kind, subject=str(goal), detail={}
                ),
            )

    def _ballot(self, goal: UUID, number: int) -> Rows:
        """Everybody voted; each gave their three musts at first, on goals that are still open."""
        ballot, is_open = uuid4(), self._is_open(number)
        choice = MUST if number <= 3 else (SHOULD, COULD)[number % 2]
        counts = None if is_open else [0, *((8, 0) if choice is SHOULD else (0, 8)), 0]
        yield BallotRow, _row(
            id=ballot, team_id=self.id, round=self.cycle, subject=goal, opened_at=OPENED,
            deadline=NOW + timedelta(days=1), steady_since=microseconds(OPENED), completed=None,
            closed_at=None if is_open else OPENED, electorate=None if is_open else list(PEOPLE), counts=counts,
            heard=None if is_open else 8, mean=None if is_open else float(choice.weight),
        )  # fmt: skip
        for user in PEOPLE[: -1 if is_open else None]:
            stamp = microseconds(OPENED) + number
            yield FactRow, _row(ballot_id=ballot, user=user, emoji=choice.emoji, stamp=stamp, added=True)

    def _owned(self, goal: UUID, number: int) -> Rows:
        """Every third has no driver, and now and then the driver has left."""
        if number % 3:
            driver = GONE if number % 40 == 1 else PEOPLE[number % len(PEOPLE)]
            yield Driver, _row(subject_id=goal, sort="goal", team_id=self.id, user=driver, since=OPENED)

    def _planned(self, goal: UUID, number: int) -> Rows:
        for place in range((number - 1) * INITIATIVES + 1, number * INITIATIVES + 1):
            initiative = uuid4()
            yield Initiative, _row(
                id=initiative, team_id=self.id, goal_id=goal, number=place, title=f"Dig trench {place}",
                description="", rank=place * GAP, due=_day(place % 30), expected=None, told_expected=None,
                made_by=ASKER, made_at=OPENED, changed_at=OPENED, ended_at=None,
            )  # fmt: skip
            if place % 2:
                owner = PEOPLE[place % len(PEOPLE)]
                yield (
                    Driver,
                    _row(subject_id=initiative, sort="initiative", team_id=self.id, user=owner, since=OPENED),
                )

    def _measured(self, goal: UUID) -> Rows:
        for sort in (Sort.LEADING, Sort.LAGGING)[:MEASURES]:
            indicator = uuid4()
            yield Indicator, _row(
                id=indicator, goal_id=goal, team_id=self.id, name=f"Minutes of waiting, {sort}", sort=sort,
                category=Category.CUSTOMER_VALUE, is_primary=False, direction=Direction.DECREASE,
                baseline=Decimal(20), first_reading_by=None, commit=Decimal(12), target=Decimal(10), stretch=None,
                unit="min", amber=Decimal(15), red=Decimal(18), path=[], starts_on=_day(-14), due_on=_day(28),
                first=Decimal(20), first_on=_day(-READINGS), latest=Decimal(16), latest_on=_day(-1),
                added_at=OPENED, changed_at=OPENED,
            )  # fmt: skip
            for ago in range(1, READINGS + 1):
                yield Reading, _row(
                    id=uuid4(), indicator_id=indicator, day=_day(-ago), value=Decimal(15 + ago), note="",
                    origin="person", entered_by=ASKER, entered_at=OPENED,
                )  # fmt: skip


async def fill(database: Database, crews: Sequence[Crew]) -> None:
    """Write the workspace and these teams, and let the database learn how its tables look."""
    waiting: dict[type[Base], list[Row]] = {}
    for model, row in _everything(crews):
        waiting.setdefault(model, []).append(row)
    for model, rows in waiting.items():
        left = iter(rows)
        while some := list(islice(left, ROWS_AT_ONCE)):
            await database.write_across(_write, model, some)
    await database.write_across(_analyze)


def _everything(crews: Sequence[Crew]) -> Rows:
    yield Workspace, _row(name="Plenty", bot_user="U0CAIRN", bot_id="B0CAIRN", installed_at=OPENED)
    for user in (*PEOPLE, GONE):
        yield Person, _row(
            user=user, name=user.title(), zone="Europe/Amsterdam", home=WORKSPACE, kind=PersonKind.MEMBER,
            looked_up_at=OPENED,
        )  # fmt: skip
    for crew in crews:
        yield from crew.rows()


def _row(**values: object) -> Row:
    return {"workspace": WORKSPACE, **values}


def _day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def _write(session: Session, _: datetime, model: type[Base], rows: list[Row]) -> None:
    session.execute(insert(model), rows)


def _analyze(session: Session, _: datetime) -> None:
    session.execute(text("ANALYZE"))
