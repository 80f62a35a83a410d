"""How long delivery waits for what, and the two clocks it goes by."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from bot.db.base import UtcDateTime

BOOT_CLOCK = getattr(
    time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC
)  # goes on while a laptop sleeps; macOS's does too


@dataclass(frozen=True, slots=True)
class Timing:
    """Delivery's patience; tests shorten it.

    Args:
        lease: how long a worker may hold a surface before others take it over.
        call: the longest that one call to Slack takes; nothing is sent with less of the lease than this left.
        quarantine: how long Slack's history may lag behind what it accepted.
        look_back: how far before the first try a conversation is read back, for clocks that differ from Slack's.
        verify_after: when stray copies are looked for, counted from each read-back that found nothing.
        poll: how often other replicas' commits are looked for.
        slowest_retry: the longest pause between tries.
    """

    lease: timedelta = timedelta(seconds=60)
    call: timedelta = timedelta(seconds=10)
    quarantine: timedelta = timedelta(seconds=15)
    look_back: timedelta = timedelta(minutes=10)
    verify_after: tuple[timedelta, ...] = (timedelta(minutes=10), timedelta(hours=1))
    poll: timedelta = timedelta(seconds=1)
    slowest_retry: timedelta = timedelta(minutes=5)

    def pause(self, attempt: int) -> timedelta:
        """How long to wait after so many tries in a row: one second, doubling."""
        return min(timedelta(seconds=2 ** min(attempt, 30)), self.slowest_retry)


def boot_seconds() -> float:
    """Seconds on a clock that nobody sets and that no suspension stops; leases are kept by it."""
    return time.clock_gettime(BOOT_CLOCK)


def moment_on(dialect: str) -> ColumnElement[datetime]:
    """The present by the database's clock, for statements that are built once and read it whenever they are run:
    replicas' clocks differ.

    On SQLite, whose processes share a machine, it is the machine's clock.
    """
    if dialect == "postgresql":
        return func.clock_timestamp(type_=UtcDateTime())
    return bindparam(None, callable_=lambda: datetime.now(UTC), type_=UtcDateTime())


POSTGRES_NOW = select(moment_on("postgresql"))


def database_now(session: Session) -> datetime:
    """The same, read now."""
    if session.get_bind().dialect.name != "postgresql":
        return datetime.now(UTC)
    return session.execute(POSTGRES_NOW).scalar_one()
