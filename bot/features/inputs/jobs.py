"""What the clock does for input rounds: close what is over."""

from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.features.inputs.repository import across
from bot.features.inputs.service import closing

AT_ONCE = 100
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RoundKeeper:
    """The clock's work on rounds; one that fails is logged and tried again, and holds no other up."""

    database: Database

    async def close_due(self) -> None:
        """Close each round whose time is over."""
        for workspace, round_id in await self.database.read_across(across.due, most=AT_ONCE):
            try:
                await self.database.edge(workspace).commit(closing.settle, round_id)
            except Exception:
                log.exception("input round not closed", round=str(round_id))
