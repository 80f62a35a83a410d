"""A workspace whose people have hours of their own, on both databases."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.db.database import Database, Edge
from bot.delivery.surfaces import write_surfaces
from bot.features.workspaces import service as workspaces
from tests.databases import open_database
from tests.features.attention.factories import berlin
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CAIRN_BOT, WORKSPACE, Clock, facts


@pytest.fixture
def clock() -> Clock:
    """Noon of a Tuesday in Berlin."""
    clock = Clock()
    clock.now = berlin(3, 12)
    return clock


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    opened = open_database(database_url, clock=clock)
    opened.before_commit = (workspaces.record_activity, write_surfaces)
    edge = opened.edge(WORKSPACE, ANA)
    await edge.commit(workspaces.install, name="Shore", bot_user=CAIRN, bot_id=CAIRN_BOT)
    await edge.commit(workspaces.remember, [facts(ANA), facts(BEN, zone="America/New_York")])
    yield opened
    await opened.close()


@pytest.fixture
def as_(database: Database) -> Callable[[str], Edge]:
    """The verbs of one person."""
    return lambda user: database.edge(WORKSPACE, user)


@pytest.fixture
def by_clock(database: Database) -> Edge:
    """The verbs of the clock."""
    return database.edge(WORKSPACE)
