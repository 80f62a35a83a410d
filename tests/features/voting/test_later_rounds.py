"""A subject that is put to the vote again: a fresh ballot, and the one before as it ended."""

from datetime import timedelta
from uuid import UUID, uuid4

from bot.features.voting import service
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
