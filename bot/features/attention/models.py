"""Tables of attention."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.attention.values import COUNTRY

NAME = 255  # as long as what delivery keeps of a surface
CLOCK = 5  # 17:00


class OwnHours(Row):
    """When one person wants to hear from Cairn; who set nothing has no row."""

    __tablename__ = "availability"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    days: Mapped[list[int]] = mapped_column(JSON)
    starts: Mapped[str] = mapped_column(String(CLOCK))
    ends: Mapped[str] = mapped_column(String(CLOCK))
    country: Mapped[str] = mapped_column(String(COUNTRY))
    follows_status: Mapped[bool]
    away_until: Mapped[date | None]


class DayTaken(Row):
    """What took the one message that Cairn starts by itself, on one local date of one person."""

    __tablename__ = "day_taken"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(NAME))


class Notice(Row):
    """Something to be said to one person.

    While it waits, `due_at` is when it is tried next. Once it is said, `shown_at` and `shown_day` (the person's
    local date) say when, and `on_kind` and `on_subject` which surface it is part of: its own, a bundle, or one of
    a room above that took it along, in which case `due_at` is when to look whether that one was posted.
    """

    __tablename__ = "notice"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    kind: Mapped[str] = mapped_column(String(NAME))
    subject: Mapped[str] = mapped_column(String(NAME))
    key: Mapped[str] = mapped_column(String(NAME))
    cause: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    shown_day: Mapped[date | None]
    on_kind: Mapped[str | None] = mapped_column(String(NAME))
    on_subject: Mapped[str | None] = mapped_column(String(NAME))

    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_notice_subject", "workspace", "kind", "subject"),
        Index("ix_notice_day", "workspace", "user", "shown_day"),
    )


_columns = Notice.__table__.c
for _name, _parts, _only in (
    ("ix_notice_due", ("due_at",), _columns.due_at.is_not(None)),
    ("ix_notice_waiting", ("workspace", "user"), _columns.due_at.is_not(None)),
    ("ix_notice_on", ("workspace", "on_kind", "on_subject"), _columns.on_kind.is_not(None)),
):
    Index(_name, *(_columns[part] for part in _parts), sqlite_where=_only, postgresql_where=_only)
