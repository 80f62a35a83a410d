"""Proposing, editing, withdrawing and finding goals, on both databases."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.inbox import Replayed
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals import service
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.teams import service as teams
from bot.features.voting import service as voting
from bot.features.workspaces.service import history
from tests.features.goals.cards import cards, wanted_versions
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import (
    ANA,
    BEN,
    CHANNEL,
    CYD,
    DEE,
    EXTREME_WORDS,
    WORKSPACE,
    draft,
    team_at_work,
    vote,
)

As = Callable[[str], Edge]


def kinds(tx: Transaction, goal_id: UUID) -> list[str]:
    return [entry.kind for entry in history(tx, str(goal_id))]


async def test_a_proposal_is_on_record_open_to_votes_and_shown_once(team: UUID, as_: As) -> None:
    wanted = draft(
        " Members get\nan answer ", team_id=team, why="They ask\n\n\n\ntwice", aim="Stay", must_do=True
    )
    goal = await as_(BEN).commit(service.propose, wanted)
    assert (goal.number, goal.title, goal.why) == (1, "Members get an answer", "They ask\n\ntwice")
    assert (goal.aim, goal.must_do, goal.proposer) == ("Stay", True, BEN)
    (tally,) = (await as_(ANA).read(voting.tallies, [goal.id])).values()
    assert (tally.heard, tally.electorate_size, tally.is_closed) == (0, 3, False)
    (card,) = await as_(ANA).read(cards, goal.id)
    assert (card.audience, card.key) == (CHANNEL, f"goal-card:{goal.id}")
    assert await as_(ANA).read(kinds, goal.id) == ["goals.proposed"]


@pytest.mark.parametrize("title", [*EXTREME_WORDS.values()], ids=[*EXTREME_WORDS])
async def test_unusual_words_are_kept_to_the_letter(team: UUID, as_: As, title: str) -> None:
    goal = await as_(ANA).commit(service.propose, draft(title[:150], team_id=team, why=title))
    assert (goal.title, goal.why) == (title[:150], title)
    assert await as_(BEN).read(service.goal, goal.id) == goal


@pytest.mark.parametrize(("title", "said"), [("", "title"), ("\u200b", "title"), ("x" * 5000, "5,000")])
async def test_a_title_that_cannot_be_is_refused_in_words(team: UUID, as_: As, title: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        await as_(ANA).commit(service.propose, draft(title, team_id=team))
    assert refused.value.field == "title"
    assert await as_(ANA).read(service.goals_of, team) == []


async def test_an_observer_is_told_how_to_join(team: UUID, as_: As) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(service.propose, draft(team_id=team))
    assert await as_(DEE).read(service.goals_of, team) == []


async def test_somebody_removed_between_opening_and_submitting_proposes_nothing(as_: As) -> None:
    team = await as_(ANA).commit(team_at_work, "C0PRIVATE", is_private=True)
    await as_(BEN).read(service.to_propose, team)
    await as_(ANA).commit(teams.absent, "C0PRIVATE", BEN)
    with pytest.raises(NotFound):
        await as_(BEN).commit(service.propose, draft(team_id=team))
    assert await as_(ANA).read(service.goals_of, team) == []


async def test_a_channel_without_a_team_takes_no_goals(team: UUID, as_: As) -> None:
    assert await as_(ANA).read(service.to_propose_in, "C0OTHER") is None
    found = await as_(ANA).read(service.to_propose_in, CHANNEL)
    assert found is not None
    assert found.id == team


@pytest.mark.each_database
async def test_two_people_at_once_get_numbers_of_their_own(team: UUID, as_: As) -> None:
    people = [ANA, BEN, CYD] * 3
    goals = await asyncio.gather(
        *(as_(user).commit(service.propose, draft(aim="Stay", team_id=team)) for user in people)
    )
    assert sorted(goal.number for goal in goals) == [*range(1, 10)]
    assert [aim.title for aim in await as_(ANA).read(service.aims_of, team)] == ["Stay"]


async def test_numbers_are_each_teams_own(team: UUID, as_: As) -> None:
    other = await as_(ANA).commit(team_at_work, "C0OTHER")
    goals = [await as_(ANA).commit(service.propose, draft(team_id=which)) for which in (team, other, team)]
    assert [goal.number for goal in goals] == [1, 1, 2]


@pytest.mark.each_database
async def test_one_form_sent_twice_at_once_is_one_goal(team: UUID, database: Database, as_: As) -> None:
    edge = database.edge(WORKSPACE, ANA, once="view:V1")
    tries = (edge.commit(service.propose, draft(team_id=team)) for _ in range(4))
    results = await asyncio.gather(*tries, return_exceptions=True)
    (goal,) = [result for result in results if isinstance(result, GoalView)]
    assert [result.outcome for result in results if isinstance(result, Replayed)] == [str(goal.id)] * 3
    assert await as_(ANA).read(service.goals_of, team) == [goal]


async def test_an_aim_in_another_case_is_the_same_aim(team: UUID, as_: As) -> None:
    for aim in ("Straße", "STRASSE", "Stay"):
        await as_(ANA).commit(service.propose, draft(team_id=team, aim=aim))
    assert [goal.aim for goal in await as_(ANA).read(service.goals_of, team)] == ["Straße", "Straße", "Stay"]


@pytest.mark.parametrize("editor", [ANA, BEN])
async def test_proposer_and_stewards_edit_until_the_first_vote(
    team: UUID, as_: As, clock: Clock, editor: str
) -> None:
    goal = await as_(BEN).commit(service.propose, draft(team_id=team, aim="Stay", why="Because"))
    clock.now += timedelta(minutes=1)
    wanted = draft("Shorter", team_id=team, why="Because")
    edited = await as_(editor).commit(service.edit, goal.id, wanted, seen=goal.changed_at)
    assert (edited.title, edited.aim, edited.proposer, edited.number) == ("Shorter", "", BEN, 1)
    assert (edited.proposed_at, edited.changed_at) == (goal.proposed_at, clock.now)
    entry = (await as_(ANA).read(history, str(goal.id)))[-1]
    assert entry.kind == "goals.edited"
    assert entry.detail["before"] == {"title": goal.title, "aim": "Stay"}
    assert entry.detail["after"] == {"title": "Shorter", "aim": ""}


async def test_an_edit_brings_the_card_up_to_date(proposed: GoalView, as_: As) -> None:
    await as_(ANA).commit(service.edit, proposed.id, draft("Shorter", team_id=proposed.team_id))
    assert await as_(ANA).read(wanted_versions, GOAL_CARD, proposed.id) == [2]


async def test_an_edit_that_changes_nothing_leaves_no_trace(
    proposed: GoalView, as_: As, clock: Clock
) -> None:
    clock.now += timedelta(minutes=1)
    assert await as_(ANA).commit(service.edit, proposed.id, proposed.draft()) == proposed
    assert await as_(ANA).read(kinds, proposed.id) == ["goals.proposed"]


@pytest.mark.parametrize("stranger", [CYD, DEE])
async def test_nobody_else_edits(proposed: GoalView, as_: As, stranger: str) -> None:
    with pytest.raises(NotAllowed, match="stewards, can edit it: Ana"):
        await as_(stranger).commit(service.edit, proposed.id, draft("Mine", team_id=proposed.team_id))
    assert await as_(ANA).read(service.goal, proposed.id) == proposed


async def test_the_first_vote_ends_editing_and_withdrawing_and_its_removal_does_not_lose_it(
    proposed: GoalView, as_: As
) -> None:
    assert await as_(ANA).read(service.is_editable, proposed)
    await as_(BEN).commit(vote, proposed.id)
    assert not await as_(ANA).read(service.is_editable, proposed)
    with pytest.raises(Conflict, match="voted"):
        await as_(ANA).commit(service.edit, proposed.id, draft("Other", team_id=proposed.team_id))
    with pytest.raises(Conflict, match="voted"):
        await as_(ANA).commit(service.withdraw, proposed.id)
    assert await as_(ANA).read(service.goal, proposed.id) == proposed


@pytest.mark.each_database
async def test_two_edits_at_once_do_not_overwrite_one_another(
    proposed: GoalView, as_: As, clock: Clock
) -> None:
    clock.now += timedelta(minutes=1)
    wanted = [draft(title, team_id=proposed.team_id) for title in ("One", "Two")]
    tries = (as_(ANA).commit(service.edit, proposed.id, each, seen=proposed.changed_at) for each in wanted)
    results = await asyncio.gather(*tries, return_exceptions=True)
    (refused,) = [result for result in results if isinstance(result, Exception)]
    (kept,) = [result for result in results if isinstance(result, GoalView)]
    assert isinstance(refused, Conflict)
    assert "nothing of theirs was overwritten" in refused.sentence
    assert (await as_(ANA).read(service.goal, proposed.id)).title == kept.title


@pytest.mark.each_database
async def test_withdrawing_and_editing_at_once_mixes_nothing_up(
    proposed: GoalView, as_: As, clock: Clock
) -> None:
    clock.now += timedelta(minutes=1)
    results = await asyncio.gather(
        as_(ANA).commit(service.withdraw, proposed.id),
        as_(ANA).commit(service.edit, proposed.id, draft("Other", team_id=proposed.team_id)),
        return_exceptions=True,
    )
    done = [result for result in results if not isinstance(result, Conflict)]
    assert await as_(ANA).read(service.goal, proposed.id) in done


async def test_the_proposer_withdraws_and_the_number_stays_taken(proposed: GoalView, as_: As) -> None:
    withdrawn = await as_(ANA).commit(service.withdraw, proposed.id)
    assert withdrawn.is_withdrawn
    assert await as_(ANA).read(service.goals_of, proposed.team_id) == []
    assert await as_(ANA).read(voting.tallies, [proposed.id]) == {}
    assert [card.state for card in await as_(ANA).read(cards, proposed.id)] == ["gone"]
    assert await as_(ANA).read(service.find, proposed.team_id, "#1") == [withdrawn]
    again = await as_(ANA).commit(service.propose, draft(team_id=proposed.team_id))
    assert again.number == 2
    assert await as_(ANA).read(kinds, proposed.id) == ["goals.proposed", "goals.withdrawn"]


async def test_names_are_told_only_when_all_are_known(team: UUID, as_: As) -> None:
    assert await as_(CYD).read(service.who_may, BEN, stewards_of=team) == ": Ben and Ana"
    assert await as_(CYD).read(service.who_may, BEN, "U0NEW", stewards_of=team) == ""


async def test_only_the_proposer_withdraws_and_only_once(team: UUID, as_: As) -> None:
    goal = await as_(BEN).commit(service.propose, draft(team_id=team))
    with pytest.raises(NotAllowed, match="proposed this goal can withdraw it: Ben"):
        await as_(ANA).commit(service.withdraw, goal.id)
    await as_(BEN).commit(service.withdraw, goal.id)
    for verb in (service.withdraw, service.to_edit, service.post_again):
        with pytest.raises(Conflict, match="withdrawn"):
            await as_(BEN).commit(verb, goal.id)


async def test_a_proposer_who_left_the_channel_withdraws_nothing(team: UUID, as_: As) -> None:
    goal = await as_(BEN).commit(service.propose, draft(team_id=team))
    await as_(ANA).commit(teams.absent, CHANNEL, BEN)
    with pytest.raises(NotAllowed, match="members of the team"):
        await as_(BEN).commit(service.withdraw, goal.id)
    assert await as_(ANA).read(service.goal, goal.id) == goal


async def test_goals_of_a_private_channel_exist_only_for_who_is_in_it(as_: As) -> None:
    team = await as_(ANA).commit(team_at_work, "C0PRIVATE", is_private=True)
    goal = await as_(ANA).commit(service.propose, draft(team_id=team, aim="Stay"))
    with pytest.raises(NotFound) as hidden:
        await as_(DEE).read(service.goal, goal.id)
    with pytest.raises(NotFound) as missing:
        await as_(DEE).read(service.goal, UUID(int=9))
    assert hidden.value.sentence == missing.value.sentence
    assert await as_(DEE).read(service.goals_of, team) == []
    assert await as_(DEE).read(service.aims_of, team) == []
    assert await as_(DEE).read(service.find, team, "1") == []


async def test_nothing_crosses_workspaces(proposed: GoalView, database: Database) -> None:
    elsewhere = database.edge("T0OTHER", ANA)
    with pytest.raises(NotFound):
        await elsewhere.read(service.goal, proposed.id)
    assert await elsewhere.read(service.goals_of, proposed.team_id) == []


async def test_the_clock_sees_goals_and_proposes_none(proposed: GoalView, database: Database) -> None:
    clock = database.edge(WORKSPACE)
    assert await clock.read(service.goal, proposed.id) == proposed
    with pytest.raises(NotAllowed):
        await clock.commit(service.propose, draft(team_id=proposed.team_id))


async def test_a_withdrawn_goal_is_found_only_when_it_alone_is_meant(team: UUID, as_: As) -> None:
    titles = ("Answers in Dutch", "Answers in Polish")
    dutch, polish = [await as_(ANA).commit(service.propose, draft(title, team_id=team)) for title in titles]
    await as_(ANA).commit(service.withdraw, dutch.id)
    assert await as_(ANA).read(service.find, team, "answers") == [polish]
    for words in ("dutch", "1"):
        assert [goal.id for goal in await as_(ANA).read(service.find, team, words)] == [dutch.id]


async def test_an_edit_waits_for_a_vote_that_is_being_given_and_then_comes_too_late(
    as_: Callable[[str], Edge], proposed: GoalView
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def vote_slowly(tx: Transaction) -> None:
        vote(tx, proposed.id)
        begun.set()
        go_on.wait(10)

    voting_now = asyncio.create_task(as_(BEN).commit(vote_slowly))
    await asyncio.to_thread(begun.wait, 10)
    edit = as_(ANA).commit(service.edit, proposed.id, draft("Something else", team_id=proposed.team_id))
    editing_now = asyncio.create_task(edit)
    await asyncio.wait({editing_now}, timeout=0.3)
    go_on.set()
    await voting_now
    with pytest.raises(Conflict):
        await editing_now
