"""A database with a team of three, and its ballots."""

from collections.abc import AsyncIterator

import pytest

from tests.databases import open_database
from tests.features.voting.factories import Clock, House, make_house


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    """A team of Ava, Ben and Cleo on a database of either kind, at a clock that stands still."""
    clock = Clock()
    database = open_database(database_url, clock=clock)
    try:
        yield await make_house(database, clock)
    finally:
        await database.close()
