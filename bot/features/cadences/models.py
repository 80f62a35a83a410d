"""Tables of cadences, and of who is subscribed to them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, and_, false, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.workspaces.values import ZONE

WORD = 16


class Cadence(Row):
    """What recurs for a team; `at` is the local time of day as "HH:MM"."""

    __tablename__ = "cadence"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(WORD))
    state: Mapped[str] = mapped_column(String(WORD))
    schedule: Mapped[dict[str, object]] = mapped_column(JSON)
    at: Mapped[str] = mapped_column(String(5))
    zone_policy: Mapped[str] = mapped_column(String(WORD))
    who: Mapped[dict[str, object]] = mapped_column(JSON)
    detail: Mapped[dict[str, object]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[str | None] = mapped_column(String(SLACK_ID))
    made_at: Mapped[datetime]
    skipped: Mapped[date | None]

    __table_args__ = (Index("ix_cadence_team", "workspace", "team_id", "kind"),)


class Subscription(Row):
    """Somebody whom a cadence is due for; an empty `user` is the team itself.

    Who is no longer enrolled keeps the row, so that coming back on the same day is not due twice. Who doesn't
    take part is asked for another reason that the room above has. `is_announced` says that delivery knows whom it will
    have to reach. `done` is the last local date that was due;
    `next_day` and `next_due` are None while nothing is to come.
    """

    __tablename__ = "subscription"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID))  # ix_subscription_user begins with it
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cadence_id: Mapped[UUID] = mapped_column(ForeignKey("cadence.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(WORD))
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    zone: Mapped[str] = mapped_column(String(ZONE))
    is_enrolled: Mapped[bool] = mapped_column(default=True)
    takes_part: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_announced: Mapped[bool] = mapped_column(default=False, server_default=false())
    done: Mapped[date | None]
    next_day: Mapped[date | None]
    next_due: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("cadence_id", "user"),
        Index("ix_subscription_user", "workspace", "user"),
    )


_columns = Subscription.__table__.c
_to_come = _columns.next_due.is_not(None)
Index(
    "ix_subscription_due", _columns.kind, _columns.next_due, sqlite_where=_to_come, postgresql_where=_to_come
)
_unannounced = and_(_to_come, _columns.is_announced.is_(False))
Index(
    "ix_subscription_unannounced",
    _columns.next_due,
    sqlite_where=_unannounced,
    postgresql_where=_unannounced,
)
