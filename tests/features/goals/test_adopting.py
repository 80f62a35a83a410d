"""A team's goal as another team's aim, on both databases: who offers, who decides, what stays hidden, no circles."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message, Surface
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.repository import AttentionRepository
from bot.features.goals import service
from bot.features.goals.models import Adoption
from bot.features.goals.surfaces import draw_adoption, draw_adoption_answer, told_of_aim
from bot.features.goals.values import ADOPTION, ADOPTION_CHANNEL, GoalView, Outcome
from bot.features.goals.views.aims import aim_list, goal_map
from bot.features.teams import service as teams
from bot.features.workspaces.service import install
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, draft, team_at_work
from tests.features.overlap import overlap

As = Callable[[str], Edge]
OTHER = "C0OTHER"


def offers(tx: Transaction, goal_id: UUID) -> list[UUID]:
    rows = tx.session.query(Adoption.id).where(Adoption.goal_id == goal_id).all()
    return [adoption_id for (adoption_id,) in rows]


def shown(tx: Transaction, adoption_id: UUID) -> str:
    (surface,) = surfaces_of(tx, ADOPTION, str(adoption_id))
    return f"{surface.audience} {draw_adoption(tx, surface).blocks}"


def told(tx: Transaction, user: str) -> list[str]:
    return [notice.kind for notice in AttentionRepository(tx).waiting([user])]


@pytest.fixture
async def other(team: UUID, as_: As) -> UUID:
    """Another team of Ana's, in a private channel that Dee isn't in."""
    return await as_(ANA).commit(team_at_work, OTHER, is_private=True)


@pytest.mark.practice("P2")
async def test_an_adopted_goal_is_an_aim_whose_title_follows(
    proposed: GoalView, other: UUID, as_: As
) -> None:
    await as_(BEN).commit(service.offer, proposed.id, OTHER, "You said you'd need this")
    (offered,) = await as_(BEN).read(offers, proposed.id)
    message = await as_(ANA).read(shown, offered)
    assert message.startswith(OTHER)
    assert "You said you'd need this" in message
    assert f"<#{CHANNEL}>" in message
    await as_(ANA).commit(service.adopt, offered)
    (aim,) = await as_(CYD).read(service.aims_of, other)
    assert (aim.title, aim.goal_id) == (proposed.title, proposed.id)
    serving = await as_(BEN).commit(service.propose, draft("Serves it", team_id=other, aim_id=aim.id))
    await as_(ANA).commit(service.edit, proposed.id, replace(proposed.draft(), title="Answers in an hour"))
    assert (await as_(CYD).read(service.goal, serving.id)).aim == "Answers in an hour"
    with pytest.raises(Conflict, match="words are theirs"):
        await as_(ANA).commit(service.change_aim, aim.id, "Ours", parent_id=None, seen=aim.title)
    assert await as_(BEN).read(service.adopters_of, [proposed.id]) == {proposed.id: [""]}
    with pytest.raises(Conflict, match="answered"):
        await as_(ANA).commit(service.adopt, offered)
    assert await as_(BEN).read(told, BEN) == ["goals.adoption_answer"]


async def test_what_its_own_team_gives_up_says_so_where_it_was_adopted(
    proposed: GoalView, other: UUID, as_: As
) -> None:
    await as_(BEN).commit(service.offer, proposed.id, OTHER, "")
    (offered,) = await as_(BEN).read(offers, proposed.id)
    await as_(ANA).commit(service.adopt, offered)
    assert f"adopted: a goal of <#{CHANNEL}> · 0 goals" in str((await as_(CYD).read(listed, other)).blocks)
    await as_(ANA).commit(service.withdraw, proposed.id)
    assert f"a goal of <#{CHANNEL}> · they withdrew it" in str((await as_(CYD).read(listed, other)).blocks)
    nodes = await as_(CYD).read(service.map_of, other)
    mapped = goal_map(other, nodes, len(nodes), {}, first=0, is_wide=False)
    assert f"adopted: a goal of <#{CHANNEL}> · they withdrew it" in str(mapped.blocks)
    assert "They don't work on it any more; `/goal aims` can retire it" in await as_(ANA).read(shown, offered)
    assert await as_(BEN).read(service.map_of, proposed.team_id) == []
    wide = await as_(ANA).read(service.map_of, None)
    seen_by_others = goal_map(proposed.team_id, wide, len(wide), {}, first=0, is_wide=True)
    assert "adopted by a team · its own team withdrew it" in str(seen_by_others.blocks)


async def test_what_became_of_an_adopted_aim_is_told_on_its_offer_and_in_its_history(
    proposed: GoalView, other: UUID, as_: As
) -> None:
    await as_(BEN).commit(service.offer, proposed.id, OTHER, "")
    (offered,) = await as_(BEN).read(offers, proposed.id)
    await as_(ANA).commit(service.adopt, offered)
    (aim,) = await as_(CYD).read(service.aims_of, other)
    await as_(ANA).commit(service.retire_aim, aim.id)
    assert "the aim was retired since" in await as_(ANA).read(shown, offered)
    title, entries = await as_(CYD).read(told_of_aim, aim.id)
    assert title == proposed.title
    assert {entry.kind for entry in entries} == {"goals.aim_adopted", "goals.aim_retired"}
    await as_(ANA).commit(service.retire_aim, aim.id, is_retired=False)
    assert "it is among this team's aims" in await as_(ANA).read(shown, offered)


def listed(tx: Transaction, team_id: UUID) -> Message:
    return aim_list(team_id, service.all_aims(tx, team_id), first=0, keeps_workspaces=False)


async def test_a_team_that_says_not_now_can_be_offered_it_again(
    proposed: GoalView, other: UUID, as_: As
) -> None:
    await as_(BEN).commit(service.offer, proposed.id, OTHER, "")
    with pytest.raises(Invalid, match="offered to that team already"):
        await as_(ANA).commit(service.offer, proposed.id, OTHER, "")
    (offered,) = await as_(BEN).read(offers, proposed.id)
    declined = await as_(ANA).commit(service.decline, offered, " Next cycle ")
    assert (declined.why, declined.answered_by) == ("Next cycle", ANA)
    answer = await as_(BEN).read(lambda tx: draw_adoption_answer(tx, _surface(tx, offered)))
    assert "Next cycle" in str(answer.blocks)
    assert OTHER not in str(answer.blocks)
    await as_(BEN).commit(service.offer, proposed.id, OTHER, "")
    assert len(await as_(BEN).read(offers, proposed.id)) == 2


def _surface(tx: Transaction, adoption_id: UUID) -> Surface:
    (surface,) = surfaces_of(tx, ADOPTION, str(adoption_id))
    return surface


async def test_who_may_offer_and_who_decides(proposed: GoalView, other: UUID, as_: As) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(service.offer, proposed.id, OTHER, "")
    await as_(ANA).commit(service.offer, proposed.id, OTHER, "")
    (offered,) = await as_(ANA).read(offers, proposed.id)
    with pytest.raises(NotFound):
        await as_(DEE).commit(service.adopt, offered)
    with pytest.raises(NotAllowed, match=r"stewards \(Ana\)"):
        await as_(BEN).commit(service.adopt, offered)
    await as_(ANA).commit(teams.leave, other)
    await as_(BEN).commit(service.adopt, offered)


@pytest.mark.parametrize("channel", [None, "C0NOBODY", CHANNEL, "C0SECRET"])
async def test_it_is_offered_to_another_team_that_one_can_see(
    proposed: GoalView, as_: As, channel: str | None
) -> None:
    await as_(ANA).commit(team_at_work, "C0SECRET", is_private=True)
    await as_(ANA).commit(teams.absent, "C0SECRET", BEN)
    with pytest.raises(Invalid) as refused:
        await as_(BEN).commit(service.offer, proposed.id, channel, "")
    assert refused.value.field == ADOPTION_CHANNEL


async def test_nothing_serves_itself(proposed: GoalView, other: UUID, as_: As) -> None:
    await as_(ANA).commit(service.offer, proposed.id, OTHER, "")
    (offered,) = await as_(ANA).read(offers, proposed.id)
    await as_(ANA).commit(service.adopt, offered)
    (aim,) = await as_(ANA).read(service.aims_of, other)
    below = await as_(ANA).commit(service.propose, draft("Below", team_id=other, aim_id=aim.id))
    with pytest.raises(Invalid, match=f"by way of “{proposed.title}”"):
        await as_(ANA).commit(service.offer, below.id, CHANNEL, "")


@pytest.mark.each_database
async def test_two_edits_at_once_make_no_circle(proposed: GoalView, team: UUID, other: UUID, as_: As) -> None:
    await as_(ANA).commit(install, name="Shore", bot_user="U0CAIRN", bot_id="B0CAIRN")
    theirs = await as_(ANA).commit(service.propose, draft("Theirs", team_id=other))
    for goal, channel in ((proposed, OTHER), (theirs, CHANNEL)):
        await as_(ANA).commit(service.offer, goal.id, channel, "")
        (offered,) = await as_(ANA).read(offers, goal.id)
        await as_(ANA).commit(service.adopt, offered)
    (aim_of_ours,) = await as_(ANA).read(service.aims_of, other)
    (aim_of_theirs,) = await as_(ANA).read(service.aims_of, team)

    def serve(tx: Transaction, goal: GoalView, aim_id: UUID) -> GoalView:
        return service.edit(tx, goal.id, replace(goal.draft(), aim="", aim_id=aim_id))

    second = as_(ANA).commit(serve, theirs, aim_of_ours.id)
    outcome = await overlap(as_(ANA), lambda tx: serve(tx, proposed, aim_of_theirs.id), second)
    assert isinstance(outcome, Invalid)
    assert "would serve itself" in str(outcome)


async def test_what_has_ended_is_not_adopted(proposed: GoalView, other: UUID, as_: As) -> None:
    await as_(ANA).commit(service.offer, proposed.id, OTHER, "")
    (offered,) = await as_(ANA).read(offers, proposed.id)
    await as_(ANA).commit(service.end, proposed.id, Outcome.LET_GO, "")
    with pytest.raises(Conflict, match="isn't worked on"):
        await as_(ANA).commit(service.adopt, offered)
    assert "nothing to adopt" in await as_(ANA).read(shown, offered)
    with pytest.raises(Conflict, match="isn't worked on"):
        await as_(ANA).commit(service.offer, proposed.id, OTHER, "")
