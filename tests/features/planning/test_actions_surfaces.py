"""What the note to somebody who was given an action shows, and when it isn't sent any more."""

from collections.abc import Callable
from uuid import UUID

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.values import Message, State, Surface
from bot.features.planning.service import actions as service
from bot.features.planning.surfaces import actions as surfaces
from bot.features.planning.values.actions import ACTION_GIVEN, ActionView
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, WORKSPACE
from tests.features.planning.factories import draft

As = Callable[[str], Edge]


def note(action: ActionView, ts: str | None = None) -> Surface:
    """The note to Ben."""
    subject = str(action.id)
    return Surface(action.id, WORKSPACE, ACTION_GIVEN, subject, BEN, "key", None, ts, State.PENDING)


async def given(database: Database, action: ActionView, ts: str | None = None) -> Message | None:
    def draw(tx: Transaction) -> Message | None:
        return surfaces.draw_given(tx, note(action, ts))

    return await database.edge(WORKSPACE).read(draw)


async def test_it_says_where_and_what(database: Database, as_: As, team: UUID) -> None:
    action = await as_(ANA).commit(service.add, draft(team, owner=BEN))
    told = await given(database, action)
    assert told is not None
    assert f"<#{CHANNEL}>" in told.text
    assert action.text in told.text


async def test_what_is_done_or_somebody_elses_by_then_is_not_told_any_more(
    database: Database, as_: As, team: UUID
) -> None:
    done = await as_(ANA).commit(service.add, draft(team, owner=BEN))
    await as_(BEN).commit(service.done, done.id)
    passed_on = await as_(ANA).commit(service.add, draft(team, owner=BEN))
    await as_(BEN).commit(service.hand_over, passed_on.id, CYD)
    for action in (done, passed_on):
        assert await given(database, action) is None
        assert (
            await given(database, action, ts="1.0") is not None
        )  # what is in Slack stays, and says how it is
