"""A team whose cycle is running, with a committed goal and its primary indicator, on both databases."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.features.cycles.values import Phase
from bot.features.indicators.values import IndicatorView
from bot.features.teams.events import TeamArrived
from bot.features.together.service import rhythm
from tests.features.cycles.factories import move
from tests.features.goals.factories import ANA
from tests.features.thresholds.conftest import as_, clock, database, proposed, team, watched

__all__ = ["as_", "clock", "database", "proposed", "team", "watched"]


@pytest.fixture
async def running(watched: IndicatorView, as_: Callable[[str], Edge]) -> UUID:
    """The team, which reads together every second Tuesday at 10:00 from tomorrow, and whose cycle is running."""
    await as_(ANA).commit(rhythm.team_arrived, TeamArrived(subject=str(watched.team_id)))
    await as_(ANA).commit(move, watched.team_id, Phase.RUNNING)
    return watched.team_id
