"""Tables of delivery: surfaces, and how fast each workspace and channel may be called."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, Base, Scoped, new_id
from bot.delivery.values import State

NAME = 255
STAMP = 32  # 1700000000.000100


class SurfaceRow(Scoped, Base):
    """One thing that Slack must show, and how far that has come.

    `method` and `run_at` say what is to be done next and when; both are None when Slack agrees. While a worker
    holds the row they say what is to be done if nothing more is heard of that worker, so an expired lease
    needs no rule of its own.
    """

    __tablename__ = "surface"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(NAME))
    subject: Mapped[str] = mapped_column(String(NAME))
    audience: Mapped[str] = mapped_column(String(SLACK_ID))
    key: Mapped[str] = mapped_column(String(NAME))
    thread_of: Mapped[str | None] = mapped_column(String(NAME))
    state: Mapped[str] = mapped_column(String(16), default=State.PENDING)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    wanted_version: Mapped[int] = mapped_column(default=1)
    shown_version: Mapped[int] = mapped_column(default=0)
    steps_left: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    method: Mapped[str | None] = mapped_column(String(32))
    run_at: Mapped[datetime | None]
    quiet_until: Mapped[datetime | None]
    attempt: Mapped[int] = mapped_column(default=0)
    lease_token: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    first_send_at: Mapped[datetime | None]
    verify_at: Mapped[datetime | None]
    verified: Mapped[int] = mapped_column(default=0)
    slack_channel: Mapped[str | None] = mapped_column(String(SLACK_ID))
    slack_ts: Mapped[str | None] = mapped_column(String(STAMP))
    last_error: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_surface_subject", "workspace", "kind", "subject"),
        Index("ix_surface_audience", "workspace", "audience"),
        Index("ix_surface_message", "workspace", "slack_channel", "slack_ts"),
    )


_columns = SurfaceRow.__table__.c
for _name, _parts, _only in (
    ("ix_surface_due", ("workspace", "method", "run_at"), _columns.run_at.is_not(None)),
    ("ix_surface_verify", ("verify_at",), _columns.verify_at.is_not(None)),
    ("ix_surface_thread", ("workspace", "thread_of"), _columns.thread_of.is_not(None)),
):
    Index(_name, *(_columns[part] for part in _parts), sqlite_where=_only, postgresql_where=_only)


class WorkspacePace(Base):
    """How far ahead a workspace's calls of one method are (GCRA), and whether Slack asked to wait (429)."""

    __tablename__ = "pace"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    method: Mapped[str] = mapped_column(String(32), primary_key=True)
    tat: Mapped[datetime]
    blocked_until: Mapped[datetime | None]


class ChannelPace(Base):
    """When the next message may be posted to a channel."""

    __tablename__ = "channel_pace"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    channel: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    next_at: Mapped[datetime]
