"""A team at work whose cadences follow what happens, on both databases."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.delivery.surfaces import write_surfaces
from bot.features.cadences import wiring
from bot.features.cadences.service import due
from bot.features.cadences.values import Due, Kind
from bot.features.parts import Parts
from bot.features.teams.membership import person_changed
from bot.features.workspaces.events import PersonChanged
from bot.features.workspaces.service import record_activity
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.cadences.factories import ANA, NOON, WORKSPACE, team_at_work


class Clock:
    """What time it is for Cairn."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def _no_slack(_: str) -> None:
    return None


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    """As the app wires it, apart from rooms above."""
    opened = open_database(database_url, clock=clock)
    parts = Parts(opened, Directory(_no_slack))
    parts.subscriptions.on(PersonChanged, person_changed)
    wiring.register(parts)
    opened.before_commit = (parts.subscriptions.run, record_activity, write_surfaces)
    yield opened
    await opened.close()


@pytest.fixture
def as_(database: Database) -> Callable[[str | None], Edge]:
    """The verbs of one person, or of the clock."""
    return lambda user: database.edge(WORKSPACE, user)


@pytest.fixture
async def team(as_: Callable[[str | None], Edge]) -> UUID:
    """Ana (Amsterdam), Ben (New York) and Cyd (Tokyo); Ana stewards it."""
    return await as_(ANA).commit(team_at_work)


@pytest.fixture
def take(database: Database, clock: Clock) -> Callable[[datetime], Awaitable[list[Due]]]:
    """Let it be that moment, and take what is due of check-ins."""

    async def at(moment: datetime) -> list[Due]:
        clock.now = moment
        return await database.write_across(due.take_due, Kind.CHECKIN)

    return at
