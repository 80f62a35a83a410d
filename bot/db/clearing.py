"""Clearing from the database's files what anonymous rows left in them, once they are shown or erased."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db.base import new_id
from bot.db.database import Database
from bot.db.repository import Row
from bot.db.vacuum import vacuum

log = structlog.get_logger(__name__)


class Clearable(Row):
    """Something that anonymous words were given for: `must_vacuum` while the files may still tell of them."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    must_vacuum: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class Clearing:
    """The clock's work on one room's anonymous tables.

    Args:
        marked: the model whose rows say that something is to be cleared.
        tables: names of the tables that held the words and who gave them, in the order in which use cases come to
            them.
    """

    database: Database
    marked: type[Clearable]
    tables: Sequence[str]

    async def clear(self) -> None:
        """Rewrite the tables whose anonymous rows were moved or erased, so that no file shows who wrote when.

        While somebody else reads them, a backup say, it is tried again with every run.
        """
        marked = await self.database.read_across(self._to_vacuum)
        if not marked:
            return
        if await asyncio.to_thread(vacuum, self.database.engines, self.tables):
            await self.database.write_across(self._vacuumed, marked)
        else:
            log.info("anonymous tables in use, to be cleared later")

    def _to_vacuum(self, session: Session, _: datetime) -> list[UUID]:
        return list(session.scalars(select(self.marked.id).where(self.marked.must_vacuum.is_(True))))

    def _vacuumed(self, session: Session, _: datetime, marked: list[UUID]) -> None:
        session.execute(update(self.marked).where(self.marked.id.in_(marked)).values(must_vacuum=False))
