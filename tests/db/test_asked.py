"""Questions that are asked once while something is drawn."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from uuid import UUID

import pytest

from bot.db.asked import asked_once
from bot.db.database import Database
from bot.db.transaction import Transaction
from tests.databases import open_database

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
asked: list[list[UUID]] = []


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    asked.clear()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    yield database
    await database.close()


@asked_once
def names(_: Transaction, ids: Collection[UUID]) -> dict[UUID, str]:
    """All but the third have one."""
    asked.append(list(ids))
    return {one: f"name {one.int}" for one in ids if one != THREE}


@asked_once
def numbers(_: Transaction, ids: Collection[UUID]) -> dict[UUID, int]:
    return {one: one.int for one in ids}


def ask_three_times(tx: Transaction) -> list[dict[UUID, str]]:
    return [names(tx, [TWO, THREE]), names(tx, [TWO, ONE]), names(tx, {THREE, ONE, TWO})]


EACH_TIME = [
    {TWO: "name 2"},
    {ONE: "name 1", TWO: "name 2"},
    {ONE: "name 1", TWO: "name 2"},
]


async def test_a_reading_transaction_asks_about_each_once(database: Database) -> None:
    edge = database.edge("T1", "U1")
    assert await edge.read(ask_three_times) == EACH_TIME
    assert asked == [[TWO, THREE], [ONE]]
    await edge.read(ask_three_times)
    assert asked[2:] == [[TWO, THREE], [ONE]]  # another transaction may find something else


async def test_answers_come_ordered_by_id(database: Database) -> None:
    edge = database.edge("T1")
    assert (
        list(await edge.read(names, [TWO, ONE])) == list(await edge.commit(names, [TWO, ONE])) == [ONE, TWO]
    )


async def test_nobody_is_given_what_was_found_for_another(database: Database) -> None:
    def ask_for_two_people(tx: Transaction) -> None:
        names(tx, [ONE])
        names(replace(tx, actor="U2"), [ONE])

    await database.edge("T1", "U1").read(ask_for_two_people)
    assert asked == [[ONE], [ONE]]


async def test_a_writing_transaction_asks_every_time(database: Database) -> None:
    assert await database.edge("T1", "U1").commit(ask_three_times) == EACH_TIME
    assert len(asked) == 3


async def test_nothing_is_asked_about_nothing(database: Database) -> None:
    edge = database.edge("T1")
    assert (await edge.read(names, []), await edge.commit(names, ())) == ({}, {})
    assert asked == []


async def test_questions_are_kept_apart(database: Database) -> None:
    def both(tx: Transaction) -> tuple[dict[UUID, str], dict[UUID, int]]:
        return names(tx, [ONE]), numbers(tx, [ONE])

    assert await database.edge("T1").read(both) == ({ONE: "name 1"}, {ONE: 1})
