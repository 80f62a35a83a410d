"""What the clock does for cycles: what their dates bring."""

from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.features.cycles import service

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CycleKeeper:
    """The clock's work on cycles, a transaction each; one that fails is logged and tried again, and holds no other up."""

    database: Database

    async def settle(self) -> None:
        """Move on every cycle whose date has come; safe on all replicas at once, for each is held while it is moved."""
        for workspace, team_id in await self.database.read_across(service.due):
            try:
                await self.database.edge(workspace).commit(service.settle, team_id)
            except Exception:
                log.exception("cycle not moved", team=str(team_id))
