"""A committed goal with an indicator, in the whole house, on both databases."""

from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from uuid import UUID

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import register_features
from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import write_surfaces
from bot.features.cycles import service as cycles
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.ownership import service as ownership
from bot.features.parts import Parts
from bot.features.workspaces.service import record_activity
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.goals.conftest import Clock, as_, clock, proposed, team
from tests.features.goals.factories import ANA, BEN
from tests.features.indicators.factories import draft

__all__ = ["as_", "clock", "proposed", "team"]


async def _no_slack(_: str) -> AsyncWebClient | None:
    return None


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    """As the app wires it."""
    opened = open_database(database_url, clock=clock)
    parts = register_features(Parts(opened, Directory(_no_slack)))
    opened.before_commit = (parts.subscriptions.run, record_activity, write_surfaces)
    yield opened
    await opened.close()


@pytest.fixture
async def watched(proposed: GoalView, as_: Callable[[str], Edge]) -> IndicatorView:
    """The time until an answer: from 30 to 4 hours, amber above 8, red above 12; Ana drives its goal."""
    wanted = draft(proposed.id, amber=Decimal(8), red=Decimal(12), is_primary=True)
    added = await as_(ANA).commit(indicators.add, wanted)
    await as_(ANA).commit(ownership.claim, proposed.id)
    await as_(BEN).commit(committed, proposed.id, proposed.team_id)
    return added


def committed(tx: Transaction, goal_id: UUID, team_id: UUID) -> None:
    """The team gave its word on the goal."""
    goals.commit(tx, [goal_id], cycles.current(tx, team_id).id)
