"""The clock's door of the plan: what is late moves what waits for it by a day each day, and is told once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.features.planning.service import lateness, slips

DealWith = Callable[[Transaction, Collection[UUID]], None]
AT_ONCE = 100  # late initiatives a run; the others are found by the next one
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Planner:
    """Works out what slipped; what fails is tried again by the next run, and holds nothing else up."""

    database: Database

    async def slip(self) -> None:
        """Look for what others wait for and should be done by now, in all workspaces."""
        await self._each(await self.database.read_across(slips.late, most=AT_ONCE), lateness.slip_on)

    async def miss(self) -> None:
        """Look for requests that had no answer by the day asked for, in all workspaces."""
        found = await self.database.read_across(lateness.unanswered, most=AT_ONCE)
        await self._each(found, lateness.tell_askers)

    async def _each(self, found: Sequence[tuple[str, UUID]], deal_with: DealWith) -> None:
        by_workspace: defaultdict[str, list[UUID]] = defaultdict(list)
        for workspace, subject_id in found:
            by_workspace[workspace].append(subject_id)
        for workspace, subject_ids in by_workspace.items():
            if not await self._done(workspace, subject_ids, deal_with):
                for subject_id in subject_ids:
                    await self._done(workspace, [subject_id], deal_with)

    async def _done(self, workspace: str, subject_ids: list[UUID], deal_with: DealWith) -> bool:
        try:
            await self.database.edge(workspace).commit(deal_with, subject_ids)
        except Exception as error:
            log.warning("slips not worked out", workspace=workspace, exc_info=error)
            return False
        return True
