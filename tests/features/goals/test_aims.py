"""Aims of teams and of the workspace, on both databases: whose they are, what serves them, who may change them."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Touch, Transaction
from bot.errors import Invalid, NotAllowed, NotFound
from bot.features.goals import service
from bot.features.goals.values import AIM_TITLE, GOAL_CARD, AimView, GoalView
from tests.features.goals.factories import ANA, BEN, DEE, draft, team_at_work

As = Callable[[str], Edge]


@pytest.fixture
async def everybodys(team: UUID, as_: As) -> AimView:
    """An aim of the whole workspace, which Ana may keep: she stewards a team."""
    return await as_(ANA).commit(service.add_aim, team, "People stay", is_everybodys=True)


@pytest.mark.practice("P2")
async def test_a_goal_serves_a_chosen_aim_or_one_in_new_words(
    team: UUID, everybodys: AimView, as_: As
) -> None:
    chosen = await as_(BEN).commit(service.propose, draft(team_id=team, aim_id=everybodys.id))
    assert (chosen.aim, chosen.aim_id) == ("People stay", everybodys.id)
    own = await as_(BEN).commit(service.propose, draft(team_id=team, aim=" Fast  answers"))
    again = await as_(ANA).commit(service.propose, draft(team_id=team, aim="fast ANSWERS"))
    assert own.aim_id == again.aim_id
    offered = await as_(BEN).read(service.aims_of, team)
    assert [(aim.title, aim.team_id) for aim in offered] == [("Fast answers", team), ("People stay", None)]
    counted = await as_(BEN).read(service.all_aims, team)
    assert [(aim.title, serving) for aim, serving in counted] == [("Fast answers", 2), ("People stay", 1)]


async def test_another_teams_aim_and_a_retired_one_cannot_be_chosen_but_what_serves_it_keeps_it(
    team: UUID, as_: As
) -> None:
    other = await as_(ANA).commit(team_at_work, "C0OTHER")
    theirs = await as_(ANA).commit(service.add_aim, other, "Theirs")
    ours = await as_(ANA).commit(service.add_aim, team, "Ours")
    goal = await as_(BEN).commit(service.propose, draft(team_id=team, aim_id=ours.id))
    await as_(BEN).commit(service.retire_aim, ours.id)
    for aim in (theirs, ours):
        with pytest.raises(NotFound):
            await as_(BEN).commit(service.propose, draft("New", team_id=team, aim_id=aim.id))
    assert await as_(BEN).read(service.aims_of, team) == []
    assert [aim.id for aim in await as_(BEN).read(service.aims_of, team, kept=ours.id)] == [ours.id]
    kept = await as_(BEN).commit(service.edit, goal.id, replace(goal.draft(), aim="", title="Other words"))
    assert (kept.title, kept.aim_id) == ("Other words", ours.id)
    await as_(BEN).commit(service.retire_aim, ours.id, is_retired=False)
    assert len(await as_(BEN).read(service.aims_of, team)) == 1


async def test_a_renamed_aim_is_renamed_on_cards(team: UUID, everybodys: AimView, as_: As) -> None:
    aim = await as_(BEN).commit(service.add_aim, team, "Answers", parent_id=everybodys.id)
    goal = await as_(BEN).commit(service.propose, draft(team_id=team, aim_id=aim.id))

    def touched(tx: Transaction) -> set[Touch]:
        service.change_aim(tx, aim.id, "Fast answers", parent_id=None, seen="Answers")
        return tx.touched

    assert Touch(GOAL_CARD, str(goal.id)) in await as_(ANA).commit(touched)
    assert (await as_(ANA).read(service.goal, goal.id)).aim == "Fast answers"
    assert (await as_(ANA).read(service.aim, aim.id)).parent_id is None


@pytest.mark.parametrize(
    ("title", "said"), [("\u200b", "few words"), ("x" * 151, "151"), ("PEOPLE stay", "already")]
)
async def test_titles_that_cannot_be(team: UUID, everybodys: AimView, as_: As, title: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        await as_(ANA).commit(service.add_aim, team, title, is_everybodys=True)
    assert refused.value.field == AIM_TITLE


async def test_whose_aims_are_to_keep(team: UUID, everybodys: AimView, as_: As) -> None:
    with pytest.raises(NotAllowed, match="steward"):
        await as_(BEN).commit(service.add_aim, team, "Everybody's", is_everybodys=True)
    with pytest.raises(NotAllowed, match="steward"):
        await as_(BEN).commit(service.retire_aim, everybodys.id)
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(service.add_aim, team, "Mine")
    hidden = await as_(ANA).commit(team_at_work, "C0PRIVATE", is_private=True)
    theirs = await as_(ANA).commit(service.add_aim, hidden, "Secret")
    with pytest.raises(NotFound):
        await as_(DEE).commit(service.retire_aim, theirs.id)


@pytest.mark.practice("P2")
async def test_the_map_shows_what_the_reader_may_see(
    proposed: GoalView, everybodys: AimView, as_: As
) -> None:
    team = proposed.team_id
    aim = await as_(BEN).commit(service.add_aim, team, "Answers", parent_id=everybodys.id)
    served = await as_(BEN).commit(service.propose, draft("Served", team_id=team, aim_id=aim.id))
    hidden = await as_(ANA).commit(team_at_work, "C0PRIVATE", is_private=True)
    await as_(ANA).commit(service.propose, draft("Secret", team_id=hidden, aim_id=everybodys.id))
    ours = await as_(BEN).read(service.map_of, team)
    assert [(node.depth, (node.aim or node.goal or aim).title) for node in ours] == [
        (0, "People stay"),
        (1, "Answers"),
        (2, "Served"),
        (0, proposed.title),
    ]
    assert [node.channel for node in await as_(BEN).read(service.with_channels, ours)][2] == "C0TEAM"
    assert "Secret" not in str(await as_(DEE).read(service.map_of, None))
    assert "Secret" in str(await as_(ANA).read(service.map_of, None))
    assert "Secret" not in str(await as_(ANA).read(service.map_of, team))
    assert served.aim == "Answers"
