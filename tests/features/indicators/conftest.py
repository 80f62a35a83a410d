"""The goals' team at work, with a goal to measure."""

from collections.abc import Callable

import pytest

from bot.db.database import Edge
from bot.features.goals.values import GoalView
from bot.features.indicators import service
from bot.features.indicators.values import IndicatorView
from tests.features.goals.conftest import as_, clock, database, proposed, team
from tests.features.goals.factories import ANA
from tests.features.indicators.factories import draft

__all__ = ["as_", "clock", "database", "proposed", "team"]


@pytest.fixture
async def added(proposed: GoalView, as_: Callable[[str], Edge]) -> IndicatorView:
    """An indicator of Ana's, that nobody has read yet."""
    return await as_(ANA).commit(service.add, draft(proposed.id))
