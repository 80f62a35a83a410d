"""Teams that look back, on both databases."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from tests.features.goals.conftest import as_, clock, database
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.retrospectives.factories import SIX, team_of

__all__ = ["as_", "clock", "database"]


@pytest.fixture
async def few(as_: Callable[[str], Edge]) -> UUID:
    """Ana, Ben and Cyd: too few to be anonymous."""
    return await as_(ANA).commit(team_of, ANA, BEN, CYD)


@pytest.fixture
async def six(as_: Callable[[str], Edge]) -> UUID:
    """Six people, who write anonymously unless they choose otherwise."""
    return await as_(ANA).commit(team_of, *SIX)


@pytest.fixture
async def few_elsewhere(as_: Callable[[str], Edge], six: UUID) -> UUID:
    """Another channel, where three of the six work together."""
    return await as_(ANA).commit(team_of, ANA, BEN, CYD, channel="C0OTHER")
