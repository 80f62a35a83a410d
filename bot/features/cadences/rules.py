"""When a cadence is next due: pure arithmetic on local dates."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock.recurrence import Occurrence, in_words, moment_of, next_occurrence
from bot.features.cadences.values import Rhythm, ZonePolicy

GRACE = timedelta(hours=24)  # what is older than that is passed over instead of coming late
DAY = timedelta(days=1)


def following(
    rhythm: Rhythm, zone: ZoneInfo, *, after: datetime, done: date | None, skipped: date | None = None
) -> Occurrence | None:
    """The first occurrence due after a moment whose local date is later than `done` and isn't skipped."""
    found = next_occurrence(rhythm.schedule, rhythm.at, zone, after=after, done=done)
    if found is None or found.day != skipped:
        return found
    return next_occurrence(rhythm.schedule, rhythm.at, zone, after=after, done=skipped)


def upcoming(
    rhythm: Rhythm, zone: ZoneInfo, *, now: datetime, skipped: date | None = None, most: int
) -> tuple[Occurrence, ...]:
    """The next few occurrences, those to come first."""
    found: list[Occurrence] = []
    after, done = now, None
    while len(found) < most:
        occurrence = following(rhythm, zone, after=after, done=done, skipped=skipped)
        if occurrence is None:
            break
        found.append(occurrence)
        after, done = occurrence.due, occurrence.day
    return tuple(found)


def newest_due(
    rhythm: Rhythm, zone: ZoneInfo, *, now: datetime, planned: date, skipped: date | None = None
) -> tuple[Occurrence | None, Occurrence | None]:
    """What is due now, and what comes after it.

    Of several that were missed only the newest is due, and one older than 24 hours is passed over: (None, next).

    Args:
        planned: the local date that the subscription waited for; nothing before it is due.
    """
    due: Occurrence | None = None
    coming = following(rhythm, zone, after=now - GRACE, done=planned - DAY, skipped=skipped)
    while coming is not None and coming.due <= now:
        due = coming
        coming = following(rhythm, zone, after=due.due, done=due.day, skipped=skipped)
    return due, coming


def moved(
    rhythm: Rhythm, zone: ZoneInfo, *, now: datetime, planned: date, skipped: date | None = None
) -> Occurrence | None:
    """The same local date in another zone, where its hour may have passed: then it is due at once, not lost."""
    due = moment_of(planned, rhythm.at, zone)
    if due is not None:
        return Occurrence(planned, due)
    return following(rhythm, zone, after=now - GRACE, done=planned, skipped=skipped)


def is_over(day: date, zones: Iterable[ZoneInfo], *, now: datetime) -> bool:
    """Whether that local date is over in all of these zones."""
    return all(now.astimezone(zone).date() > day for zone in zones)


def rhythm_in_words(rhythm: Rhythm) -> str:
    """When it recurs, as one would say it: "every Tuesday at 10:00, in each person's own time zone"."""
    return f"{in_words(rhythm.schedule)} at {rhythm.at:%H:%M}, {zones_in_words(rhythm)}"


def zones_in_words(rhythm: Rhythm) -> str:
    """By whose clock it recurs."""
    return "in each person's own time zone" if rhythm.zones == ZonePolicy.OWN else "in the team's time zone"
