"""The table of readings together."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.together.values import State

WORD = 16


class Together(Row):
    """A team's rhythm said that its numbers are read together on a day: a row for each, so that it happens once."""

    __tablename__ = "together"
    __table_args__ = (UniqueConstraint("team_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(WORD))
    since: Mapped[date]
    over_on: Mapped[date | None]
    facilitator: Mapped[str | None] = mapped_column(String(SLACK_ID))
    goal_ids: Mapped[list[str]] = mapped_column(JSON)


_state = Together.__table__.c.state
_is_due = _state == State.DUE.value
Index("ix_together_due", Together.__table__.c.day, sqlite_where=_is_due, postgresql_where=_is_due)
