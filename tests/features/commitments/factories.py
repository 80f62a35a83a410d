"""A team of six that is asked for its word, and rounds as they look at any stage."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Event, Show, Transaction
from bot.delivery.surfaces import surface_by_key
from bot.features.attention.models import Notice
from bot.features.commitments.service import answering, asking, ending, reading
from bot.features.commitments.values.drafts import RoundDraft
from bot.features.commitments.values.rounds import (
    UNSAID,
    RoundState,
    RoundView,
    SetGoal,
    ShownRound,
)
from bot.features.commitments.values.words import Progress, Result, Step
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import service as indicators
from bot.features.parts import Parts
from tests.features.goals.factories import ANA, CHANNEL, NOON, TEAM, WORKSPACE, draft, goal
from tests.features.indicators.factories import draft as indicator_draft
from tests.features.retrospectives.factories import FAY, SIX

ROUND_ID = UUID(int=77)
TWO_DAYS = timedelta(days=2)
ALL_SUPPORT = dict.fromkeys(SIX, 3)
DISSENT = {**ALL_SUPPORT, FAY: 1}


@dataclass
class Clock:
    """What time it is for Cairn; it stands still until a test moves it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Crew:
    """Six people at work, every room wired as in the app.

    Attributes:
        shown: what transactions asked to show, in order.
        events: what happened, in order.
    """

    parts: Parts
    clock: Clock
    team: UUID = field(default_factory=uuid4)
    shown: list[Show] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def as_(self, user: str | None) -> Edge:
        return self.parts.database.edge(WORKSPACE, user)

    def note(self, tx: Transaction) -> None:
        self.shown += tx.shown
        self.events += tx.events

    async def propose(
        self, title: str = "Members get an answer within a day", *, measured: bool = True
    ) -> GoalView:
        """A goal of Ana's that can be committed to, a second after the one before."""
        self.clock.now += timedelta(seconds=1)
        proposed = await self.as_(ANA).commit(goals.propose, draft(title, team_id=self.team))
        if measured:
            await self.as_(ANA).commit(indicators.add, indicator_draft(proposed.id))
        return proposed

    async def ask(self, *asked: GoalView, by: str = ANA, **words: Any) -> RoundView:
        wanted = RoundDraft(team_id=self.team, goal_ids=tuple(one.id for one in asked), **words)
        return await self.as_(by).commit(asking.ask, wanted)

    async def asked(self) -> RoundView:
        """A round about one goal."""
        return await self.ask(await self.propose())

    async def say(
        self, asked: RoundView, steps: dict[str, int], *, chance: int | None = 60, words: str = ""
    ) -> None:
        """Each of them gives their word; without a chance they leave the form that asks for it."""
        for user, step in steps.items():
            await self.as_(user).commit(answering.answer, asked.id, Step(step))
            if chance is not None:
                await self.as_(user).commit(answering.explain, asked.id, chance, words)

    async def settle(self, asked: RoundView) -> RoundView:
        """What the clock does every few seconds."""
        return await self.as_(None).commit(ending.settle, asked.id)

    async def now(self, asked: RoundView) -> RoundView:
        shown = await self.as_(None).read(reading.shown, asked.id)
        return shown.round

    async def run_out(self, asked: RoundView) -> RoundView:
        """The asking, or the conversation, comes to its end by the clock."""
        due = (await self.now(asked)).due_at
        assert due is not None
        self.clock.now = due
        return await self.settle(asked)

    async def goal(self, seen: GoalView) -> GoalView:
        return await self.as_(ANA).read(goals.goal, seen.id)

    def happened(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


def keys_shown(tx: Transaction, *keys: str) -> bool:
    """Whether something is shown, or to be shown, under each of these keys."""
    return all(surface_by_key(tx, key) is not None for key in keys)


def noticed(tx: Transaction, kind: str) -> set[str]:
    """Whom a notice of this kind waits for."""
    mine = (Notice.workspace == tx.workspace, Notice.kind == kind)
    return set(tx.session.scalars(select(Notice.user).where(*mine)))


def result(
    counts: str = "00420",
    *,
    of: int = 6,
    chances: tuple[int, ...] = (40, 60, 70),
    words: tuple[str, ...] = (),
) -> Result:
    """What an asking came to: how many said each step, a digit each."""
    return Result(of, tuple(int(digit) for digit in counts), chances, words)


MISSED = result("11310", words=("More people", "Less at once"), chances=(10, 10, 20, 20))


def shown(
    state: RoundState = RoundState.OPEN, *titles: str, results: tuple[Result, ...] = (), **words: Any
) -> ShownRound:
    """All that a round's message shows; `words` are other fields of the round."""
    named = titles or ("Members get an answer within a day",)
    known = tuple(goal(number, title) for number, title in enumerate(named, start=1))
    is_running = state in {RoundState.OPEN, RoundState.TALKING}
    asked = RoundView(
        id=ROUND_ID,
        team_id=TEAM,
        cycle_id=UUID(int=5),
        state=state,
        asking=max(1, len(results)) if state is not RoundState.OPEN else len(results) + 1,
        asked_by=ANA,
        asked_at=NOON,
        due_at=NOON + TWO_DAYS if is_running else None,
        completed_at=None,
        ended_at=NOON if state.is_over else None,
        goals=tuple(SetGoal(one.id) for one in known),
        people=UNSAID,
        budget=UNSAID,
        only=None,
        scope_of=None,
        why="",
        results=results,
        verdict=None,
    )
    return ShownRound(
        round=replace(asked, **words),
        goals=known,
        drivers={known[0].id: ANA},
        progress=Progress(3, 6, likely=3),
        takes_answers=state is RoundState.OPEN,
        channel=CHANNEL,
    )
