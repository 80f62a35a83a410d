"""Tables of goals and the aims they serve."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.goals.values import LINE_MOST, GoalState, Outcome


class Aim(Row):
    """A broader aim; without a team it is the whole workspace's."""

    __tablename__ = "aim"
    __table_args__ = (UniqueConstraint("team_id", "title"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(LINE_MOST))


class Goal(Row):
    """A goal that somebody proposed to a team."""

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("team_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(LINE_MOST))
    beneficiary: Mapped[str] = mapped_column(String(LINE_MOST))
    why: Mapped[str] = mapped_column(Text)
    constraints: Mapped[str] = mapped_column(Text)
    must_be_true: Mapped[str] = mapped_column(Text)
    aim_id: Mapped[UUID | None] = mapped_column(ForeignKey("aim.id", ondelete="SET NULL"), index=True)
    must_do: Mapped[bool]
    proposer: Mapped[str] = mapped_column(String(SLACK_ID))
    proposed_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    state: Mapped[GoalState] = mapped_column(String(16), default=GoalState.PROPOSED)
    cycle_id: Mapped[UUID | None]
    carried_from: Mapped[int | None]
    outcome: Mapped[Outcome | None] = mapped_column(String(16))
    learned: Mapped[str] = mapped_column(Text, default="")


class GoalCounter(Row):
    """The last number that a team gave to a goal."""

    __tablename__ = "goal_counter"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int]
