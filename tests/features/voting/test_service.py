"""Ballots on a real database of each kind."""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bot.features.voting import service
from bot.features.voting.events import BallotClosed
from bot.features.voting.values import MUST, SHOULD, CastResult, Fact, moment_of
from tests.features.voting.factories import (
    DEADLINE,
    END,
    ROUND,
    START,
    House,
    added,
    removed,
)

HOUR = 3_600_000_000


async def test_a_ballot_is_open_for_two_working_days(house: House) -> None:
    tally = await house.tally(await house.ballot())
    assert (tally.closes_at, tally.is_closed, tally.heard, tally.electorate_size) == (DEADLINE, False, 0, 3)


async def test_a_reaction_counts_and_taking_it_back_takes_it_back(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    assert (await house.tally(subject)).counts == (1, 0, 0, 0)
    await house.cast(subject, removed("UAVA", "fire", 2))
    assert (await house.tally(subject)).heard == 0


async def test_what_comes_twice_counts_once_and_changes_nothing(house: House) -> None:
    subject = await house.ballot()
    assert (await house.cast(subject, added("UAVA", "fire", 1))).changed == {subject}
    assert (await house.cast(subject, added("UAVA", "fire", 1))).changed == frozenset()
    assert (await house.tally(subject)).counts == (1, 0, 0, 0)


async def test_an_emoji_beside_the_scale_and_an_unknown_subject_are_ignored(house: House) -> None:
    subject = await house.ballot()
    assert await house.cast(subject, added("UAVA", "tada")) == CastResult()
    assert await house.cast(uuid4(), added("UAVA", "fire")) == CastResult()


async def test_with_the_last_vote_the_ballot_ends_at_that_vote(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1), added("UBEN", "+1", 2))
    assert not (await house.tally(subject)).is_closed
    await house.cast(subject, added("UCLEO", "seedling", 3))
    tally = await house.tally(subject)
    assert (tally.is_closed, tally.closes_at, tally.heard) == (True, moment_of(START + 3), 3)


async def test_a_changed_mind_after_the_end_is_late_and_changes_nothing(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, *(added(user, "fire", 1) for user in ("UAVA", "UBEN", "UCLEO")))
    result = await house.cast(subject, added("UAVA", "ice_cube", 2))
    assert (result.is_late, result.changed) == (True, frozenset())
    await house.cast(subject, removed("UAVA", "fire", 3))
    assert (await house.tally(subject)).counts == (3, 0, 0, 0)


async def test_a_vote_after_the_deadline_is_late_for_members_only(house: House) -> None:
    subject = await house.ballot()
    late = Fact("UAVA", "fire", added=True, stamp=END + 1)
    assert (await house.cast(subject, late)).is_late
    assert not (await house.cast(subject, Fact("UDOE", "fire", added=True, stamp=END + 1))).is_late
    assert not (await house.cast(subject, Fact("UAVA", "fire", added=False, stamp=END + 2))).is_late
    assert (await house.tally(subject)).heard == 0


async def test_a_removal_that_arrives_late_reopens_what_was_never_complete(house: House) -> None:
    subject = await house.ballot()
    await house.cast(
        subject, *(added(user, "fire", at) for user, at in (("UAVA", 1), ("UBEN", 3), ("UCLEO", 4)))
    )
    assert (await house.tally(subject)).is_closed
    await house.cast(subject, removed("UAVA", "fire", 2))
    tally = await house.tally(subject)
    assert (tally.is_closed, tally.heard, tally.closes_at) == (False, 2, DEADLINE)


async def test_past_its_deadline_a_ballot_reads_as_closed_without_the_clock(house: House) -> None:
    subject = await house.ballot()
    house.clock.now = DEADLINE
    assert (await house.tally(subject)).is_closed


async def test_what_closes_next_is_the_earliest_that_is_open(house: House) -> None:
    async def next_close() -> datetime | None:
        return await house.database.read_across(lambda session, _: service.next_close(session))

    assert await next_close() is None
    await house.ballot()
    assert await next_close() == DEADLINE
    house.clock.now = DEADLINE
    assert await house.close_due() == [True]
    assert await next_close() is None


async def test_a_late_clock_changes_nothing(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1), added("UBEN", "+1", 2))
    house.clock.now = DEADLINE
    before = await house.tally(subject)
    house.clock.now = DEADLINE + timedelta(days=3)
    await house.cast(subject, Fact("UCLEO", "fire", added=True, stamp=END + HOUR))
    assert await house.close_due() == [True]
    assert await house.tally(subject) == before


async def test_a_vote_given_in_time_counts_even_if_it_arrives_after_the_closing(house: House) -> None:
    subject, other = await house.ballot(), await house.ballot()
    house.clock.now = DEADLINE
    assert await house.close_due() == [True, True]
    result = await house.cast(subject, added("UAVA", "fire", 1))
    assert result.changed == {subject, other}
    assert (await house.tally(subject)).heard == 1


async def test_closing_twice_tells_once(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    assert await house.close_due() == []
    house.clock.now = DEADLINE
    [(_, ballot_id)] = await house.database.read_across(service.due)
    told: list[object] = []
    house.database.after_commit = (lambda tx: told.extend(tx.events),)
    assert await house.commit(service.close, ballot_id)
    assert not await house.commit(service.close, ballot_id)
    assert told == [
        BallotClosed(
            subject=str(subject),
            team_id=house.team,
            round=ROUND,
            heard=1,
            of=3,
            mean=MUST.weight,
            has_quorum=False,
        )
    ]


async def test_the_fourth_must_is_told_and_changes_all_four(house: House) -> None:
    subjects = [await house.ballot() for _ in range(4)]
    for at, subject in enumerate(subjects[:3], start=1):
        result = await house.cast(subject, added("UAVA", "fire", at))
        assert (result.has_too_many_musts, result.changed) == (False, frozenset({subject}))
    result = await house.cast(subjects[3], added("UAVA", "fire", 9))
    assert (result.has_too_many_musts, result.changed) == (True, frozenset(subjects))
    counted = await house.commit(service.tallies, subjects)
    assert [counted[subject].counts for subject in subjects] == [(0, 1, 0, 0)] * 4


async def test_going_back_to_three_musts_changes_all_four_again(house: House) -> None:
    subjects = [await house.ballot() for _ in range(4)]
    for at, subject in enumerate(subjects, start=1):
        await house.cast(subject, added("UAVA", "fire", at))
    result = await house.cast(subjects[0], added("UAVA", "+1", 9))
    assert (result.has_too_many_musts, result.changed) == (False, frozenset(subjects))
    counted = await house.commit(service.tallies, subjects)
    assert [counted[subject].counts for subject in subjects] == [(0, 1, 0, 0)] + [(1, 0, 0, 0)] * 3


async def test_an_observers_fourth_must_is_not_told(house: House) -> None:
    for at in range(1, 5):
        result = await house.cast(await house.ballot(), added("UDOE", "fire", at))
    assert not result.has_too_many_musts


async def test_standings_rank_the_round_and_has_votes_names_who_was_heard(house: House) -> None:
    first, second, third = [await house.ballot() for _ in range(3)]
    await house.cast(first, added("UAVA", "+1", 1))
    for user in ("UAVA", "UBEN", "UCLEO"):
        await house.cast(third, added(user, "fire", 2))
    ranked = await house.commit(service.standings, house.team, ROUND)
    assert [(s.subject, s.rank) for s in ranked] == [(third, 1), (first, None), (second, None)]
    assert await house.commit(service.standings_of, [second]) == {second: ranked[2]}
    assert await house.commit(service.has_votes, [first, second, third]) == {first, third}


async def test_only_people_who_may_see_the_team_see_its_tallies(house: House) -> None:
    subject = await house.ballot()
    assert await house.commit_as("UDOE", service.tallies, [subject]) == {}
    assert await house.commit_as("UAVA", service.tallies, [subject]) != {}


async def test_a_discarded_question_is_gone_with_its_musts(house: House) -> None:
    subjects = [await house.ballot() for _ in range(4)]
    for at, subject in enumerate(subjects, start=1):
        await house.cast(subject, added("UAVA", "fire", at))
    await house.commit(service.discard, subjects[3])
    assert (await house.tally(subjects[0])).counts == (1, 0, 0, 0)
    assert await house.cast(subjects[3], added("UAVA", "fire", 9)) == CastResult()


async def test_ones_own_votes_and_what_is_not_closed(house: House) -> None:
    first, second = await house.ballot(), await house.ballot()
    await house.cast(first, added("UAVA", "thumbsup::skin-tone-4", 1), added("UBEN", "fire", 2))
    assert await house.commit_as("UAVA", service.votes_of, "UAVA", [first, second]) == {first: SHOULD}
    assert {ballot.subject for ballot in await house.commit(service.unclosed, house.team)} == {first, second}
    house.clock.now = DEADLINE
    await house.close_due()
    assert await house.commit(service.unclosed, house.team) == []


async def test_reconciling_adds_what_never_arrived_as_the_oldest(house: House) -> None:
    subject = await house.ballot()
    await house.cast(
        subject, added("UAVA", "seedling", 1), added("UBEN", "fire", 2), removed("UBEN", "fire", 3)
    )
    house.clock.now = DEADLINE - timedelta(minutes=2)
    soon = await house.database.read_across(service.closing_soon, timedelta(minutes=2))
    assert [(workspace, named) for workspace, _, named in soon] == [("TCAIRN", subject)]
    shown = {
        "fire": ("UCAIRN", "UAVA", "UBEN", "UCLEO"),
        "+1": ("UCAIRN", "UCLEO"),
        "tada": ("UDOE",),
    }
    assert await house.commit(service.reconcile, soon[0][1], shown, cairn="UCAIRN") == 3
    assert (await house.tally(subject)).counts == (0, 1, 1, 0)
    assert await house.database.read_across(service.closing_soon, timedelta(minutes=2)) == []


async def test_reconciling_that_completes_a_ballot_takes_nobodys_later_choice_back(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, *(added("UAVA", emoji, at) for emoji, at in (("fire", 1), ("+1", 5))))
    await house.cast(subject, added("UBEN", "fire", 3))
    house.clock.now = DEADLINE - timedelta(minutes=1)
    [(_, ballot_id, _)] = await house.database.read_across(service.closing_soon, timedelta(minutes=2))
    await house.commit(service.reconcile, ballot_id, {"seedling": ("UCLEO",)}, cairn="UCAIRN")
    tally = await house.tally(subject)
    assert (tally.counts, tally.closes_at) == ((1, 1, 1, 0), house.clock.now)


async def test_nothing_is_reconciled_after_the_end(house: House) -> None:
    subject = await house.ballot()
    house.clock.now = DEADLINE - timedelta(minutes=1)
    [(_, ballot_id, _)] = await house.database.read_across(service.closing_soon, timedelta(minutes=2))
    house.clock.now = DEADLINE
    assert await house.commit(service.reconcile, ballot_id, {"fire": ("UAVA",)}, cairn="UCAIRN") == 0
    assert (await house.tally(subject)).heard == 0


@pytest.mark.each_database
async def test_the_last_votes_at_once_still_end_the_ballot(house: House) -> None:
    subjects = [await house.ballot() for _ in range(5)]
    votes = [added(user, "+1", at) for at, user in enumerate(("UAVA", "UBEN", "UCLEO"), start=1)]
    await asyncio.gather(*(house.cast(subject, fact) for subject in subjects for fact in votes))
    counted = await house.commit(service.tallies, subjects)
    assert {(tally.is_closed, tally.closes_at) for tally in counted.values()} == {
        (True, moment_of(START + 3))
    }
