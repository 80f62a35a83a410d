"""Tables of workspaces: installs, people, and the activity log."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.workspaces.values import NAME, ZONE, PersonKind

KIND = 64


class Workspace(Row):
    """One Slack workspace that installed Cairn."""

    __tablename__ = "workspace"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME))
    bot_user: Mapped[str] = mapped_column(String(SLACK_ID))
    bot_id: Mapped[str] = mapped_column(String(SLACK_ID))
    installed_at: Mapped[datetime]
    is_active: Mapped[bool] = mapped_column(default=True)


class Person(Row):
    """Somebody whom Cairn met; `looked_up_at` is when Slack was last asked about them."""

    __tablename__ = "person"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME))
    zone: Mapped[str] = mapped_column(String(ZONE))
    home: Mapped[str] = mapped_column(String(SLACK_ID))
    kind: Mapped[str] = mapped_column(String(16))
    looked_up_at: Mapped[datetime | None]


class Activity(Row):
    """One event, kept for history and audit; `place` orders those of one transaction."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_subject", "workspace", "subject", "at", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime]
    place: Mapped[int]
    actor: Mapped[str | None] = mapped_column(String(SLACK_ID))
    kind: Mapped[str] = mapped_column(String(KIND))
    subject: Mapped[str] = mapped_column(String(NAME))
    detail: Mapped[dict[str, object]] = mapped_column(JSON)


_person = Person.__table__.c
_unknown = _person.kind == PersonKind.UNKNOWN
Index("ix_person_unknown", _person.looked_up_at, sqlite_where=_unknown, postgresql_where=_unknown)
