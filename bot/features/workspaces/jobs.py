"""The clock's door of workspaces: asking Slack who people are."""

from dataclasses import dataclass

import structlog
from slack_sdk.errors import SlackApiError

from bot.db.database import Database
from bot.features.workspaces import service
from bot.features.workspaces.forms import facts_of
from bot.slack.api_errors import code_of
from bot.slack.directory import Directory, NotThere

AT_ONCE = 8  # a run, every 5 s: within the 100 a minute that users.info allows
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Looks up people whom Cairn met and knows nothing of yet."""

    database: Database
    directory: Directory

    async def look_up_people(self) -> None:
        """Ask about a few; who can't be looked up stays unknown and is asked about again later."""
        try:
            for workspace, user in await self.database.read_across(service.strangers, most=AT_ONCE):
                await self._look_up(workspace, user)
        except SlackApiError as error:
            log.info("looking people up pauses", code=code_of(error))

    async def _look_up(self, workspace: str, user: str) -> None:
        edge = self.database.edge(workspace)
        try:
            person = await self.directory.person(workspace, user)
        except NotThere:
            await edge.commit(service.asked_in_vain, [user])
        else:
            await edge.commit(service.remember, [facts_of(workspace, person)])
