import asyncio
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound, UserFacing
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView, Outcome
from bot.features.ownership import gaps, service
from bot.features.ownership.values import HANDOVER, NOTE_MOST, HandoverView
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, draft, team_at_work
from tests.features.ownership.factories import handed_over

As = Callable[[str], Edge]


def surfaces(tx: Transaction, kind: str = HANDOVER) -> list[HandoverView]:
    """The hand-overs that are to be shown."""
    rows = tx.session.scalars(select(SurfaceRow).where(SurfaceRow.kind == kind))
    return [found for row in rows if (found := service.handover(tx, UUID(row.subject)))]


async def driver(as_: As, goal_id: UUID) -> str | None:
    found = await as_(ANA).read(service.driver_of, goal_id)
    return found.user if found else None


async def test_who_claims_a_goal_drives_it(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    assert await driver(as_, proposed.id) == BEN


async def test_claiming_ones_own_goal_again_changes_nothing(as_: As, proposed: GoalView) -> None:
    for _ in range(2):
        await as_(BEN).commit(service.claim, proposed.id)
    history = await as_(ANA).read(workspaces.history, str(proposed.id))
    assert [entry.kind for entry in history].count("ownership.claimed") == 1


async def test_a_claimed_goal_is_not_taken_away_by_claiming(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    with pytest.raises(Conflict, match="Ben drives"):
        await as_(CYD).commit(service.claim, proposed.id)
    assert await driver(as_, proposed.id) == BEN


@pytest.mark.each_database
async def test_of_many_claims_at_once_one_wins_and_the_others_are_told(as_: As, proposed: GoalView) -> None:
    people = (ANA, BEN, CYD)
    claims = [as_(user).commit(service.claim, proposed.id) for user in people for _ in range(3)]
    outcomes = await asyncio.gather(*claims, return_exceptions=True)
    assert all(isinstance(outcome, GoalView | Conflict) for outcome in outcomes)
    winner = await driver(as_, proposed.id)
    won = [
        user
        for user, outcome in zip([u for u in people for _ in range(3)], outcomes, strict=True)
        if isinstance(outcome, GoalView)
    ]
    assert set(won) == {winner}


async def test_only_members_claim(as_: As, proposed: GoalView) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(service.claim, proposed.id)


async def test_a_goal_that_was_taken_back_has_nothing_to_drive(as_: As, proposed: GoalView) -> None:
    await as_(ANA).commit(goals.withdraw, proposed.id)
    with pytest.raises(Conflict, match="taken back"):
        await as_(BEN).commit(service.claim, proposed.id)


async def test_a_made_up_goal_is_not_found(as_: As, team: UUID) -> None:
    with pytest.raises(NotFound):
        await as_(BEN).commit(service.claim, uuid4())


async def test_a_goal_of_a_private_channel_is_not_there_for_others(as_: As) -> None:
    hidden = await as_(ANA).commit(team_at_work, "G0HIDDEN", is_private=True)
    goal = await as_(ANA).commit(goals.propose, draft(team_id=hidden))
    with pytest.raises(NotFound):
        await as_(DEE).commit(service.claim, goal.id)


async def test_the_driver_releases_and_somebody_else_may_claim(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(BEN).commit(service.release, proposed.id)
    await as_(CYD).commit(service.claim, proposed.id)
    assert await driver(as_, proposed.id) == CYD


@pytest.mark.parametrize(("user", "may"), [(ANA, True), (BEN, True), (CYD, False), (DEE, False)])
async def test_the_driver_and_the_stewards_release(as_: As, proposed: GoalView, user: str, may: bool) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    if may:
        await as_(user).commit(service.release, proposed.id)
    else:
        with pytest.raises(UserFacing):
            await as_(user).commit(service.release, proposed.id)
    assert (await driver(as_, proposed.id) is None) is may


async def test_a_driver_reads_under_the_card_when_a_steward_takes_the_goal_from_them(
    as_: As, proposed: GoalView
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(ANA).commit(service.release, proposed.id)
    [shown] = await as_(ANA).read(surfaces)
    assert (shown.giver, shown.former, shown.taker) == (ANA, BEN, None)


async def test_who_releases_their_own_goal_is_not_written_about(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(BEN).commit(service.release, proposed.id)
    assert await as_(ANA).read(surfaces) == []


async def test_a_steward_who_hands_over_does_it_in_their_own_name(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(ANA).commit(handed_over, proposed.id, CYD, "")
    [shown] = await as_(ANA).read(surfaces)
    assert (shown.giver, shown.former, shown.taker) == (ANA, BEN, CYD)


async def test_nobody_releases_what_nobody_drives(as_: As, proposed: GoalView) -> None:
    with pytest.raises(Conflict, match="Claim"):
        await as_(ANA).commit(service.release, proposed.id)


async def test_a_hand_over_changes_the_driver_and_is_told_under_the_card(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(BEN).commit(handed_over, proposed.id, CYD, "The survey is out.\nNext: read it.")
    assert await driver(as_, proposed.id) == CYD

    [shown] = await as_(ANA).read(surfaces)
    said = "The survey is out.\nNext: read it."
    assert (shown.giver, shown.former, shown.taker, shown.note) == (BEN, BEN, CYD, said)
    history = await as_(ANA).read(workspaces.history, str(proposed.id))
    assert "ownership.handed_over" in [entry.kind for entry in history]


@pytest.mark.parametrize("taker", [None, DEE, "U0NOBODY", BEN])
async def test_a_goal_is_handed_to_another_member_only(
    as_: As, proposed: GoalView, taker: str | None
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    with pytest.raises(Invalid):
        await as_(BEN).commit(handed_over, proposed.id, taker, "")
    assert await driver(as_, proposed.id) == BEN


async def test_only_the_driver_or_a_steward_hands_over(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    with pytest.raises(NotAllowed):
        await as_(CYD).commit(handed_over, proposed.id, CYD, "")
    await as_(ANA).commit(handed_over, proposed.id, CYD, "")
    assert await driver(as_, proposed.id) == CYD


async def test_a_long_note_is_shortened_rather_than_refused(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(BEN).commit(handed_over, proposed.id, CYD, "x" * 5000)
    [shown] = await as_(ANA).read(surfaces)
    assert len(shown.note) == NOTE_MOST


async def test_claimable_goals_are_those_that_nobody_of_the_team_drives(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    other = await as_(ANA).commit(goals.propose, draft("Another", team_id=team))
    gone = await as_(ANA).commit(goals.propose, draft("Taken back", team_id=team))
    await as_(ANA).commit(goals.withdraw, gone.id)
    await as_(BEN).commit(service.claim, proposed.id)
    found = await as_(ANA).read(gaps.claimable, team)
    assert (found.count, [thing.id for thing in found.things]) == (1, [other.id])
    await as_(ANA).commit(teams.absent, CHANNEL, BEN)
    assert (await as_(ANA).read(gaps.claimable, team)).count == 2


async def test_a_driver_keeps_the_goal_and_may_end_it(as_: As, proposed: GoalView) -> None:
    keepers = [service.keepers_of]
    with pytest.raises(NotAllowed, match="drives this goal"):
        await as_(BEN).commit(goals.end, proposed.id, Outcome.REACHED, "", keepers=keepers)
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(BEN).commit(goals.end, proposed.id, Outcome.REACHED, "", keepers=keepers)
    with pytest.raises(Conflict, match="done with"):
        await as_(BEN).commit(service.release, proposed.id)


async def test_somebody_removed_from_the_team_meanwhile_can_not_be_given_a_goal(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(CYD).commit(teams.leave, team)
    with pytest.raises(Invalid, match="member"):
        await as_(BEN).commit(handed_over, proposed.id, CYD, "")


async def test_a_driver_who_left_the_channel_does_nothing_more_with_the_goal(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(ANA).commit(teams.absent, CHANNEL, BEN)
    with pytest.raises(NotAllowed, match="members of the team"):
        await as_(BEN).commit(handed_over, proposed.id, CYD, "")
    for verb in (service.release, service.in_hand):
        with pytest.raises(NotAllowed, match="members of the team"):
            await as_(BEN).commit(verb, proposed.id)
    assert await driver(as_, proposed.id) == BEN
    await as_(ANA).commit(service.release, proposed.id)
    assert await driver(as_, proposed.id) is None
