"""The goals' team at work, with something to do."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.engines import make_engines
from bot.features.planning import service
from bot.features.planning.values import ActionView
from bot.metadata import metadata
from tests.features.goals.conftest import as_, clock, database, team
from tests.features.goals.factories import ANA
from tests.features.planning.factories import draft

__all__ = ["as_", "clock", "database", "team"]


@pytest.fixture
def database_url(database_url: str) -> str:
    """With this room's tables, which no migration has yet."""
    engines = make_engines(database_url)
    metadata.create_all(engines.writer)
    engines.dispose()
    return database_url


@pytest.fixture
async def added(team: UUID, as_: Callable[[str], Edge]) -> ActionView:
    """An action that Ana put on record and nobody has taken on."""
    return await as_(ANA).commit(service.add, draft(team))
