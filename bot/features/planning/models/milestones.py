"""Tables of milestones."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.planning.values.milestones import MILESTONE_TITLE_MOST, MilestoneState


class Milestone(Row):
    """A day by which a team wants to have reached something."""

    __tablename__ = "milestone"
    __table_args__ = (Index(None, "team_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(MILESTONE_TITLE_MOST))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(16), default=MilestoneState.AHEAD)
    made_by: Mapped[str] = mapped_column(String(SLACK_ID))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
