"""Tables of thresholds: what is watched, the talks, and what is said in them."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.db.types import ExactDecimal
from bot.features.indicators.values import NAME_MOST, UNIT_MOST

WORD = 16


class WatchRow(Row):
    """An indicator's last known level."""

    __tablename__ = "threshold_watch"

    indicator_id: Mapped[UUID] = mapped_column(
        ForeignKey("indicator.id", ondelete="CASCADE"), primary_key=True
    )
    level: Mapped[str] = mapped_column(String(WORD))
    calm: Mapped[int]


class Talk(Row):
    """One crossing; an indicator has one open talk at most."""

    __tablename__ = "threshold_talk"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    indicator_id: Mapped[UUID | None] = mapped_column(ForeignKey("indicator.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(NAME_MOST))
    unit: Mapped[str] = mapped_column(String(UNIT_MOST))
    before: Mapped[str] = mapped_column(String(WORD))
    level: Mapped[str] = mapped_column(String(WORD))
    value: Mapped[Decimal] = mapped_column(ExactDecimal)
    day: Mapped[date]
    opened_at: Mapped[datetime]
    facilitator: Mapped[str | None] = mapped_column(String(SLACK_ID))
    end: Mapped[str | None] = mapped_column(String(WORD))
    closed_by: Mapped[str | None] = mapped_column(String(SLACK_ID))
    closed_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(Text, default="")


class TalkNote(Row):
    """A reply in a talk's thread."""

    __tablename__ = "threshold_note"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    talk_id: Mapped[UUID] = mapped_column(ForeignKey("threshold_talk.id", ondelete="CASCADE"), index=True)
    said: Mapped[str] = mapped_column(String(WORD))
    words: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str | None] = mapped_column(String(SLACK_ID))
    asked: Mapped[str | None] = mapped_column(String(SLACK_ID))
    status: Mapped[str | None] = mapped_column(String(WORD))
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    day: Mapped[date | None]


_talk = Talk.__table__.c
Index(
    "uq_threshold_talk_open",
    _talk.indicator_id,
    unique=True,
    sqlite_where=_talk.end.is_(None),
    postgresql_where=_talk.end.is_(None),
)
