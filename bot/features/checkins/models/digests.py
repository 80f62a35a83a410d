"""Tables of digests and of the narratives that a search goes through."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row


class Digest(Row):
    """What a team reads of one occurrence of its check-in; on record since its first answer.

    `due_at` is when it is posted at the latest, if anybody answered, and after that when it settles; None once that
    was dealt with. From `settles_at` on nothing new comes into it.
    """

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("cadence_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cadence_id: Mapped[UUID] = mapped_column(ForeignKey("cadence.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    due_at: Mapped[datetime | None]
    posted_at: Mapped[datetime | None]
    settles_at: Mapped[datetime | None]


class Story(Row):
    """The narrative that somebody's newest answer holds, as a search compares it; `about` is the goal or empty.

    `since` is when the oldest private words of it were said (rules/privacy.py); they are for who drove the goal then.
    """

    __tablename__ = "story"
    __table_args__ = (
        Index("ix_story_team", "workspace", "team_id", "at"),
        Index("ix_story_goal", "goal_id"),
    )

    occasion_id: Mapped[UUID] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), primary_key=True)
    about: Mapped[str] = mapped_column(String(36), primary_key=True)
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    at: Mapped[datetime]
    since: Mapped[datetime]
    is_private: Mapped[bool]
    searchable: Mapped[str] = mapped_column(Text)


_digest = Digest.__table__.c
_waits = _digest.due_at.is_not(None)
Index("ix_digest_due", _digest.due_at, sqlite_where=_waits, postgresql_where=_waits)
