"""Votes that begin later than their ballots, or end by what their team decides; on a real database of each kind."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.features.teams.events import MemberLeft
from bot.features.voting import service, timing
from bot.features.voting.values import Tally
from tests.features.voting.factories import DEADLINE, OPENED, ROUND, UTC_ZONE, House, added

BEGINS = OPENED + timedelta(days=1)
HOUR = 3_600_000_000  # microseconds
EVERYBODY = ("UAVA", "UBEN", "UCLEO")


async def waiting(house: House, begins: datetime = BEGINS) -> UUID:
    """A ballot on which voting begins a day after it was opened."""
    subject = UUID(int=77)
    await house.commit(
        service.open_ballot, team_id=house.team, round=ROUND, subject=subject, zone=UTC_ZONE, begins=begins
    )
    return subject


def state(tally: Tally) -> tuple[bool, bool, int]:
    return tally.is_waiting, tally.is_closed, tally.heard


async def test_before_it_begins_all_may_have_voted_and_nothing_is_over(house: House) -> None:
    subject = await waiting(house)
    for place, user in enumerate(EVERYBODY):
        assert (await house.cast(subject, added(user, "fire", place))).is_early
    assert not (await house.cast(subject, added("UDOE", "fire"))).is_early
    assert state(await house.tally(subject)) == (True, False, 3)
    await house.commit_as("UBEN", service.member_left, MemberLeft(subject=str(house.team), user="UCLEO"))
    assert state(await house.tally(subject)) == (True, False, 3)


async def test_when_it_begins_what_was_given_counts(house: House) -> None:
    subject = await waiting(house)
    await house.cast(subject, added("UAVA", "fire", 1))
    house.clock.now = OPENED + timedelta(hours=5)
    assert await house.commit(timing.begin_waiting, house.team) == [subject]
    tally = await house.tally(subject)
    assert (state(tally), tally.closes_at) == ((False, False, 1), house.clock.now + timedelta(days=2))
    assert await house.commit(timing.begin_waiting, house.team) == []


async def test_where_all_had_voted_it_is_over_as_it_begins(house: House) -> None:
    subject = await waiting(house)
    await house.cast(subject, *(added(user, "fire", place) for place, user in enumerate(EVERYBODY)))
    house.clock.now = OPENED + timedelta(hours=5)
    await house.commit(timing.begin_waiting, house.team)
    tally = await house.tally(subject)
    assert (state(tally), tally.closes_at) == ((False, True, 3), house.clock.now)


async def test_it_begins_by_itself_when_its_moment_comes(house: House) -> None:
    subject = await waiting(house)
    house.clock.now = BEGINS
    tally = await house.tally(subject)
    assert (state(tally), tally.closes_at) == ((False, False, 0), BEGINS + timedelta(days=2))


async def test_an_open_vote_can_be_put_off(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    assert await house.commit(timing.postpone, house.team, BEGINS) == [subject]
    tally = await house.tally(subject)
    assert (state(tally), tally.closes_at) == ((True, False, 1), BEGINS + timedelta(days=2))


async def test_what_is_over_is_not_put_off(house: House) -> None:
    subject = await house.ballot()
    house.clock.now = DEADLINE
    assert await house.commit(timing.postpone, house.team, DEADLINE + timedelta(days=1)) == []
    assert (await house.tally(subject)).closes_at == DEADLINE


async def test_an_end_that_is_decided_is_recorded_and_what_comes_later_is_late(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    house.clock.now = OPENED + timedelta(hours=1)
    await house.commit(timing.end, house.team)
    tally = await house.tally(subject)
    assert (state(tally), tally.closes_at) == ((False, True, 1), house.clock.now)
    assert (await house.cast(subject, added("UBEN", "fire", HOUR + 1))).is_late
    assert (await house.tally(subject)).heard == 1
    assert await house.close_due() == []


async def test_put_off_what_was_reconciled_is_reconciled_again(house: House) -> None:
    subject = await house.ballot()
    [ballot] = await house.commit(service.unclosed, house.team)
    await house.commit(service.reconcile, ballot.id, {}, cairn="UCAIRN")
    await house.commit(timing.postpone, house.team, BEGINS)
    house.clock.now = BEGINS + timedelta(days=2) - timedelta(minutes=1)
    soon = await house.database.read_across(service.closing_soon, timedelta(minutes=2))
    assert [found for _, _, found in soon] == [subject]
