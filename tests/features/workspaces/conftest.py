"""A workspace with Cairn in it, on both databases."""

from collections.abc import AsyncIterator

import pytest

from bot.db.database import Database, Edge
from bot.features.workspaces import service
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.workspaces.factories import ANA, CAIRN, CAIRN_BOT, WORKSPACE, Clock, SlackInMemory


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    opened = open_database(database_url, clock=clock)
    opened.before_commit = (service.record_activity,)
    yield opened
    await opened.close()


@pytest.fixture
async def edge(database: Database) -> Edge:
    """Ana's verbs, where Cairn is installed."""
    edge = database.edge(WORKSPACE, ANA)
    await edge.commit(service.install, name="Shore", bot_user=CAIRN, bot_id=CAIRN_BOT)
    return edge


@pytest.fixture
def slack() -> SlackInMemory:
    return SlackInMemory()


@pytest.fixture
def directory(slack: SlackInMemory) -> Directory:
    async def client_of(workspace: str) -> SlackInMemory | None:
        return slack if workspace == WORKSPACE else None

    return Directory(client_of)
