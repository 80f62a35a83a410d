"""The clock's door of check-ins: what is due is put on record, then sent within people's own hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from bot.db.database import Database
from bot.features.attention.forms import quiet_of
from bot.features.attention.service import hours
from bot.features.checkins.repository.ledger import DuePrompt
from bot.features.checkins.service import ledger, sending
from bot.slack.directory import Directory

AT_ONCE = 50  # people a question to Slack
SENT_AT_ONCE = 10  # prompts a transaction, because acknowledgements wait behind it
PAUSE = timedelta(minutes=1)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Prompter:
    """Asks people, each on every replica's clock; unique keys decide that each is asked once."""

    database: Database
    directory: Directory

    async def ask(self) -> None:
        """Both, one after the other, so that nobody waits for a second tick."""
        await self.materialise()
        await self.send()

    async def materialise(self) -> None:
        """Put on record what became due, until nothing is left."""
        while await self.database.write_across(ledger.materialise):
            pass

    async def send(self) -> None:
        """Send what is due; a workspace that fails is tried again in a minute and holds no other one up."""
        for workspace, prompts in (await self.database.read_across(ledger.due_prompts)).items():
            for start in range(0, len(prompts), AT_ONCE):
                some = prompts[start : start + AT_ONCE]
                try:
                    await self._send(workspace, some)
                except Exception as error:
                    log.warning("prompts not sent", workspace=workspace, exc_info=error)
                    await self.database.edge(workspace).commit(sending.try_later, _ids(some), PAUSE)

    async def _send(self, workspace: str, prompts: Sequence[DuePrompt]) -> None:
        edge, users = self.database.edge(workspace), [prompt.user for prompt in prompts]
        follow = await edge.read(hours.followers, users)
        found = await self.directory.quiet(workspace, users, now=self.database.clock(), follow=follow)
        for start in range(0, len(prompts), SENT_AT_ONCE):
            await edge.commit(sending.send, _ids(prompts[start : start + SENT_AT_ONCE]), quiet_of(found))


def _ids(prompts: Sequence[DuePrompt]) -> list[UUID]:
    return [prompt.id for prompt in prompts]
