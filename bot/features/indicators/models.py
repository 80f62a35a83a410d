"""Tables of indicators and their readings."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.db.types import ExactDecimal
from bot.features.indicators.values import NAME_MOST, NOTE_MOST, UNIT_MOST


class Indicator(Row):
    """How a team will know that a goal is reached; its first and latest reading stand here, too, for lists."""

    __tablename__ = "indicator"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MOST))
    sort: Mapped[str] = mapped_column(String(16))
    category: Mapped[str] = mapped_column(String(16))
    is_primary: Mapped[bool]
    direction: Mapped[str] = mapped_column(String(16))
    baseline: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    first_reading_by: Mapped[date | None]
    commit: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    target: Mapped[Decimal] = mapped_column(ExactDecimal)
    stretch: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String(UNIT_MOST))
    amber: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    red: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    path: Mapped[list[list[str]]] = mapped_column(JSON)
    starts_on: Mapped[date]
    due_on: Mapped[date]
    first: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    first_on: Mapped[date | None]
    latest: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    latest_on: Mapped[date | None]
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Reading(Row):
    """What an indicator showed on a day."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("indicator_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    day: Mapped[date]
    value: Mapped[Decimal] = mapped_column(ExactDecimal)
    note: Mapped[str] = mapped_column(String(NOTE_MOST))
    origin: Mapped[str] = mapped_column(String(16))
    entered_by: Mapped[str] = mapped_column(String(SLACK_ID))
    entered_at: Mapped[datetime]
