"""What reactions on goal cards lead to, on a real database of each kind."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.priorities import service
from bot.features.priorities.values import LATE_VOTE, TOO_MANY_MUSTS
from bot.features.teams import service as teams
from bot.features.teams import settings
from bot.features.voting import service as voting
from bot.features.voting.events import BallotClosed
from bot.features.voting.values import MUST
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.cycles.factories import move
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE
from tests.features.priorities.factories import Garden
from tests.features.workspaces.factories import facts

pytestmark = pytest.mark.practice("P8")


def count_guests(tx: Transaction, team_id: UUID) -> None:
    """What a steward does under `/cairn team`."""
    _, known = settings.settings_of(tx, team_id)
    assert known is not None
    settings.change(tx, team_id, replace(known, counts_guests=True), seen=known.fingerprint)


async def test_a_vote_has_its_card_drawn_anew(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    await garden.react(BEN, goal, "fire")
    assert garden.touched == {goal.id}
    await garden.react(BEN, goal, "tada")
    assert garden.touched == set()


async def test_a_fourth_must_redraws_all_four_cards_and_is_told_once(garden: Garden) -> None:
    proposed = [await garden.propose(ANA, f"Answers within {days} days") for days in range(1, 6)]
    for goal in proposed[:4]:
        await garden.react(BEN, goal, "fire")
    assert garden.touched == {goal.id for goal in proposed[:4]}
    await garden.react(BEN, proposed[3], "fire", added=False)
    await garden.react(BEN, proposed[4], "fire")
    notes = garden.notes(TOO_MANY_MUSTS)
    assert {(note.audience, note.key) for note in notes} == {(BEN, notes[0].key)}


async def test_a_late_vote_is_told_to_its_voter_alone_and_once(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    garden.clock.now += timedelta(days=3)
    await garden.react(BEN, goal, "fire")
    await garden.react(BEN, goal, "+1")
    await garden.react(DEE, goal, "fire")
    notes = garden.notes(LATE_VOTE)
    assert {(note.audience, note.key) for note in notes} == {(BEN, notes[0].key)}
    assert garden.touched == set()


async def test_vote_shows_what_is_open_the_unvoted_first_with_its_card(garden: Garden) -> None:
    voted, unvoted = await garden.propose(ANA, "Answers within a day"), await garden.propose(ANA, "No queue")
    await garden.react(BEN, voted, "fire")
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert [(vote.goal.id, vote.choice) for vote in votes.open] == [(unvoted.id, None), (voted.id, MUST)]
    assert (votes.musts, votes.is_member) == (1, True)
    assert all(vote.card and vote.card.channel == CHANNEL for vote in votes.open)


async def test_vote_shows_nothing_that_is_over_or_withdrawn(garden: Garden) -> None:
    over, withdrawn = await garden.propose(ANA, "Answers within a day"), await garden.propose(ANA, "No queue")
    for user in (ANA, BEN, CYD):
        await garden.react(user, over, "fire")
    await garden.as_(ANA).commit(goals.withdraw, withdrawn.id)
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert (votes.open, votes.musts) == ((), 1)


async def test_a_commitment_ends_the_vote_with_what_was_given_until_then(garden: Garden) -> None:
    goal, other = await garden.propose(ANA, "Answers within a day"), await garden.propose(ANA, "No queue")
    for user in (ANA, BEN):
        await garden.react(user, goal, "fire")
    told: list[object] = []
    garden.parts.database.after_commit = (lambda tx: told.extend(tx.events),)
    await garden.as_(None).commit(goals.commit, [goal.id], UUID(int=1))
    assert [one.was_settled for one in told if isinstance(one, BallotClosed)] == [True]
    [votes] = await garden.as_(CYD).read(service.open_votes, CHANNEL)
    assert [vote.goal.id for vote in votes.open] == [other.id]
    await garden.react(CYD, goal, "ice_cube")
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    tallies = await garden.as_(ANA).read(voting.tallies, [goal.id, other.id])
    assert (tallies[goal.id].is_closed, tallies[goal.id].counts) == (True, (2, 0, 0, 0))
    assert not tallies[other.id].is_closed
    assert [note.audience for note in garden.notes(LATE_VOTE)] == [CYD]


async def test_outside_a_teams_channel_vote_shows_all_ones_teams(garden: Garden) -> None:
    await garden.propose(ANA)
    assert len(await garden.as_(BEN).read(service.open_votes, "C0ELSE")) == 1
    assert await garden.as_(DEE).read(service.open_votes, "C0ELSE") == []


async def test_an_observer_sees_the_votes_as_one(garden: Garden) -> None:
    await garden.propose(ANA)
    [votes] = await garden.as_(DEE).read(service.open_votes, CHANNEL)
    assert (len(votes.open), votes.is_member, votes.counts) == (1, False, False)


async def test_a_guest_learns_whether_their_vote_is_counted(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    await garden.react(BEN, goal, "fire")
    await garden.as_(None).commit(workspaces.remember, [facts(BEN, kind=PersonKind.GUEST)])
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert (votes.open[0].choice, votes.open[0].tally.heard) == (MUST, 0)
    assert (votes.is_member, votes.is_counted_kind, votes.counts) == (True, False, False)
    await garden.as_(ANA).commit(count_guests, garden.team)
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert (votes.counts, votes.open[0].tally.heard) == (True, 1)


async def test_a_team_that_cannot_be_seen_has_no_votes_to_show(garden: Garden) -> None:
    await garden.propose(ANA)
    with pytest.raises(NotFound):
        await garden.as_("U0STRANGER").read(service.open_votes_of, garden.team)


async def test_closing_redraws_all_that_are_decided_because_each_says_among_how_many(garden: Garden) -> None:
    first, second, third = [await garden.propose(ANA, f"Answers within {days} days") for days in (1, 2, 3)]
    for goal, emoji in ((first, "fire"), (third, "ice_cube"), (second, "+1")):
        for user in (ANA, BEN, CYD):
            await garden.react(user, goal, emoji)
        await close_due(garden)
    assert garden.touched == {first.id, second.id, third.id}


async def test_who_joins_or_leaves_has_open_cards_drawn_anew(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    await garden.as_(None).commit(teams.present, CHANNEL, DEE)
    await garden.as_(DEE).commit(teams.join, garden.team)
    assert goal.id in garden.touched
    await garden.as_(DEE).commit(teams.leave, garden.team)
    assert goal.id in garden.touched


async def close_due(garden: Garden) -> None:
    [job] = [job for job in garden.parts.jobs.all if job.name == "priorities.close_due"]
    await job.work()
