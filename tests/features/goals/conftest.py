"""A team at work, on both databases."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.delivery.surfaces import write_surfaces
from bot.features.goals.service import propose
from bot.features.goals.values import GoalView
from bot.features.workspaces.service import record_activity
from tests.databases import empty_sqlite, open_database
from tests.features.goals.factories import ANA, NOON, WORKSPACE, draft, team_at_work
from tests.worlds import begun


class Clock:
    """What time it is for Cairn."""

    def __init__(self) -> None:
        self.now = NOON

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
async def lite(sqlite_template: Path, clock: Clock) -> AsyncIterator[Database]:
    """SQLite with Ana, Ben and Cyd at work, for doors; what differs between databases is tested with the service."""
    file = sqlite_template.with_name("lite.db")
    empty_sqlite(file, sqlite_template)
    opened = open_database(f"sqlite:///{file}", clock=clock)
    opened.before_commit = (record_activity, write_surfaces)
    await begun(opened.url, "lite", partial(opened.edge(WORKSPACE, ANA).commit, team_at_work))
    yield opened
    await opened.close()


@pytest.fixture
def as_(database: Database) -> Callable[[str], Edge]:
    """The verbs of one person."""
    return lambda user: database.edge(WORKSPACE, user)


@pytest.fixture
async def team(request: pytest.FixtureRequest, as_: Callable[[str], Edge]) -> UUID:
    """Ana, Ben and Cyd, in a public channel; in each file the rooms that listen may be others."""
    ana = as_(ANA)
    return await begun(ana.database.url, (request.path, "team"), partial(ana.commit, team_at_work))


@pytest.fixture
async def proposed(team: UUID, as_: Callable[[str], Edge]) -> GoalView:
    """A goal of Ana's that nobody voted on."""
    return await as_(ANA).commit(propose, draft(team_id=team))
