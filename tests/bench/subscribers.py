"""Many workspaces whose people are subscribed to a check-in, written straight into the tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bot.clock.recurrence import Weekly
from bot.db.base import Base
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.cadences.models import Cadence
from bot.features.cadences.repository.cadences import stored
from bot.features.cadences.values import CadenceDraft, CadenceState, Kind, Rhythm
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Person, Workspace
from bot.features.workspaces.values import PersonKind

TUESDAY = date(2026, 3, 3)
TEN = time(10)
EVENING = datetime(2026, 3, 3, 20, tzinfo=UTC)  # ten o'clock is over in all of ZONES
ZONES = (
    "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Amsterdam",
    "Africa/Nairobi", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
DUE = {zone: datetime.combine(TUESDAY, TEN, ZoneInfo(zone)).astimezone(UTC) for zone in ZONES}
WEEKLY = Rhythm(Weekly(frozenset({1}), anchor=TUESDAY), TEN)
ROWS_AT_ONCE = 10_000
Row = dict[str, object]


@dataclass
class Clock:
    """What time it is for Cairn."""

    now: datetime = EVENING

    def __call__(self) -> datetime:
        return self.now


@dataclass
class House:
    """A database with teams of 200 people each, every team in a workspace of its own."""

    url: str
    people: int = 200
    clock: Clock = field(default_factory=Clock)
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        migrate(self.url)
        self.database = Database(self.url, clock=self.clock)

    async def add_teams(self, count: int) -> list[tuple[str, UUID]]:
        """Workspaces with a team and its check-in; gives each one's workspace and cadence."""
        teams = [(f"T{number:08}", uuid4(), uuid4()) for number in range(count)]
        await self.add(Workspace, iter([_workspace(workspace) for workspace, _, _ in teams]))
        await self.add(Team, iter([_team(workspace, team) for workspace, team, _ in teams]))
        await self.add(Cadence, iter([_cadence(*one) for one in teams]))
        return [(workspace, cadence) for workspace, _, cadence in teams]

    async def add_people(self, workspaces: list[str]) -> None:
        await self.add(Person, (_person(one, number) for one in workspaces for number in range(self.people)))

    async def add(self, model: type[Base], rows: Iterator[Row]) -> None:
        """Write rows, ten thousand a transaction."""
        while some := list(islice(rows, ROWS_AT_ONCE)):
            await self.database.write_across(_write, model, some)

    async def settle(self) -> None:
        """Let PostgreSQL learn how its tables look, as its own housekeeping does within a minute."""
        if not self.database.engines.is_sqlite:
            await self.database.write_across(_analyze)


def subscription(workspace: str, cadence: UUID, number: int, due: datetime) -> Row:
    """Person `number` of a team waits for this moment."""
    return {
        "id": uuid4(),
        "workspace": workspace,
        "cadence_id": cadence,
        "kind": Kind.CHECKIN,
        "user": _user(number),
        "zone": ZONES[number % len(ZONES)],
        "is_enrolled": True,
        "done": None,
        "next_day": due.date(),
        "next_due": due,
    }


def due_on_tuesday(number: int) -> datetime:
    """Ten o'clock where person `number` lives."""
    return DUE[ZONES[number % len(ZONES)]]


def next_week(number: int) -> datetime:
    """The same a week later, each at a moment of its own."""
    return due_on_tuesday(number) + timedelta(days=7, seconds=number)


def _write(session: Session, _: datetime, model: type[Base], rows: list[Row]) -> None:
    session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def _analyze(session: Session, _: datetime) -> None:
    session.execute(text("ANALYZE"))


def _user(number: int) -> str:
    return f"U{number:08}"


def _workspace(workspace: str) -> Row:
    return {
        "workspace": workspace,
        "name": workspace,
        "bot_user": "U0CAIRN",
        "bot_id": "B1",
        "installed_at": EVENING,
        "is_active": True,
    }


def _team(workspace: str, team: UUID) -> Row:
    return {
        "workspace": workspace,
        "id": team,
        "channel": "C0TEAM",
        "channel_name": "team",
        "is_private": False,
        "purpose": "Good answers",
        "state": TeamState.ACTIVE,
        "started_by": _user(0),
        "started_at": EVENING,
        "chosen": [],
        "counts_guests": False,
        "try_at": EVENING,
        "read_at": EVENING,
    }


def _cadence(workspace: str, team: UUID, cadence: UUID) -> Row:
    kept = stored(CadenceDraft(team, Kind.CHECKIN, WEEKLY, {}, {}))
    return {
        "workspace": workspace,
        "id": cadence,
        "team_id": team,
        "kind": Kind.CHECKIN,
        "state": CadenceState.ACTIVE,
        "version": 1,
        "made_by": None,
        "made_at": EVENING,
        "skipped": None,
        **kept,
    }


def _person(workspace: str, number: int) -> Row:
    return {
        "workspace": workspace,
        "user": _user(number),
        "name": "",
        "zone": ZONES[number % len(ZONES)],
        "home": workspace,
        "kind": PersonKind.MEMBER,
        "looked_up_at": EVENING,
    }
