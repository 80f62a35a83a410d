"""Six people with goals to commit to, every room wired as in the app."""

from collections.abc import AsyncIterator
from functools import partial
from uuid import UUID

import pytest

from bot.app import register_features
from bot.delivery.surfaces import write_surfaces
from bot.features.parts import Parts
from bot.features.workspaces.service import install, record_activity
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.commitments.factories import Clock, Crew
from tests.features.goals.factories import ANA
from tests.features.priorities.factories import CAIRN, SlackWithReactions
from tests.features.retrospectives.factories import SIX, team_of
from tests.worlds import begun


@pytest.fixture
async def crew(database_url: str) -> AsyncIterator[Crew]:
    """A team at work on a database of either kind."""
    clock = Clock()
    database = open_database(database_url, clock=clock)

    async def client_of(_: str) -> SlackWithReactions:
        return SlackWithReactions()

    parts = register_features(Parts(database, Directory(client_of)))
    crew = Crew(parts, clock)
    database.before_commit = (parts.subscriptions.run, crew.note, record_activity, write_surfaces)
    crew.team = await begun(database_url, "crew", partial(_team, crew))
    yield crew
    await database.close()


async def _team(crew: Crew) -> UUID:
    await crew.as_(None).commit(install, name="Shore", bot_user=CAIRN, bot_id="B0CAIRN")
    return await crew.as_(ANA).commit(team_of, *SIX)
