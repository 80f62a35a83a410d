"""The clock's door of check-ins: what is due is put on record, then sent within people's own hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from bot.db.database import Database
from bot.features.attention.forms import quiet_of
from bot.features.attention.service import hours
from bot.features.attention.values import Quiet
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
        """Send what is due; whoever can't be asked is tried again in a minute and holds nobody else up."""
        for workspace, prompts in (await self.database.read_across(ledger.due_prompts)).items():
            for start in range(0, len(prompts), AT_ONCE):
                some = prompts[start : start + AT_ONCE]
                try:
                    quiet = await self._quiet(workspace, some)
                except Exception as error:  # noqa: BLE001 - whatever Slack's side raises
                    await self._try_later(workspace, some, error)
                else:
                    await self._send(workspace, some, quiet, at_once=SENT_AT_ONCE)

    async def _quiet(self, workspace: str, prompts: Sequence[DuePrompt]) -> dict[str, Quiet]:
        users = [prompt.user for prompt in prompts]
        follow = await self.database.edge(workspace).read(hours.followers, users)
        now = self.database.clock()
        return quiet_of(await self.directory.quiet(workspace, users, now=now, follow=follow))

    async def _send(
        self, workspace: str, prompts: Sequence[DuePrompt], quiet: Mapping[str, Quiet], *, at_once: int
    ) -> None:
        """So many a transaction; where one fails, each of its prompts has one of its own."""
        for start in range(0, len(prompts), at_once):
            some = prompts[start : start + at_once]
            try:
                await self.database.edge(workspace).commit(sending.send, _ids(some), quiet)
            except Exception as error:  # noqa: BLE001 - one fault must not stop everybody's check-in
                if at_once == 1:
                    await self._try_later(workspace, some, error)
                else:
                    await self._send(workspace, some, quiet, at_once=1)

    async def _try_later(self, workspace: str, prompts: Sequence[DuePrompt], error: Exception) -> None:
        log.warning("prompts not sent", workspace=workspace, exc_info=error)
        await self.database.edge(workspace).commit(sending.try_later, _ids(prompts), PAUSE)


def _ids(prompts: Sequence[DuePrompt]) -> list[UUID]:
    return [prompt.id for prompt in prompts]
