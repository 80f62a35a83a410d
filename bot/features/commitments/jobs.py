"""What the clock does for rounds: count askings that are over, and ask again when the conversation had its time."""

from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.features.commitments import repository
from bot.features.commitments.service import ending

AT_ONCE = 100
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RoundKeeper:
    """The clock's work on rounds; one that fails is logged and tried again, and holds no other up."""

    database: Database

    async def settle(self) -> None:
        """Move on every round that is over, each once whatever replicas run."""
        for workspace, round_id in await self.database.read_across(repository.due, most=AT_ONCE):
            try:
                await self.database.edge(workspace).commit(ending.settle, round_id)
            except Exception:
                log.exception("round not moved on", round=str(round_id))
