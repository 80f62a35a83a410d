"""When a source is read next."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock.recurrence import WEEKDAYS, Weekly, next_occurrence
from bot.features.sources.values import HOURS, Every, Times

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERY_DAY = frozenset(range(7))
DOUBLINGS = 5  # after these an hour has become longer than a day
ANY_MONDAY = date(2024, 1, 1)  # weeks are all alike here
A_MOMENT = timedelta(minutes=1)  # between two fetches that people ask for


def next_time(times: Times, zone: ZoneInfo, now: datetime) -> datetime:
    """The first moment after now.

    Args:
        zone: the team's.
    """
    if times.every is Every.HOUR:
        return now + HOUR
    days = frozenset({times.weekday}) if times.every is Every.WEEK else EVERY_DAY
    schedule = Weekly(days, anchor=ANY_MONDAY)
    coming = next_occurrence(schedule, time(times.hour), zone, after=now, done=None)
    return coming.due if coming is not None else now + DAY


def next_try(failures: int, now: datetime) -> datetime:
    """When it is tried again: an hour after the first failure, then twice as long each time, a day at most.

    Args:
        failures: in a row, this one included.
    """
    return now + min(DAY, HOUR * (1 << min(failures - 1, DOUBLINGS)))


def may_be_fetched(tried_at: datetime | None, now: datetime) -> bool:
    """Whether people may ask for it again: not at once, for the other host's sake."""
    return tried_at is None or now - tried_at >= A_MOMENT


def in_words(times: Times) -> str:
    """As one would say it: "every Monday at 6:00"."""
    match times.every:
        case Every.HOUR:
            return "every hour"
        case Every.DAY:
            return f"every day at {times.hour}:00"
        case Every.WEEK:
            return f"every {WEEKDAYS[times.weekday]} at {times.hour}:00"


def written(times: Times) -> str:
    """How often, as the form's menu carries it: `hour`, `day`, or `week:0` for Mondays."""
    return f"{times.every}:{times.weekday}" if times.every is Every.WEEK else times.every.value


def choices() -> list[tuple[str, str]]:
    """What the form's menu offers, each (label, value)."""
    weekly = [Times(Every.WEEK, weekday=day) for day in range(len(WEEKDAYS))]
    labels = [("Every hour", Times(Every.HOUR)), ("Every day", Times(Every.DAY))]
    labels += [(f"Every {WEEKDAYS[times.weekday]}", times) for times in weekly]
    return [(label, written(times)) for label, times in labels]


def read(every: str, hour: str) -> Times:
    """Times as the form's menus carry them.

    Raises:
        ValueError: they are none.
    """
    often, _, weekday = every.partition(":")
    times = Times(Every(often), int(hour), int(weekday or 0))
    if not (0 <= times.hour < HOURS and 0 <= times.weekday < len(WEEKDAYS)):
        raise ValueError("neither an hour nor a weekday")
    return times
