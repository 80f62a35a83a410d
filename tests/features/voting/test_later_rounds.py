"""A subject that is put to the vote again: a fresh ballot, and the one before as it ended."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.features.voting import service, timing
from bot.features.voting.values import MUST, CastResult, microseconds
from tests.features.voting.factories import DEADLINE, ROUND, START, UTC_ZONE, House, added

LATER = uuid4()
HOUR = timedelta(hours=1)


async def put_anew(house: House, subject: UUID) -> bool:
    return await house.commit(service.reopen, team_id=house.team, round=LATER, subject=subject, zone=UTC_ZONE)


async def test_a_fresh_ballot_begins_without_votes_and_the_earlier_round_keeps_its_rank(house: House) -> None:
    again, other = await house.ballot(), await house.ballot()
    await house.cast(again, added("UAVA", "fire", 1), added("UBEN", "fire", 2), added("UCLEO", "fire", 3))
    await house.cast(other, added("UAVA", "+1", 1), added("UBEN", "+1", 2), added("UCLEO", "+1", 3))
    house.clock.now += HOUR
    assert await put_anew(house, again)
    assert not await put_anew(house, again)
    assert (await house.tally(again)).heard == 0
    assert [await house.commit(service.has_votes, [again, other])] == [{other}]
    earlier = await house.commit(service.standings, house.team, ROUND)
    assert [(one.subject, one.rank, one.tally.heard) for one in earlier] == [(again, 1, 3), (other, 2, 3)]
    both = await house.commit(service.standings_of, [again, other])
    assert {subject: (one.rank, one.tally.heard) for subject, one in both.items()} == {
        again: (None, 0),
        other: (2, 3),
    }
    assert [one.subject for one in await house.commit(service.standings, house.team, LATER)] == [again]


async def test_an_open_ballot_ends_when_a_later_round_begins(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    house.clock.now = DEADLINE.replace(hour=0)
    await put_anew(house, subject)
    (earlier,) = await house.commit(service.standings, house.team, ROUND)
    assert (earlier.tally.is_closed, earlier.tally.heard) == (True, 1)
    assert earlier.tally.closes_at == house.clock.now
    assert [ballot.round for ballot in await house.commit(service.unclosed, house.team)] == [LATER]


async def test_reactions_on_the_card_of_the_earlier_round_change_nothing(house: House) -> None:
    subject = await house.ballot()
    house.clock.now = DEADLINE
    await put_anew(house, subject)
    opened = microseconds(DEADLINE)
    late = added("UAVA", "fire", opened - START + 1)
    assert await house.commit(service.cast, subject, late, posted=START) == CastResult()
    assert (await house.commit(service.cast, subject, late, posted=opened - 1)).changed == {subject}
    assert await house.commit(service.votes_of, "UAVA", [subject]) == {subject: MUST}


async def test_a_discarded_fresh_ballot_leaves_the_earlier_one(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    house.clock.now += HOUR
    await put_anew(house, subject)
    await house.commit(service.discard, subject)
    assert await house.commit(service.tallies, [subject]) == {}
    assert [one.tally.heard for one in await house.commit(service.standings, house.team, ROUND)] == [1]


async def go_on(house: House, subject: UUID) -> bool:
    return await house.commit(service.go_on, subject, UTC_ZONE)


@pytest.mark.parametrize(
    ("voices", "later", "goes_on"),
    [
        (1, 30 * HOUR, True),
        (1, 80 * HOUR, True),
        (3, 80 * HOUR, False),
        (0, 80 * HOUR, True),
    ],
    ids=["still open", "too few were heard", "decided", "nobody was heard"],
)
@pytest.mark.parametrize("clock_ran", [True, False])
async def test_when_voting_begins_only_what_is_decided_stays_closed(
    house: House, voices: int, later: timedelta, goes_on: bool, clock_ran: bool
) -> None:
    subject = await house.ballot()
    for place, user in enumerate(("UAVA", "UBEN", "UCLEO")[:voices], 1):
        await house.cast(subject, added(user, "fire", place))
    house.clock.now += later
    if clock_ran:
        await house.close_due()
    before = await house.tally(subject)
    assert await go_on(house, subject) is goes_on
    after = await house.tally(subject)
    assert after.heard == voices
    if not goes_on:
        assert after == before
        return
    assert (after.is_closed, after.closes_at) == (False, timing.deadline_of(house.clock.now, UTC_ZONE))
    assert await house.close_due() == []


async def test_with_the_voices_that_were_missing_it_is_decided_and_stays_so(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1))
    house.clock.now = DEADLINE + HOUR
    await house.close_due()
    assert await go_on(house, subject)
    since = microseconds(house.clock.now) - START
    await house.cast(subject, added("UBEN", "fire", since + 1), added("UCLEO", "+1", since + 2))
    assert await house.close_due() == [True]
    (standing,) = await house.commit(service.standings, house.team, ROUND)
    assert (standing.rank, standing.tally.heard, standing.tally.is_closed) == (1, 3, True)
    assert not await go_on(house, subject)
