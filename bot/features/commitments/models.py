"""Tables of commitments: rounds, their goals, answers until they are counted, and what they came to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.commitments.values.rounds import NEED_MOST


class Commitment(Row):
    """A round; at most one of a team's goal set, and one of a goal's scope, that isn't over."""

    __tablename__ = "commitment"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    cycle_id: Mapped[UUID]
    scope_of: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(16))
    asking: Mapped[int]
    asked_by: Mapped[str] = mapped_column(String(SLACK_ID))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    people_needed: Mapped[str] = mapped_column(String(NEED_MOST))
    people_available: Mapped[str] = mapped_column(String(NEED_MOST))
    budget_needed: Mapped[str] = mapped_column(String(NEED_MOST))
    budget_available: Mapped[str] = mapped_column(String(NEED_MOST))
    only: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    why: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(String(SLACK_ID))
    objection: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)


class CommitmentGoal(Row):
    """A goal of a round's set."""

    __tablename__ = "commitment_goal"

    commitment_id: Mapped[UUID] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True
    )
    goal_id: Mapped[UUID] = mapped_column(
        ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    place: Mapped[int]
    is_left_out: Mapped[bool] = mapped_column(default=False)


class CommitmentAnswer(Row):
    """One person's word in an asking that isn't over; deleted when it is counted, so that nothing tells who said what."""

    __tablename__ = "commitment_answer"

    commitment_id: Mapped[UUID] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True
    )
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    step: Mapped[int]
    chance: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text)


class CommitmentResult(Row):
    """What an asking came to."""

    __tablename__ = "commitment_result"

    commitment_id: Mapped[UUID] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True
    )
    asking: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[int]
    counts: Mapped[list[int]] = mapped_column(JSON)
    chances: Mapped[list[int]] = mapped_column(JSON)
    words: Mapped[list[str]] = mapped_column(JSON)


_round = Commitment.__table__.c
_of_goals = _round.ended_at.is_(None) & _round.scope_of.is_(None)
_of_scope = _round.ended_at.is_(None) & _round.scope_of.is_not(None)
Index(
    "uq_commitment_running", _round.team_id, unique=True, sqlite_where=_of_goals, postgresql_where=_of_goals
)
Index(
    "uq_commitment_rescoped", _round.scope_of, unique=True, sqlite_where=_of_scope, postgresql_where=_of_scope
)
_waiting = _round.ended_at.is_(None)
Index("ix_commitment_due", _round.due_at, sqlite_where=_waiting, postgresql_where=_waiting)
