"""Tables of prompts, occasions, answers and people's own rhythm."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.checkins.values.prompts import OccasionState, PromptState


class Prompt(Row):
    """One person's message of one local day, whatever the number of their teams and cadences.

    `responded_at` is when they first did anything with it, so that three without are found.
    """

    __tablename__ = "prompt"
    __table_args__ = (UniqueConstraint("workspace", "user", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    day: Mapped[date]
    send_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default=PromptState.WAITING)
    turn: Mapped[int] = mapped_column(default=0)
    is_unfolded: Mapped[bool] = mapped_column(default=False)
    asks_rhythm: Mapped[bool] = mapped_column(default=False)
    shown_at: Mapped[datetime | None]
    responded_at: Mapped[datetime | None]


class Occasion(Row):
    """One person's check-in in one cadence on one local date of the cadence.

    `is_asked` is false where they checked in of their own accord on a day that is no occurrence; with `actions_only`
    it asks what became of what they took on, and nothing else.
    """

    __tablename__ = "occasion"
    __table_args__ = (
        UniqueConstraint("cadence_id", "user", "day"),
        Index("ix_occasion_occurrence", "cadence_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    prompt_id: Mapped[UUID] = mapped_column(ForeignKey("prompt.id", ondelete="CASCADE"), index=True)
    cadence_id: Mapped[UUID] = mapped_column(ForeignKey("cadence.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(16), default=OccasionState.OPEN)
    is_asked: Mapped[bool] = mapped_column(default=True)
    actions_only: Mapped[bool] = mapped_column(default=False, server_default=false())


class Answer(Row):
    """One version of what one person said of one goal, or of no goal; rows are never changed.

    What is derived from the occasion is kept here too, so that stories are found without it.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("occasion_id", "goal_id", "version"),
        Index("ix_answer_goal", "workspace", "goal_id", "at"),
        Index("ix_answer_occurrence", "cadence_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    occasion_id: Mapped[UUID] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"))
    cadence_id: Mapped[UUID]
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    day: Mapped[date]
    version: Mapped[int]
    at: Mapped[datetime]
    confidence: Mapped[str | None] = mapped_column(String(16))
    before: Mapped[str | None] = mapped_column(String(16))
    progress: Mapped[int | None]
    why: Mapped[str] = mapped_column(Text, default="")
    question: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    is_private: Mapped[bool] = mapped_column(default=False)
    wants_change: Mapped[bool] = mapped_column(default=False)


class Reply(Row):
    """A message in words, and how it was read: the answers it gave rise to, which *That's not it* takes back.

    While it `awaits_team`, nobody but its author knows of it.
    """

    __tablename__ = "reply"
    __table_args__ = (UniqueConstraint("workspace", "user", "ts"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    prompt_id: Mapped[UUID] = mapped_column(ForeignKey("prompt.id", ondelete="CASCADE"), index=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    ts: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text)
    readings: Mapped[list[dict[str, str | int | None]]] = mapped_column(JSON, default=list)
    is_taken_back: Mapped[bool] = mapped_column(default=False)
    awaits_team: Mapped[bool] = mapped_column(default=False)


class Rhythm(Row):
    """A person's own say on how often they are asked; without a row they are asked as their teams do.

    Prompts before `since` don't count towards three unanswered ones in a row.
    """

    __tablename__ = "rhythm"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    choice: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]
    anchor: Mapped[date]


_prompt = Prompt.__table__.c
_waiting = _prompt.state == PromptState.WAITING
Index("ix_prompt_due", _prompt.send_at, sqlite_where=_waiting, postgresql_where=_waiting)
