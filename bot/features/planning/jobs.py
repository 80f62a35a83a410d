"""The clock's door of the plan: what is late moves what waits for it by a day each day."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

import structlog

from bot.db.database import Database
from bot.features.planning.service import slips

AT_ONCE = 100  # late initiatives a run; the others are found by the next one
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Planner:
    """Works out what slipped; what fails is tried again by the next run, and holds nothing else up."""

    database: Database

    async def slip(self) -> None:
        """Look for what others wait for and should be done by now, in all workspaces."""
        late: defaultdict[str, list[UUID]] = defaultdict(list)
        for workspace, initiative_id in await self.database.read_across(slips.late, most=AT_ONCE):
            late[workspace].append(initiative_id)
        for workspace, initiative_ids in late.items():
            if not await self._slip_on(workspace, initiative_ids):
                for initiative_id in initiative_ids:
                    await self._slip_on(workspace, [initiative_id])

    async def _slip_on(self, workspace: str, initiative_ids: list[UUID]) -> bool:
        try:
            await self.database.edge(workspace).commit(slips.slip_on, initiative_ids)
        except Exception as error:
            log.warning("slips not worked out", workspace=workspace, exc_info=error)
            return False
        return True
