"""A database with a team in it, on both kinds."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.delivery.surfaces import write_surfaces
from bot.features.workspaces.service import record_activity
from tests.databases import open_database
from tests.features.goals.factories import ANA, NOON, WORKSPACE, team_at_work


@dataclass
class Clock:
    """What time it is for Cairn; a test may move it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    """As the app wires it, apart from rooms that subscribe."""
    opened = open_database(database_url, clock=clock)
    opened.before_commit = (record_activity, write_surfaces)
    yield opened
    await opened.close()


@pytest.fixture
def as_(database: Database) -> Callable[[str], Edge]:
    """The verbs of one person."""
    return lambda user: database.edge(WORKSPACE, user)


@pytest.fixture
async def team(as_: Callable[[str], Edge]) -> UUID:
    """Ana, Ben and Cyd, in a public channel; Ana stewards it."""
    return await as_(ANA).commit(team_at_work)
