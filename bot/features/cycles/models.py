"""The table of cycles."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import new_id
from bot.db.repository import Row

PHASE = 16


class Cycle(Row):
    """A time box of a team; both days are within it, and all days are the team's own.

    `moved_on` is the day on which a person moved it last, the day before its first when nobody did. `due_at` is when
    something happens of itself next, None when nothing will.
    """

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("team_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    number: Mapped[int]
    phase: Mapped[str] = mapped_column(String(PHASE))
    starts_on: Mapped[date]
    voting_on: Mapped[date]
    committing_on: Mapped[date]
    running_on: Mapped[date]
    reflecting_on: Mapped[date]
    ends_on: Mapped[date]
    by_date: Mapped[bool] = mapped_column(server_default=true())
    goes_on: Mapped[bool] = mapped_column(server_default=true())
    is_strict: Mapped[bool] = mapped_column(server_default=false())
    moved_on: Mapped[date]
    was_halfway: Mapped[bool] = mapped_column(server_default=false())
    closed_on: Mapped[date | None]
    due_at: Mapped[datetime | None]


_due_at = Cycle.__table__.c.due_at
Index("ix_cycle_due", _due_at, sqlite_where=_due_at.is_not(None), postgresql_where=_due_at.is_not(None))
