"""Ana, Ben and Cyd with goals to vote on, every room wired as in the app."""

from collections.abc import AsyncIterator
from functools import partial
from uuid import UUID

import pytest

from bot.app import register_features
from bot.delivery.surfaces import write_surfaces
from bot.features.parts import Parts
from bot.features.workspaces.service import install
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.goals.factories import ANA, team_at_work
from tests.features.priorities.factories import CAIRN, Clock, Garden, SlackWithReactions
from tests.worlds import begun


@pytest.fixture
def slack() -> SlackWithReactions:
    return SlackWithReactions()


@pytest.fixture
async def garden(database_url: str, slack: SlackWithReactions) -> AsyncIterator[Garden]:
    """A team at work on a database of either kind."""
    clock = Clock()
    database = open_database(database_url, clock=clock)

    async def client_of(_: str) -> SlackWithReactions:
        return slack

    parts = register_features(Parts(database, Directory(client_of)))
    garden = Garden(parts, clock)
    database.before_commit = (parts.subscriptions.run, garden.note, write_surfaces)
    garden.team = await begun(database_url, "garden", partial(_team, garden))
    yield garden
    await database.close()


async def _team(garden: Garden) -> UUID:
    await garden.as_(None).commit(install, name="Shore", bot_user=CAIRN, bot_id="B0CAIRN")
    return await garden.as_(ANA).commit(team_at_work)
