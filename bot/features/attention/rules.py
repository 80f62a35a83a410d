"""When something may reach somebody, how it is said, and how much fits a day (product.md, "Attention is a budget")."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.clock.holidays import countries, holidays_of
from bot.clock.recurrence import DAY, WEEKDAYS, moment_of
from bot.dates.spans import TOO_FAR, is_far
from bot.features.attention.values import (
    MIDNIGHT,
    Arrival,
    Availability,
    AvailabilityDraft,
    Field,
    Later,
    NotToday,
    Now,
    Quiet,
    Reason,
)
from bot.features.workspaces.rules import UTC_ZONE
from bot.text import listing

ASKED_A_DAY = 3  # messages with what colleagues ask
APART = timedelta(hours=1)  # between two of them, so that what is asked meanwhile comes together
INTRODUCTION = timedelta(minutes=1)  # within which Slack is asked who somebody is, and in which zone
FURTHEST = timedelta(days=366)  # who keeps no working day within a year is tried again then

AWAY_EMOJI = frozenset({
    "palm_tree", "desert_island", "island", "beach_with_umbrella", "umbrella_on_ground", "airplane",
    "face_with_thermometer", "sick", "mask", "hospital", "baby", "no_entry", "no_entry_sign", "zzz",
})  # fmt: skip
AWAY_WORDS = re.compile(
    r"\b(away|ooo|out of (the )?office|out sick|off sick|sick|vacation(ing)?|holidays?|annual leave|on leave|"
    r"parental leave|pto|time off|day off|afk)\b",
    re.IGNORECASE,
)

NO_DAYS = "Choose at least one day, so that Cairn can reach you at all."
NO_TIMES = "Choose a time of day."
NO_HOURS = "Your day ends before it begins. Choose a later time; midnight is the end of the day."
NO_COUNTRY = "Choose one of the countries in the menu."
NOT_AHEAD = "Choose a day after today: the one on which you are back."


def problems_of(wanted: AvailabilityDraft, today: date) -> dict[Field, str]:
    """What needs another look, by field."""
    found: dict[Field, str] = {}
    if not wanted.days:
        found[Field.DAYS] = NO_DAYS
    if (
        wanted.ends not in (MIDNIGHT, max(wanted.starts, wanted.ends))
        or wanted.ends == wanted.starts != MIDNIGHT
    ):
        found[Field.ENDS] = NO_HOURS
    if wanted.country and wanted.country not in countries():
        found[Field.COUNTRY] = NO_COUNTRY
    if wanted.away_until is not None and wanted.away_until <= today:
        found[Field.AWAY_UNTIL] = NOT_AHEAD
    if wanted.away_until is not None and is_far(wanted.away_until, today):
        found[Field.AWAY_UNTIL] = TOO_FAR
    return found


def local_day(availability: Availability, now: datetime) -> date:
    """The date it is for them."""
    return now.astimezone(availability.zone).date()


def arrival(availability: Availability, quiet: Quiet, now: datetime) -> Arrival:
    """When something for this person may arrive."""
    today = local_day(availability, now)
    reason = _day_off(availability, today)
    if reason is not None:
        return NotToday(reason)
    if availability.follows_status and quiet.status_says_away:
        return NotToday(Reason.STATUS)
    starts, ends = hours_of(availability, today)
    at = max(moment for moment in (now, starts, quiet.until) if moment is not None)
    if at >= ends:
        return NotToday(Reason.OVER)
    return Now() if at == now else Later(at)


def says_away(emoji: str, text: str) -> bool:
    """Whether a Slack status reads as absence: Slack's own "Vacationing" and "Out sick", and what people write.

    Args:
        emoji: as Slack gives it, such as ":palm_tree:".
    """
    return emoji.strip(":") in AWAY_EMOJI or AWAY_WORDS.search(text) is not None


def next_opening(availability: Availability, now: datetime) -> datetime:
    """When their next day of hours begins, after today."""
    today = local_day(availability, now)
    day = today + DAY
    while _day_off(availability, day) is not None and day < today + FURTHEST:
        day += DAY
    return hours_of(availability, day)[0]


def hours_of(availability: Availability, day: date) -> tuple[datetime, datetime]:
    """When their hours begin and end on that date, in UTC."""
    last = day + DAY if availability.ends == MIDNIGHT else day
    return _moment(day, availability.starts, availability), _moment(last, availability.ends, availability)


def in_words(availability: Availability) -> str:
    """Their days and hours as one would say them: "Monday to Friday, 09:00–17:00, Amsterdam time".

    No place is named by somebody whose zone Slack has not told yet.
    """
    ends = "midnight" if availability.ends == MIDNIGHT else _clock(availability.ends)
    place = availability.zone.key.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    whose = "your own" if availability.zone == UTC_ZONE else place
    return f"{days_in_words(availability.days)}, {_clock(availability.starts)}–{ends}, {whose} time"


def days_in_words(days: frozenset[int]) -> str:
    """Days of the week: three and more in a row as a span."""
    if len(days) == len(WEEKDAYS):
        return "every day"
    first, last = min(days), max(days)
    if last - first + 1 == len(days) > 2:  # noqa: PLR2004 - two days are no span
        return f"{WEEKDAYS[first]} to {WEEKDAYS[last]}"
    return listing([WEEKDAYS[day] for day in sorted(days)])


def as_of(availability: Availability, today: date) -> Availability:
    """The same without an absence that is over."""
    is_over = availability.away_until is not None and availability.away_until <= today
    return replace(availability, away_until=None) if is_over else availability


def _day_off(availability: Availability, day: date) -> Reason | None:
    if availability.away_until is not None and day < availability.away_until:
        return Reason.AWAY
    if day.weekday() not in availability.days:
        return Reason.WEEKEND
    if day in holidays_of(availability.country, day.year):
        return Reason.HOLIDAY
    return None


def _moment(day: date, at: time, availability: Availability) -> datetime:
    """A date that the zone skips begins when the next one does."""
    return moment_of(day, at, availability.zone) or _moment(day + DAY, MIDNIGHT, availability)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
