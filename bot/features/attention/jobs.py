"""The clock's door of attention: saying what waits, as soon as it may be said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.features.attention.forms import quiet_of
from bot.features.attention.service import hours, notices
from bot.features.attention.values import Quiet
from bot.features.parts import Expects
from bot.slack.directory import Directory

AT_ONCE = 50  # people a run: one question to Slack, and transactions that stay short
PAUSE = timedelta(minutes=1)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Herald:
    """Says what waits for people; a workspace that fails is tried again later, and holds no other one up.

    Args:
        expects: rooms that know to whom they will write of themselves on a day.
    """

    database: Database
    directory: Directory
    expects: Sequence[Expects]

    async def release(self) -> None:
        """Say what is due, in all workspaces."""
        people: defaultdict[str, list[str]] = defaultdict(list)
        for workspace, user in await self.database.read_across(notices.due, most=AT_ONCE):
            people[workspace].append(user)
        for workspace, users in people.items():
            try:
                await self._release(workspace, users)
            except Exception as error:
                log.warning("notices not released", workspace=workspace, exc_info=error)
                await self.database.edge(workspace).commit(notices.try_later, users, PAUSE)

    async def _release(self, workspace: str, users: Sequence[str]) -> None:
        edge = self.database.edge(workspace)
        follow = await edge.read(hours.followers, users)
        now = self.database.clock()
        quiet = quiet_of(await self.directory.quiet(workspace, users, now=now, follow=follow))
        await edge.commit(_release, users, quiet, self.expects)


def _release(
    tx: Transaction, users: Sequence[str], quiet: Mapping[str, Quiet], expects: Sequence[Expects]
) -> None:
    days = hours.local_days(tx, users)
    expecting = {user for ask in expects for user in ask(tx, days)}
    notices.release(tx, users, quiet, expecting)
