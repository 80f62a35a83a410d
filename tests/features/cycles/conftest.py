"""The goals' team at work, with its first cycle begun on Monday, 2 March."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.features.workspaces.service import install
from tests.features.goals.conftest import as_, clock, database
from tests.features.goals.factories import ANA, team_at_work

__all__ = ["as_", "clock", "database"]


@pytest.fixture
async def team(as_: Callable[[str | None], Edge]) -> UUID:
    """Ana, who stewards it, Ben and Cyd, in a public channel of a workspace that installed Cairn."""
    await as_(None).commit(install, name="Shore", bot_user="U0CAIRN", bot_id="B0CAIRN")
    return await as_(ANA).commit(team_at_work)
