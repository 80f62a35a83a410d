"""Tables of decisions and the goals they touch."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.decisions.values import TITLE_MOST


class Decision(Row):
    """A decision that somebody put on record; a message becomes one only once.

    `searchable` holds all of its words casefolded, because neither database ignores case in every script.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("workspace", "source_channel", "source_ts"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(TITLE_MOST))
    rationale: Mapped[str] = mapped_column(Text)
    context: Mapped[str] = mapped_column(Text)
    options: Mapped[str] = mapped_column(Text)
    criteria: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    searchable: Mapped[str] = mapped_column(Text)
    decider: Mapped[str] = mapped_column(String(SLACK_ID))
    logged_by: Mapped[str] = mapped_column(String(SLACK_ID))
    decided_on: Mapped[date]
    review_on: Mapped[date | None]
    source_channel: Mapped[str | None] = mapped_column(String(SLACK_ID))
    source_ts: Mapped[str | None] = mapped_column(String(SLACK_ID))
    source_thread: Mapped[str | None] = mapped_column(String(SLACK_ID))
    source_author: Mapped[str | None] = mapped_column(String(SLACK_ID))
    logged_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class DecisionGoal(Row):
    """A goal that a decision touches."""

    __tablename__ = "decision_goal"

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True)
    goal_id: Mapped[UUID] = mapped_column(
        ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class DecisionCounter(Row):
    """The last number that a team gave to a decision."""

    __tablename__ = "decision_counter"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int]
