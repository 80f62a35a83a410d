"""Two who change the plan at the same moment, on both databases."""

import asyncio
from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.errors import Conflict
from bot.features.planning.service import answering, asking, initiatives, owning, progress
from bot.features.planning.service.dependencies import dependencies_of
from bot.features.planning.values.dependencies import DependencyDraft, DependencyState, DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.overlap import overlap
from tests.features.planning.factories import FRIDAY, initiative_draft

pytestmark = pytest.mark.each_database
As = Callable[[str], Edge]


@pytest.fixture
async def two(team: UUID, as_: As) -> tuple[InitiativeView, InitiativeView]:
    """Two initiatives of one team, in a workspace that installed Cairn."""
    await as_(ANA).commit(workspaces.install, name="Cairn", bot_user="U0BOT", bot_id="B0BOT")
    one, other = [
        await as_(ANA).commit(initiatives.add, initiative_draft(team, title)) for title in ("One", "Other")
    ]
    return one, other


async def need(as_: As, needer: InitiativeView) -> DependencyView:
    draft = DependencyDraft(
        initiative_id=needer.id, giver_id=needer.team_id, what="The other half", needed_by=FRIDAY
    )
    return await as_(ANA).commit(asking.ask, draft)


async def test_two_halves_of_a_circle_are_not_closed_at_once(
    as_: As, two: tuple[InitiativeView, InitiativeView]
) -> None:
    one, other = two
    there, back = await need(as_, one), await need(as_, other)
    closing = as_(CYD).commit(answering.accept, back.id, one.id)
    outcome = await overlap(as_(BEN), lambda tx: answering.accept(tx, there.id, other.id), closing)
    assert isinstance(outcome, Conflict)
    standing = await as_(ANA).read(dependencies_of, [one.id, other.id])
    assert {found.state for found in standing} == {DependencyState.ACCEPTED, DependencyState.ASKED}


async def test_what_is_being_finished_is_claimed_by_nobody(
    as_: As, two: tuple[InitiativeView, InitiativeView]
) -> None:
    claim = as_(BEN).commit(owning.claim, two[0].id)
    outcome = await overlap(as_(ANA), lambda tx: progress.done(tx, two[0].id), claim)
    assert isinstance(outcome, Conflict)


async def test_numbers_are_given_once(team: UUID, as_: As) -> None:
    made = await asyncio.gather(
        *(as_(user).commit(initiatives.add, initiative_draft(team)) for user in (ANA, BEN, CYD) * 3)
    )
    assert sorted(one.number for one in made) == list(range(1, 10))
    assert len({one.rank for one in made}) == len(made)
