"""When something recurs: which local dates, and which moment each of them means in somebody's zone.

People's times are weekdays, a time of day and a zone, never cron. An occurrence is keyed by its local date, so that
a change of zone can't bring the same one twice.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.text import day_in_words, listing

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SATURDAY = 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {2: "second", 3: "third", 4: "fourth"}
LARGEST_SHIFT = timedelta(days=2)  # no clock change and no two zones are further apart


@dataclass(frozen=True, slots=True)
class Weekly:
    """On some days of every week, or of every second, third …

    Args:
        weekdays: days of the week, Monday being 0; at least one.
        every: 1 for each week, 2 for every second one.
        anchor: any day of a week that counts; ISO weeks are counted from it, in both directions.

    Raises:
        ValueError: no weekday, one that there isn't, or an interval below one week.
    """

    weekdays: frozenset[int]
    every: int = field(default=1, kw_only=True)
    anchor: date = field(kw_only=True)

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError("weekdays are numbers from 0 to 6, at least one")
        if self.every < 1:
            raise ValueError("weeks are counted from one")


@dataclass(frozen=True, slots=True)
class LastWorkingDay:
    """On the last day of each month that is neither Saturday nor Sunday."""


@dataclass(frozen=True, slots=True)
class OnDate:
    """Once."""

    day: date


Schedule = Weekly | LastWorkingDay | OnDate


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that something recurs.

    Args:
        day: its local date, which is what it is known by.
        due: the moment, in UTC.
    """

    day: date
    due: datetime


def next_day(schedule: Schedule, after: date) -> date | None:
    """The first date of the schedule strictly after this one; None when there is none any more."""
    match schedule:
        case Weekly():
            return next(day for day in _weekly(schedule, after) if day > after)
        case LastWorkingDay():
            return next(day for day in _month_ends(after) if day > after)
        case OnDate(day):
            return day if day > after else None


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """When it is that time on that date in the zone, in UTC; None when the zone skipped the whole date.

    A time of day that a clock change skips shifts forward with the clock; one that happens twice means the first.
    """
    if _midnight(day, zone) == _midnight(day + DAY, zone):
        return None  # Apia had no 30 December 2011
    return datetime.combine(day, at.replace(fold=0, tzinfo=None), zone).astimezone(UTC)


def next_occurrence(
    schedule: Schedule, at: time, zone: ZoneInfo, *, after: datetime, done: date | None
) -> Occurrence | None:
    """The first occurrence that is due strictly after a moment and has a later local date than the last one done.

    To follow a change of zone, give a moment of a day ago: what the new zone's clock has passed already is then due
    at once instead of lost, and `done` keeps it from coming twice.

    Args:
        after: aware; usually now.
        done: local date of the newest occurrence that was taken care of, in whatever zone that was.
    """
    earliest = after.astimezone(zone).date() - LARGEST_SHIFT
    day = next_day(schedule, max(done, earliest) if done else earliest)
    while day is not None:
        due = moment_of(day, at, zone)
        if due is not None and due > after:
            return Occurrence(day, due)
        day = next_day(schedule, day)
    return None


def as_json(schedule: Schedule) -> dict[str, object]:
    """The schedule as it is stored."""
    match schedule:
        case Weekly(weekdays, every=every, anchor=anchor):
            return {"weekdays": sorted(weekdays), "every": every, "anchor": anchor.isoformat()}
        case LastWorkingDay():
            return {"last_working_day": True}
        case OnDate(day):
            return {"on": day.isoformat()}


def schedule_from_json(stored: Mapping[str, object]) -> Schedule:
    """The schedule that was stored.

    Raises:
        ValueError: it is none of ours.
    """
    match stored:
        case {"weekdays": [*weekdays], "every": int(every), "anchor": str(anchor)}:
            numbers = frozenset(day for day in weekdays if isinstance(day, int))
            return Weekly(numbers, every=every, anchor=date.fromisoformat(anchor))
        case {"last_working_day": True}:
            return LastWorkingDay()
        case {"on": str(day)}:
            return OnDate(date.fromisoformat(day))
        case _:
            raise ValueError("not a schedule")


def in_words(schedule: Schedule) -> str:
    """The schedule as one would say it: "every second week on Monday and Thursday"."""
    match schedule:
        case Weekly(weekdays, every=1):
            return f"every {_days_in_words(weekdays)}"
        case Weekly(weekdays, every=every):
            week = f"every {ORDINALS[every]} week" if every in ORDINALS else f"every {every} weeks"
            return f"{week} on {listing([WEEKDAYS[day] for day in sorted(weekdays)])}"
        case LastWorkingDay():
            return "the last working day of each month"
        case OnDate(day):
            return f"on {day_in_words(day)} {day.year}"


def _weekly(schedule: Weekly, after: date) -> Iterator[date]:
    """The schedule's dates from the latest week that counts and began by `after`."""
    first = _monday(schedule.anchor)
    weeks = (_monday(after) - first) // WEEK
    monday = first + (weeks - weeks % schedule.every) * WEEK
    while True:
        yield from (monday + weekday * DAY for weekday in sorted(schedule.weekdays))
        monday += schedule.every * WEEK


def _month_ends(after: date) -> Iterator[date]:
    """Last working days from the month of `after` on."""
    month = after.replace(day=1)
    while True:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        yield last - max(0, last.weekday() - SATURDAY + 1) * DAY
        month = last + DAY


def _monday(day: date) -> date:
    return day - day.weekday() * DAY


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _days_in_words(weekdays: frozenset[int]) -> str:
    if len(weekdays) == len(WEEKDAYS):
        return "day"
    if weekdays == frozenset(range(SATURDAY)):
        return "weekday"
    return listing([WEEKDAYS[day] for day in sorted(weekdays)])
