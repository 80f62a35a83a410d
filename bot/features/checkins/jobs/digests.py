"""What the clock does for digests: post those whose latest moment has come, and settle those that were open."""

from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.features.checkins.service import digests as service

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DigestPoster:
    """One that fails is logged and tried again, and holds no other up."""

    database: Database

    async def post_due(self) -> None:
        """Post every digest that waited a day for half of its answers; those that settle invite nobody any more."""
        for workspace, digest_id in await self.database.read_across(service.due):
            try:
                await self.database.edge(workspace).commit(service.post_due, digest_id)
            except Exception:
                log.exception("digest not posted", digest=str(digest_id))
