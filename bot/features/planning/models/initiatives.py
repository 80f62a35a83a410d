"""Tables of initiatives."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.planning.values.initiatives import TITLE_MOST, InitiativeState


class Initiative(Row):
    """Something a team works on, most often for a goal."""

    __tablename__ = "initiative"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(None, "team_id", "rank", "number"),
        Index(None, "team_id", "due"),
        Index(None, "workspace", "goal_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="SET NULL"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(TITLE_MOST))
    description: Mapped[str] = mapped_column(Text)
    rank: Mapped[int] = mapped_column(BigInteger)
    due: Mapped[date | None]
    expected: Mapped[date | None]
    told_expected: Mapped[date | None]  # what its driver last heard of
    state: Mapped[str] = mapped_column(String(16), default=InitiativeState.PLANNED)
    made_by: Mapped[str] = mapped_column(String(SLACK_ID))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class InitiativeCounter(Row):
    """The last number that a team gave to an initiative; who changes the team's ranks holds this row."""

    __tablename__ = "initiative_counter"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int]
