"""Input rounds for tests: what is asked, what people give, and rounds as they stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.features.inputs import rules
from bot.features.inputs.service import closing, collecting, opening
from bot.features.inputs.values.given import InputDraft, InputView, Kind
from bot.features.inputs.values.rounds import USUAL, RoundDraft, RoundView
from bot.features.inputs.values.shown import GoalNamed, PageView
from tests.features.goals.factories import ANA, NOON, TEAM, WORKSPACE

As = Callable[[str | None], Edge]
ROUND_ID = UUID(int=9)
GOAL = GoalNamed(UUID(int=3), 3, "Members get an answer within a day")
IN_TWO_DAYS = NOON + timedelta(days=2)


def draft(team_id: UUID, *, closes_at: datetime | None = IN_TWO_DAYS, **words: Any) -> RoundDraft:
    """What somebody asks; `words` are its other fields."""
    return replace(RoundDraft(team_id=team_id, questions=USUAL, closes_at=closes_at), **words)


def said(text: str, *, goal_id: UUID | None = None, kind: Kind = Kind.HOPE) -> list[InputDraft]:
    """What somebody gives."""
    return [InputDraft(goal_id, kind, text)]


def asked(**words: Any) -> RoundView:
    """A round that Ana asked for, while it is open; `words` are its other fields."""
    known = RoundView(
        id=ROUND_ID,
        team_id=TEAM,
        questions=USUAL,
        is_anonymous=False,
        starter=ANA,
        closes_at=IN_TWO_DAYS,
        closed_at=None,
        takes_inputs=True,
        contributors=0,
        was_erased=False,
        outcomes={},
    )
    return replace(known, **words)


def given(number: int = 1, text: str = "Ask on Mondays", **words: Any) -> InputView:
    """A shown input that nobody signed; `words` are its other fields."""
    known = InputView(
        id=UUID(int=number),
        round_id=ROUND_ID,
        goal_id=GOAL.id,
        kind=Kind.HOPE,
        text=text,
        author=None,
        page=1,
    )
    return replace(known, **words)


def page(*inputs: InputView, goal: GoalNamed | None = GOAL, part: int = 1, of: int = 1) -> PageView:
    """A reply with these inputs."""
    return PageView(asked(takes_inputs=False, closed_at=NOON), goal, 1, part, of, inputs)


async def begun(as_: As, team: UUID, **words: Any) -> RoundView:
    """A round that Ana began."""
    return await as_(ANA).commit(opening.start, draft(team, **words))


async def give_unsigned(database: Database, asked: RoundView, user: str, *drafts: InputDraft) -> None:
    """As the form's door does: the words first, then who gave them, in a transaction of its own."""
    edge = database.edge(WORKSPACE, user, once=f"view:{hash(drafts)}")
    await edge.commit(collecting.give_unsigned, asked.id, drafts)
    await replace(edge, once=None).commit(collecting.contributed, asked.id)


async def closed(as_: As, asked: RoundView) -> RoundView:
    """The same round, once Ana closed it and the clock showed what was given."""
    ended = await as_(ANA).commit(closing.close, asked.id)

    def settle(tx: Transaction) -> RoundView:
        tx.now = max(tx.now, rules.shows_at(ended.closes_at))
        return closing.settle(tx, asked.id)

    return ended if ended.closed_at else await as_(ANA).commit(settle)
