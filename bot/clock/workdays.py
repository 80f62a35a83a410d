"""Working days: when something is due that many working days from now, in somebody's zone."""

from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SATURDAY_AND_SUNDAY = frozenset({5, 6})
DAYS_OF_A_WEEK = frozenset(range(7))
DAY = timedelta(days=1)


def add_working_days(
    start: datetime, days: int, zone: ZoneInfo, weekend: Set[int] = SATURDAY_AND_SUNDAY
) -> datetime:
    """Return the moment `days` working days after `start`, at the same time of day in the zone, in UTC.

    A start on the weekend counts from the next working day. A time of day that a clock change skips moves forward
    with the clock; one that happens twice means the first.

    weekend: days of the week that are not worked, Monday being 0.
    Raises ValueError for a naive start, a negative number of days, or a week without working days.
    """
    if start.tzinfo is None:
        raise ValueError("a start needs a time zone")
    if days < 0:
        raise ValueError("working days are counted forward")
    if weekend >= DAYS_OF_A_WEEK:
        raise ValueError("a week needs a working day")
    local = start.astimezone(zone)
    due = _nth(_working_days(local.date(), weekend), days)
    if due == local.date():
        return start.astimezone(UTC)
    return datetime.combine(due, local.time().replace(fold=0), zone).astimezone(UTC)


def _working_days(first: date, weekend: Set[int]) -> Iterator[date]:
    day = first
    while True:
        if day.weekday() not in weekend:
            yield day
        day += DAY


def _nth(days: Iterator[date], index: int) -> date:
    for _ in range(index):
        next(days)
    return next(days)
