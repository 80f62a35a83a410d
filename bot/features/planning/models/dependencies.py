"""Tables of dependencies."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.planning.values.dependencies import WHAT_MOST, DependencyState


class Dependency(Row):
    """What an initiative needs of a team; once accepted, an edge between two initiatives."""

    __tablename__ = "dependency"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    delivers_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("initiative.id", ondelete="SET NULL"), index=True
    )
    what: Mapped[str] = mapped_column(String(WHAT_MOST))
    needed_by: Mapped[date]
    offered: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default=DependencyState.ASKED)
    asked_by: Mapped[str] = mapped_column(String(SLACK_ID))
    asked_at: Mapped[datetime]
    answered_by: Mapped[str | None] = mapped_column(String(SLACK_ID))
    changed_at: Mapped[datetime]  # or when it was last seen to be without an answer in time
