"""The goals' team at work, with something to do."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.features.planning.service import actions as service
from bot.features.planning.values.actions import ActionView
from tests.features.goals.conftest import as_, clock, database, proposed, team
from tests.features.goals.factories import ANA
from tests.features.planning.factories import draft

__all__ = ["as_", "clock", "database", "proposed", "team"]


@pytest.fixture
async def added(team: UUID, as_: Callable[[str], Edge]) -> ActionView:
    """An action that Ana put on record and nobody has taken on."""
    return await as_(ANA).commit(service.add, draft(team))
