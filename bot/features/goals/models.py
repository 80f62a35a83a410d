"""Tables of goals, the aims they serve, and what is asked about them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, and_, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.goals.values import LINE_MOST, AdoptionState, GoalState, Outcome, Says


class Aim(Row):
    """A broader aim; without a team it is the whole workspace's.

    The title of an adopted one is its goal's, and follows it; others are unique within their team or workspace.
    """

    __tablename__ = "aim"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(LINE_MOST))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("aim.id", ondelete="SET NULL"))
    is_adopted: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_retired: Mapped[bool] = mapped_column(default=False, server_default=false())


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


class Adoption(Row):
    """A team's goal that was offered to another team as an aim, and what came of it."""

    __tablename__ = "adoption"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    offered_by: Mapped[str] = mapped_column(String(SLACK_ID))
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[AdoptionState] = mapped_column(String(16), default=AdoptionState.OFFERED)
    answered_by: Mapped[str | None] = mapped_column(String(SLACK_ID))
    why: Mapped[str] = mapped_column(Text, default="")
    aim_id: Mapped[UUID | None] = mapped_column(ForeignKey("aim.id", ondelete="SET NULL"), index=True)


class Look(Row):
    """What one member said, halfway through a cycle, of what must be true for a goal."""

    __tablename__ = "look"
    __table_args__ = (UniqueConstraint("goal_id", "cycle_id", "user"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    cycle_id: Mapped[UUID]
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    says: Mapped[Says] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)


class GoalCounter(Row):
    """The last number that a team gave to a goal."""

    __tablename__ = "goal_counter"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int]


_aim, _adoption = Aim.__table__.c, Adoption.__table__.c
_teams = and_(_aim.team_id.is_not(None), _aim.is_adopted.is_(false()))
_everybodys = _aim.team_id.is_(None)
_standing = _adoption.state != AdoptionState.DECLINED
Index("ix_aim_team", _aim.team_id, _aim.title, unique=True, sqlite_where=_teams, postgresql_where=_teams)
Index(
    "ix_aim_everybodys",
    _aim.workspace,
    _aim.title,
    unique=True,
    sqlite_where=_everybodys,
    postgresql_where=_everybodys,
)
Index(
    "ix_adoption_standing",
    _adoption.goal_id,
    _adoption.team_id,
    unique=True,
    sqlite_where=_standing,
    postgresql_where=_standing,
)
