"""Whatever way the facts of a round reach the service, its tallies are the same."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.db.base import Base
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.features.voting import service
from bot.features.voting.values import Fact, Tally
from tests.features.voting.factories import (
    OPENED,
    ROUND,
    START,
    UTC_ZONE,
    WORKSPACE,
    Clock,
    House,
    make_house,
)

History = Sequence[tuple[UUID, Fact]]
BALLOTS = [UUID(int=number) for number in range(101, 106)]
facts = st.builds(
    Fact,
    user=st.sampled_from(["UAVA", "UBEN", "UCLEO", "UDOE"]),
    emoji=st.sampled_from(["fire", "fire", "thumbsup", "+1", "seedling", "ice_cube"]),
    added=st.sampled_from([True, True, False]),
    stamp=st.integers(START, START + 20),
)
of_one_ballot = st.lists(
    st.tuples(
        st.just(BALLOTS[0]),
        st.builds(
            Fact,
            user=st.sampled_from(["UAVA", "UBEN"]),
            emoji=st.sampled_from(["fire", "+1"]),
            added=st.sampled_from([True, True, True, False]),
            stamp=st.integers(START, START + 6),
        ),
    ),
    max_size=9,
)
histories = st.lists(st.tuples(st.sampled_from(BALLOTS + BALLOTS[:1] * 5), facts), max_size=30)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    clock = Clock()
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('arrival') / 'cairn.db'}", clock=clock)
    Base.metadata.create_all(database.engines.writer)
    yield asyncio.run(make_house(database, clock, "UAVA", "UBEN"))
    asyncio.run(database.close())


@given(history=of_one_ballot, chance=st.randoms(use_true_random=False))
def test_whatever_order_the_votes_of_two_come_in_they_end_the_ballot_at_the_same_moment(
    house: House, history: History, chance: random.Random
) -> None:
    assert tallies_after(house, shuffled(history, chance)) == tallies_after(house, in_time(history))


@given(history=histories, chance=st.randoms(use_true_random=False))
def test_any_order_duplication_and_interleaving_gives_the_same_tallies(
    house: House, history: History, chance: random.Random
) -> None:
    assert tallies_after(house, shuffled(history, chance)) == tallies_after(house, in_time(history))


def shuffled(history: History, chance: random.Random) -> History:
    """Out of order, and some of it twice."""
    again = [*history, *chance.choices(history, k=5)] if history else []
    chance.shuffle(again)
    return again


def in_time(history: History) -> History:
    return sorted(history, key=lambda entry: (entry[1].stamp, not entry[1].added))


def tallies_after(house: House, history: History) -> list[Tally]:
    """Hand the facts to new ballots in this order, read the tallies, and leave nothing behind."""
    subjects = {named: uuid4() for named in BALLOTS if named in dict(history)}
    with Session(house.database.engines.writer) as session:
        tx = Transaction(session.connection(), WORKSPACE, None, OPENED)
        for subject in subjects.values():
            service.open_ballot(tx, team_id=house.team, round=ROUND, subject=subject, zone=UTC_ZONE)
        tx.now += timedelta(minutes=1)
        for named, fact in history:
            service.cast(tx, subjects[named], fact)
        found = service.tallies(tx, list(subjects.values()))
        session.rollback()
    return [found[subject] for subject in subjects.values()]
