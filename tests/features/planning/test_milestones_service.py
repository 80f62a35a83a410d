"""Milestones on a team's timeline."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cycles import service as cycles
from bot.features.goals.values import GoalView
from bot.features.planning.repository.milestones import Milestones
from bot.features.planning.service import days, milestones
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.milestones import (
    MilestoneDraft,
    MilestoneField,
    MilestoneState,
    MilestoneView,
)
from bot.features.teams.values import TEAM_CARD
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, DEE, NOON
from tests.features.planning.factories import FRIDAY, start_platform

As = Callable[[str], Edge]


def _first_since(tx: Transaction, team_id: UUID, day: date) -> tuple[int, list[MilestoneView]]:
    return Milestones(tx).since(team_id, day, most=1)


@pytest.fixture
async def launch(team: UUID, as_: As) -> MilestoneView:
    """The launch on Friday."""
    draft = MilestoneDraft(team_id=team, title="  Launch ", day=FRIDAY)
    return await as_(ANA).commit(milestones.add_milestone, draft)


async def test_a_timeline_is_told_by_day(as_: As, launch: MilestoneView) -> None:
    earlier = MilestoneDraft(team_id=launch.team_id, title="Pilot", day=NOON.date())
    pilot = await as_(BEN).commit(milestones.add_milestone, earlier)
    assert await as_(DEE).read(_first_since, launch.team_id, pilot.day) == (2, [pilot])
    found = await as_(DEE).read(milestones.milestones_of, [launch.team_id, uuid4()])
    assert found == {launch.team_id: [pilot, launch]}
    assert launch.title == "Launch"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " \u200b"}, MilestoneField.TITLE),
        ({"day": NOON.date() - timedelta(days=1)}, MilestoneField.DAY),
        ({"goal_id": UUID(int=9)}, MilestoneField.GOAL),
    ],
)
async def test_what_can_not_be_is_explained_beneath_its_field(
    as_: As, launch: MilestoneView, wrong: dict[str, Any], field: MilestoneField
) -> None:
    draft = replace(MilestoneDraft(team_id=launch.team_id, title="Launch", day=FRIDAY), **wrong)
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(milestones.add_milestone, draft)
    assert refused.value.field == field
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(milestones.edit_milestone, launch.id, draft)
    assert refused.value.field == field


async def test_observers_change_nothing_and_made_up_ids_find_nothing(as_: As, launch: MilestoneView) -> None:
    for refused in (
        milestones.reach_milestone,
        milestones.reopen_milestone,
        milestones.remove_milestone,
    ):
        with pytest.raises(NotAllowed):
            await as_(DEE).commit(refused, launch.id)
        with pytest.raises(NotFound):
            await as_(BEN).commit(refused, uuid4())


async def test_what_happens_to_it_is_on_record(as_: As, launch: MilestoneView, proposed: GoalView) -> None:
    moved = MilestoneDraft(team_id=launch.team_id, title="Launch", day=date(2026, 4, 1), goal_id=proposed.id)
    for _ in range(2):
        await as_(BEN).commit(milestones.edit_milestone, launch.id, moved)
    for step in (milestones.reach_milestone, milestones.reach_milestone, milestones.reopen_milestone):
        now = await as_(BEN).commit(step, launch.id)
    assert now.state is MilestoneState.AHEAD
    await as_(BEN).commit(milestones.remove_milestone, launch.id)
    entries = await as_(ANA).read(workspaces.history, str(proposed.id))
    told = [entry for entry in entries if entry.kind.startswith("planning.")]
    assert [entry.kind.removeprefix("planning.milestone_") for entry in told] == [
        "changed", "reached", "reopened", "removed",
    ]  # fmt: skip
    assert told[0].detail["before"] == {"day": "2026-03-06", "goal_id": None}
    assert await as_(BEN).read(milestones.milestones_of, [launch.team_id]) == {}
    with pytest.raises(Conflict, match="removed"):
        await as_(BEN).commit(milestones.reach_milestone, launch.id)


async def test_who_began_with_other_words_is_told(as_: As, launch: MilestoneView, clock: Any) -> None:
    clock.now += timedelta(minutes=1)
    draft = MilestoneDraft(team_id=launch.team_id, title="Bens", day=FRIDAY)
    await as_(BEN).commit(milestones.edit_milestone, launch.id, draft)
    with pytest.raises(Conflict, match="nothing of theirs"):
        await as_(ANA).commit(
            milestones.edit_milestone, launch.id, replace(draft, title="Anas"), seen=launch.changed_at
        )


async def test_the_teams_card_tells_what_comes_next(as_: As, launch: MilestoneView) -> None:
    def version(tx: Transaction) -> int:
        cards = select(SurfaceRow.wanted_version).where(SurfaceRow.kind == TEAM_CARD)
        return tx.session.scalars(cards).one()

    before = await as_(ANA).read(version)
    await as_(BEN).commit(milestones.reach_milestone, launch.id)
    assert await as_(ANA).read(version) == before + 1
    assert await as_(ANA).read(milestones.next_milestones, [launch.team_id]) == {}


async def test_the_end_of_the_cycle_is_that_of_the_team_one_may_see(as_: As, team: UUID) -> None:
    entered = EnteredDay("end of the cycle", None)
    said = await as_(ANA).read(days.understand, entered, None, field="x", team_id=team)
    assert isinstance(said, SaidBack)
    assert said.day == (await as_(ANA).read(cycles.current, team)).ends_on
    with pytest.raises(Invalid):
        await as_(ANA).read(days.understand, entered, None, field="x")
    hidden = await as_(DEE).commit(start_platform, is_private=True)
    with pytest.raises(NotFound):
        await as_(ANA).read(days.understand, entered, None, field="x", team_id=hidden)
