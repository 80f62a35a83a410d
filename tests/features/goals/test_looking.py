"""The look at what must be true, on both databases: counted and never named, one answer each, changeable."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.base import new_id
from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleHalfway
from bot.features.goals import service
from bot.features.goals.surfaces import draw_look, draw_look_words
from bot.features.goals.values import LOOK, LOOK_CHANGED, LOOK_WORDS, GoalView, Outcome, Says
from tests.features.goals.factories import ANA, BEN, CYD, DEE, draft

As = Callable[[str], Edge]


def cycle_of(tx: Transaction, team_id: UUID) -> UUID:
    return cycles.current(tx, team_id).id


def look(tx: Transaction, team_id: UUID) -> str:
    (surface,) = surfaces_of(tx, LOOK, f"{team_id}:{cycle_of(tx, team_id)}")
    return str(draw_look(tx, surface))


def replies(tx: Transaction, look_id: UUID) -> list[str]:
    drawn = [draw_look_words(tx, surface) for surface in surfaces_of(tx, LOOK_WORDS, str(look_id))]
    return [str(message.blocks) for message in drawn if message is not None]


@pytest.fixture
async def committed(team: UUID, as_: As) -> GoalView:
    """A goal to which the team committed for its cycle, and halfway told of."""
    goal = await as_(ANA).commit(service.propose, draft(team_id=team, must_be_true="Two of us stay on it"))
    plain = await as_(ANA).commit(service.propose, draft("Nothing must be true", team_id=team))
    cycle = await as_(ANA).read(cycle_of, team)
    await as_(ANA).commit(service.commit, [goal.id, plain.id], cycle)
    for _ in "twice":
        event = CycleHalfway(subject=str(team), team_id=team, cycle_id=cycle)
        await as_(ANA).commit(service.halfway, event)
    return await as_(ANA).read(service.goal, goal.id)


@pytest.mark.practice("P1")
async def test_answers_are_counted_and_can_be_changed(committed: GoalView, as_: As) -> None:
    shown = await as_(BEN).read(look, committed.team_id)
    assert "Two of us stay on it" in shown
    assert "Nothing must be true" not in shown
    for user in (ANA, BEN, CYD):
        await as_(user).commit(service.say, committed.id, Says.STILL)
    await as_(CYD).commit(service.say, committed.id, Says.UNSURE)
    shown = await as_(BEN).read(look, committed.team_id)
    assert "Still true: 2 · Don't know: 1" in shown
    assert CYD not in shown


async def test_what_changed_is_told_with_its_authors_name_and_can_be_taken_back(
    committed: GoalView, as_: As
) -> None:
    quiet = await as_(BEN).commit(service.say, committed.id, Says.NOT_ANY_MORE)
    assert await as_(ANA).read(replies, quiet.id) == []
    said = await as_(BEN).commit(service.say, committed.id, Says.NOT_ANY_MORE, " Cyd is <!here> on leave ")
    (reply,) = await as_(ANA).read(replies, said.id)
    assert f"<@{BEN}>" in reply
    assert "<!here>" not in reply
    again = await as_(BEN).commit(service.say, committed.id, Says.NOT_ANY_MORE, "Until May")
    (reply,) = await as_(ANA).read(replies, again.id)
    assert (again.id, "Until May" in reply) == (quiet.id, True)
    await as_(BEN).commit(service.say, committed.id, Says.STILL)
    assert await as_(ANA).read(replies, said.id) == []


async def test_who_says_and_until_when(committed: GoalView, as_: As) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(service.say, committed.id, Says.STILL)
    with pytest.raises(NotFound):
        await as_(ANA).commit(service.say, new_id(), Says.STILL)
    with pytest.raises(Invalid, match="1,001") as refused:
        await as_(ANA).commit(service.say, committed.id, Says.NOT_ANY_MORE, "x" * 1001)
    assert refused.value.field == LOOK_CHANGED
    await as_(ANA).commit(service.end, committed.id, Outcome.REACHED, "")
    with pytest.raises(Conflict, match="ended"):
        await as_(ANA).commit(service.say, committed.id, Says.STILL)
