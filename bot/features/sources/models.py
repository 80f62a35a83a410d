"""The table of sources."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.db.types import ExactDecimal
from bot.features.sources.values import ADDRESS_MOST, PATH_MOST

SITE_MOST = 300  # characters: DNS allows a host 253
KEY_NAME = 8  # characters


class Source(Row):
    """Where an indicator's readings are pulled from, and how that went the last time."""

    __tablename__ = "source"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"), unique=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(String(ADDRESS_MOST))
    site: Mapped[str] = mapped_column(String(SITE_MOST))
    path: Mapped[str] = mapped_column(String(PATH_MOST))
    every: Mapped[str] = mapped_column(String(16))
    hour: Mapped[int]
    weekday: Mapped[int]
    header_names: Mapped[list[str]] = mapped_column(JSON)
    headers: Mapped[str | None] = mapped_column(Text)  # sealed
    sealed_with: Mapped[str | None] = mapped_column(String(KEY_NAME), index=True)
    owner: Mapped[str] = mapped_column(String(SLACK_ID))
    changed_at: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(index=True)
    claim: Mapped[UUID | None]
    tried_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    failures: Mapped[int]
    failing_since: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(Text)
