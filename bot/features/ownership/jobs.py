"""What the clock does for ownership: offers that nobody answered in time are over."""

from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.features.ownership.offers import ending, reading

AT_ONCE = 500
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class OfferKeeper:
    """Ends offers whose time is over; one that fails is logged and tried again, and holds no other up."""

    database: Database

    async def expire(self) -> None:
        """End every offer that is due."""
        for workspace, offer_id in await self.database.read_across(reading.due, most=AT_ONCE):
            try:
                await self.database.edge(workspace).commit(ending.expire, offer_id)
            except Exception:
                log.exception("offer not ended", offer=str(offer_id))
