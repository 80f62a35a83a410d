"""The clock's door of boards: another day makes what they tell older."""

from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.features.dashboard.service import days

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BoardKeeper:
    """Has boards drawn for each day; what fails is logged and tried again, and holds nothing else up."""

    database: Database

    async def begin_days(self) -> None:
        """Draw boards anew wherever another day began; twice, by two replicas, changes nothing."""
        for workspace, zone in await self.database.read_across(days.begun):
            try:
                await self.database.edge(workspace).commit(days.begin, zone)
            except Exception:
                log.exception("boards not drawn for the day", workspace=workspace, zone=zone)
