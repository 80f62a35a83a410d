"""Teams on both databases, wired as in the app."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.subscriptions import Subscriptions
from bot.delivery.surfaces import write_surfaces
from bot.features.teams.membership import person_changed
from bot.features.workspaces.events import PersonChanged
from bot.features.workspaces.service import install, record_activity
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.teams.factories import team_at_work
from tests.features.workspaces.factories import ANA, CAIRN, CAIRN_BOT, WORKSPACE, Clock, SlackInMemory


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    subscriptions = Subscriptions()
    subscriptions.on(PersonChanged, person_changed)
    opened = open_database(database_url, clock=clock)
    opened.before_commit = (subscriptions.run, record_activity, write_surfaces)
    yield opened
    await opened.close()


@pytest.fixture
async def as_(database: Database) -> Callable[[str | None], Edge]:
    """The verbs of one person, or of the clock, where Cairn is installed."""
    await database.edge(WORKSPACE).commit(install, name="Shore", bot_user=CAIRN, bot_id=CAIRN_BOT)
    return lambda user: database.edge(WORKSPACE, user)


@pytest.fixture
async def team(as_: Callable[[str | None], Edge]) -> UUID:
    """Ana, who started it, Ben and Cyd, in a public channel."""
    return await as_(ANA).commit(team_at_work)


@pytest.fixture
def slack() -> SlackInMemory:
    return SlackInMemory()


@pytest.fixture
def directory(slack: SlackInMemory) -> Directory:
    async def client_of(workspace: str) -> SlackInMemory | None:
        return slack if workspace == WORKSPACE else None

    return Directory(client_of)
