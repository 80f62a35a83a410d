"""What every table shares: naming convention, UTC times, ids, the workspace column."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Dialect, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SLACK_ID = 32  # Slack's ids are 9 to 11 characters today; their documentation promises no length


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; refuses naive datetimes, which hide a zone nobody wrote down."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: give it a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Mapped base of all of Cairn's tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime(), UUID: Uuid()}  # noqa: RUF012 - SQLAlchemy reads it from the class


class Scoped:
    """Mixin for rows that belong to one Slack workspace: all of them.

    The column holds Slack's own team id, which stays the same when an app is reinstalled.
    """

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), index=True)


def new_id() -> UUID:
    """A random id, telling nobody when or by whom it was made."""
    return uuid4()
