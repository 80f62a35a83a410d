"""What the clock does for reading together: post what teams' rhythms say is due."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot.db.database import Database
from bot.features.cadences.service.due import take_due
from bot.features.cadences.values import Kind
from bot.features.together.repository import keep_due, to_post
from bot.features.together.service import reading

AT_ONCE = 100
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TogetherKeeper:
    """The clock's work on readings together; one that fails is logged and tried again, and holds no other up."""

    database: Database

    async def post(self) -> None:
        """Post what is due; safe on all replicas at once, for a team's day is a row that is held while it is posted."""
        await self.database.write_across(note_due)
        for workspace, together_id in await self.database.read_across(to_post, most=AT_ONCE):
            try:
                await self.database.edge(workspace).commit(reading.post, together_id)
            except Exception:
                log.exception("not read together", together=str(together_id))


def note_due(session: Session, now: datetime) -> None:
    """Take what is due, and keep it in the same transaction until it is posted."""
    keep_due(session, take_due(session, now, Kind.READING, most=AT_ONCE))
