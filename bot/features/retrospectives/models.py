"""Tables of retrospectives; what is anonymous stays apart from everything that could tell whose it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.clearing import Clearable
from bot.db.repository import Row
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.reflections import TITLE_MOST

KEY = 40
STAMP = 32  # 1700000000.000100


class Retro(Clearable):
    """One retro of a team, or the next one, for which reflections are gathered.

    `phase` is the one whose beginning was acted on and `due_at` when it ends; which one it is at a moment is read
    off `ends`. `choice` is whether its starter chose it to be anonymous, None when they had or made no choice.
    """

    __tablename__ = "retro"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    questions: Mapped[dict[str, object]] = mapped_column(JSON)
    plan: Mapped[str] = mapped_column(String(16))
    phase: Mapped[str] = mapped_column(String(16))
    is_anonymous: Mapped[bool]
    choice: Mapped[bool | None]
    starter: Mapped[str | None] = mapped_column(String(SLACK_ID))
    facilitator: Mapped[str | None] = mapped_column(String(SLACK_ID))
    started_at: Mapped[datetime | None]
    ends: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    due_at: Mapped[datetime | None]
    contributors: Mapped[int | None]
    was_erased: Mapped[bool] = mapped_column(default=False)


class Reflection(Row):
    """A signed reflection, or, once revealed, any: those without an author were written in random order.

    `place` is its place in the random order of the reveal, None before. `source_…` name the message it was noted from;
    once revealed only its author and link, so that the message can be noted for a later retro.
    """

    __tablename__ = "reflection"
    __table_args__ = (UniqueConstraint("workspace", "source_channel", "source_ts", "author"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    retro_id: Mapped[UUID] = mapped_column(ForeignKey("retro.id", ondelete="CASCADE"), index=True)
    column: Mapped[str] = mapped_column(String(KEY))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(String(SLACK_ID))
    place: Mapped[int | None]
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("retro_group.id", ondelete="SET NULL"), index=True
    )
    source_channel: Mapped[str | None] = mapped_column(String(SLACK_ID))
    source_ts: Mapped[str | None] = mapped_column(String(STAMP))
    source_author: Mapped[str | None] = mapped_column(String(SLACK_ID))
    permalink: Mapped[str | None] = mapped_column(Text)


class AnonymousReflection(Row):
    """An anonymous reflection until the reveal: no author, no time, a random key, no order of coming.

    What rows that were overwritten or deleted leave in the files goes after the reveal (`Retro.must_vacuum`); until
    then whoever reads the files themselves may find out who wrote what, and nobody is promised otherwise.
    """

    __tablename__ = "anonymous_reflection"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it from the class

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    retro_id: Mapped[UUID] = mapped_column(ForeignKey("retro.id", ondelete="CASCADE"), index=True)
    column: Mapped[str] = mapped_column(String(KEY))
    text: Mapped[str] = mapped_column(Text)


class Contribution(Row):
    """Somebody added something, so that they are counted once; deleted at the reveal, when the number is kept."""

    __tablename__ = "contribution"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it from the class

    retro_id: Mapped[UUID] = mapped_column(ForeignKey("retro.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    is_anonymous: Mapped[bool] = mapped_column(primary_key=True)


class RetroGroup(Row):
    """Reflections that say the same; `dots` is written when the vote is over."""

    __tablename__ = "retro_group"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    retro_id: Mapped[UUID] = mapped_column(ForeignKey("retro.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE_MOST))
    place: Mapped[int]
    dots: Mapped[int | None]


class RetroDot(Row):
    """Somebody put an emoji on a group or took it away; the whole row is its key."""

    __tablename__ = "retro_dot"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("retro_group.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    emoji: Mapped[str] = mapped_column(String(KEY), primary_key=True)
    stamp: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    added: Mapped[bool] = mapped_column(primary_key=True)


class Noted(Row):
    """A message that somebody noted or noted no more, whichever has the greater stamp; kept for a day.

    `try_at` is when Slack is asked for its words, None when nothing is to be asked.
    """

    __tablename__ = "noted"
    __table_args__ = (UniqueConstraint("workspace", "channel", "ts", "user"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(SLACK_ID))
    ts: Mapped[str] = mapped_column(String(STAMP))
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    stamp: Mapped[int] = mapped_column(BigInteger)
    try_at: Mapped[datetime | None] = mapped_column(index=True)


class RetroDue(Row):
    """The team's rhythm said that a retro is due on a day; a row for each, so that it starts one only."""

    __tablename__ = "retro_due"

    cadence_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    done: Mapped[bool] = mapped_column(default=False)


_retro, _due = Retro.__table__.c, RetroDue.__table__.c
for _name, _column, _only, _unique in (
    ("ix_retro_due_at", _retro.due_at, _retro.due_at.is_not(None), False),
    ("ix_retro_vacuum", _retro.id, _retro.must_vacuum.is_(True), False),
    ("uq_retro_waiting", _retro.team_id, _retro.phase == Phase.WAITING.value, True),
    ("ix_retro_due_open", _due.cadence_id, _due.done.is_(False), False),
):
    Index(_name, _column, unique=_unique, sqlite_where=_only, postgresql_where=_only)
