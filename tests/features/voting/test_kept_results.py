"""What ballots came to is kept with them, and is what counting every vote again would give."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.db.base import Base
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.features.voting import counting, service
from bot.features.voting.models import BallotRow
from bot.features.voting.repository.ballots import NOT_COUNTED
from bot.features.voting.repository.votes import VotingRepository
from bot.features.voting.values import Fact, Tally
from tests.features.voting.factories import (
    DEADLINE,
    OPENED,
    ROUND,
    START,
    UTC_ZONE,
    WORKSPACE,
    Clock,
    House,
    added,
    make_house,
)
from tests.statements import statements_of

PEOPLE = ("UAVA", "UBEN", "UCLEO")
BALLOTS = 5
PLACES = st.integers(0, BALLOTS - 1)
FACTS = st.builds(
    Fact,
    user=st.sampled_from(PEOPLE),
    emoji=st.sampled_from(("fire", "fire", "+1", "ice_cube")),
    added=st.booleans(),
    stamp=st.integers(START, START + 30),
)


def counted_again(tx: Transaction, subjects: list[UUID]) -> dict[UUID, Tally]:
    ballots = VotingRepository(tx).seen(subjects)
    counted = counting.counted(tx, ballots)
    return {ballot.subject: counted[ballot.id] for ballot in ballots}


def forget_counts(tx: Transaction) -> None:
    """As in a database in which votes were counted whenever they were read."""
    tx.session.execute(update(BallotRow).values(**NOT_COUNTED))


async def voted_on(house: House, *emoji: str) -> UUID:
    """A subject that these were given on, one by each."""
    subject = await house.ballot()
    for user, one in zip(PEOPLE, emoji, strict=False):
        await house.cast(subject, added(user, one))
    return subject


async def test_a_closed_round_is_ranked_without_counting_a_vote(house: House) -> None:
    good, best = await voted_on(house, "+1", "+1", "+1"), await voted_on(house, "fire", "fire", "fire")
    await house.close_due()
    with statements_of(house.database) as asked:
        ranked = await house.commit(service.standings_of, [good, best])
    assert {subject: (one.rank, one.among) for subject, one in ranked.items()} == {good: (2, 2), best: (1, 2)}
    assert not [statement for statement in asked if "FROM fact" in statement]


async def test_what_was_closed_before_results_were_kept_is_counted_until_the_clock_keeps_it(
    house: House,
) -> None:
    subject = await voted_on(house, "+1", "fire", "+1")
    await house.close_due()
    before = await house.tally(subject)
    await house.commit(forget_counts)
    assert await house.tally(subject) == before
    assert (await house.commit(service.standings_of, [subject]))[subject].rank == 1
    assert await house.close_due() == [True]
    assert await house.close_due() == []
    assert await house.tally(subject) == before


async def test_what_people_vote_on_stands_in_order_until_it_is_decided(house: House) -> None:
    untouched, low, high = await house.ballot(), await voted_on(house, "+1"), await voted_on(house, "fire")
    decided = await voted_on(house, "+1", "+1", "+1")
    await house.close_due()
    moving = await house.commit(service.in_motion, house.team)
    assert moving == [high, low]
    assert not {untouched, decided} & {*moving}


async def test_a_must_that_comes_late_has_others_counted_anew(house: House) -> None:
    """Ava gave her fourth before the ballots ended, and it arrives after."""
    subjects = [await voted_on(house, "fire") for _ in range(3)]
    late = await house.ballot()
    house.clock.now = DEADLINE + timedelta(minutes=1)
    await house.close_due()
    assert (await house.tally(subjects[0])).counts == (1, 0, 0, 0)
    await house.cast(late, added("UAVA", "fire"))
    assert [(await house.tally(subject)).counts for subject in (*subjects, late)] == [(0, 1, 0, 0)] * 4
    assert await house.close_due() == [True] * 3
    assert [(await house.tally(subject)).counts for subject in (*subjects, late)] == [(0, 1, 0, 0)] * 4


async def test_a_must_that_slack_never_told_of_has_others_counted_anew(house: House) -> None:
    """Found on an open ballot, as its oldest vote: Ava's fourth, when the other three ended."""
    subjects = [await voted_on(house, "fire", "+1", "+1") for _ in range(3)]
    await house.close_due()
    still_open = await house.ballot()
    [ballot] = await house.commit(service.unclosed, house.team)
    assert ballot.subject == still_open
    await house.commit(service.reconcile, ballot.id, {"fire": ["UAVA"]}, cairn="UCAIRN")
    assert [(await house.tally(subject)).counts for subject in subjects] == [(0, 3, 0, 0)] * 3


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that many examples use in turn, each leaving nothing behind."""
    clock = Clock()
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'kept.db'}", clock=clock)
    Base.metadata.create_all(database.engines.writer)
    yield asyncio.run(make_house(database, clock, *PEOPLE))
    asyncio.run(database.close())


@given(
    early=st.lists(st.tuples(PLACES, FACTS), max_size=8), late=st.lists(st.tuples(PLACES, FACTS), max_size=8)
)
def test_whatever_comes_late_what_is_kept_is_what_counting_gives(
    lasting: House, early: list[tuple[int, Fact]], late: list[tuple[int, Fact]]
) -> None:
    with Session(lasting.database.engines.writer) as session:
        tx = Transaction(session.connection(), WORKSPACE, None, OPENED)
        subjects = [uuid4() for _ in range(BALLOTS)]
        for subject in subjects:
            service.open_ballot(tx, team_id=lasting.team, round=ROUND, subject=subject, zone=UTC_ZONE)
        give(tx, subjects, early)
        tx.now = DEADLINE + timedelta(minutes=1)
        close_all(tx, subjects)
        give(tx, subjects, late)
        assert service.tallies(tx, subjects) == counted_again(tx, subjects)
        close_all(tx, subjects)
        assert service.tallies(tx, subjects) == counted_again(tx, subjects)
        session.rollback()


def give(tx: Transaction, subjects: list[UUID], facts: list[tuple[int, Fact]]) -> None:
    for place, fact in facts:
        service.cast(tx, subjects[place], fact)


def close_all(tx: Transaction, subjects: list[UUID]) -> None:
    for ballot in VotingRepository(tx).seen(subjects):
        service.close(tx, ballot.id)
