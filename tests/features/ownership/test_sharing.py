"""Who else has a part in a goal."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.goals.values import GoalView
from bot.features.ownership import service, sharing
from bot.features.ownership.values import SHARED, Field, Holders, Role
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.ownership.factories import handed_over, told

As = Callable[[str], Edge]
pytestmark = pytest.mark.practice("P10")


async def seen(as_: As, goal_id: UUID) -> str:
    return (await as_(ANA).read(sharing.goal_to_share, goal_id)).seen


async def holders(as_: As, goal_id: UUID) -> Holders:
    return (await as_(ANA).read(service.people_of, [goal_id]))[goal_id]


async def test_a_driver_names_who_has_which_part_and_those_hear_of_it(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    wanted = {CYD: Role.CONTRIBUTOR, ANA: Role.CONSULTED}
    await as_(BEN).commit(sharing.share_goal, proposed.id, wanted, seen=await seen(as_, proposed.id))
    assert await holders(as_, proposed.id) == Holders(BEN, (CYD,), (ANA,))
    assert [await as_(ANA).read(told, user, SHARED) for user in (ANA, BEN, CYD)] == [1, 0, 1]


async def test_who_read_an_older_list_overwrites_nothing(as_: As, proposed: GoalView) -> None:
    old = await seen(as_, proposed.id)
    await as_(CYD).commit(sharing.join_goal, proposed.id)
    with pytest.raises(Conflict, match="nothing was saved"):
        await as_(ANA).commit(sharing.share_goal, proposed.id, {BEN: Role.CONSULTED}, seen=old)
    assert await holders(as_, proposed.id) == Holders(None, (CYD,))


@pytest.mark.parametrize(
    ("chosen", "why"), [(DEE, "Not on this team"), ("U0NEVERMET", "Not everybody"), (BEN, "Who drives this")]
)
async def test_a_part_is_for_members_beside_the_driver(
    as_: As, proposed: GoalView, chosen: str, why: str
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    now = await seen(as_, proposed.id)
    with pytest.raises(Invalid, match=why) as raised:
        await as_(BEN).commit(sharing.share_goal, proposed.id, {chosen: Role.INFORMED}, seen=now)
    assert raised.value.field == Field.INFORMED


async def test_who_left_the_team_is_named_in_the_form_and_is_left_out_when_it_is_saved(
    as_: As, team: UUID, proposed: GoalView
) -> None:
    await as_(CYD).commit(sharing.join_goal, proposed.id)
    await as_(CYD).commit(teams.leave, team)
    form = await as_(ANA).read(sharing.goal_to_share, proposed.id)
    assert (form.holders, form.left) == (Holders(), (CYD,))
    with pytest.raises(Invalid, match="Cyd"):
        await as_(ANA).commit(
            sharing.share_goal, proposed.id, {BEN: Role.CONSULTED, CYD: Role.INFORMED}, seen=form.seen
        )
    await as_(ANA).commit(sharing.share_goal, proposed.id, {BEN: Role.CONSULTED}, seen=form.seen)
    assert await holders(as_, proposed.id) == Holders(None, (), (BEN,))


@pytest.mark.parametrize(("user", "may"), [(BEN, True), (ANA, True), (CYD, False), (DEE, False)])
async def test_the_driver_and_the_stewards_name_people(
    as_: As, proposed: GoalView, user: str, may: bool
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    if may:
        await as_(user).read(sharing.goal_to_share, proposed.id)
    else:
        with pytest.raises(NotAllowed):
            await as_(user).read(sharing.goal_to_share, proposed.id)


async def test_whoever_likes_joins_in_and_steps_back(as_: As, proposed: GoalView) -> None:
    for verb in (sharing.join_goal, sharing.join_goal, sharing.leave_goal, sharing.leave_goal):
        await as_(CYD).commit(verb, proposed.id)
    assert await holders(as_, proposed.id) == Holders()
    entries = (await as_(ANA).read(workspaces.history, str(proposed.id)))[1:]
    assert [(entry.detail["before"], entry.detail["after"]) for entry in entries] == [
        ({}, {CYD: "contributor"}),
        ({CYD: "contributor"}, {}),
    ]
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(sharing.join_goal, proposed.id)


async def test_who_becomes_the_driver_has_no_other_part(as_: As, proposed: GoalView) -> None:
    await as_(CYD).commit(sharing.join_goal, proposed.id)
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(BEN).commit(handed_over, proposed.id, CYD)
    assert await holders(as_, proposed.id) == Holders(CYD)
    with pytest.raises(Conflict, match="You drive"):
        await as_(CYD).commit(sharing.join_goal, proposed.id)
