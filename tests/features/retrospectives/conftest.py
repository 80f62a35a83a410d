"""Teams that look back, on both databases."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from bot.db.database import Edge
from tests.features.goals.conftest import as_, clock, database
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.retrospectives.factories import SIX, team_of
from tests.worlds import begun

__all__ = ["as_", "clock", "database"]


@pytest.fixture
async def few(request: pytest.FixtureRequest, as_: Callable[[str], Edge]) -> UUID:
    """Ana, Ben and Cyd: too few to be anonymous."""
    ana = as_(ANA)
    start = partial(ana.commit, team_of, ANA, BEN, CYD)
    return await begun(ana.database.url, (request.path, "few"), start)


@pytest.fixture
async def six(request: pytest.FixtureRequest, as_: Callable[[str], Edge]) -> UUID:
    """Six people, who write anonymously unless they choose otherwise."""
    ana = as_(ANA)
    return await begun(ana.database.url, (request.path, "six"), partial(ana.commit, team_of, *SIX))


@pytest.fixture
async def few_elsewhere(as_: Callable[[str], Edge], six: UUID) -> UUID:
    """Another channel, where three of the six work together."""
    return await as_(ANA).commit(team_of, ANA, BEN, CYD, channel="C0OTHER")
