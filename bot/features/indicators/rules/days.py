"""Days of readings: how far they may lie back, and those that a command's words end with."""

import re
from datetime import date, timedelta

from bot.dates import day_in

FURTHEST_BACK = 50  # years; what is further back is a slip of the finger
WEEK = timedelta(days=7)
ENDS_WITH = re.compile(r"(?:(?P<note>.*)\s)?(?:on\s+(?P<on>\S.*)|(?P<day>today|yesterday))", re.IGNORECASE)
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?", re.IGNORECASE)
DAY_AND_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\.?\s+[a-z]+\.?|[a-z]+\.?\s+\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE
)


def is_long_ago(day: date, today: date) -> bool:
    """Whether a day lies further back than any reading."""
    return day.year < today.year - FURTHEST_BACK


def ending_day(words: str, today: date) -> tuple[date, str] | None:
    """The day that words end with, "after the fair on 3 June", and the words before it; None where they name none.

    A reading is of a day that has come, so a day without its year, or a weekday, is the last one that has.
    """
    found = ENDS_WITH.fullmatch(" ".join(words.split()))
    if found is None:
        return None
    said = found["on"] or found["day"]
    understood = day_in(said, today)
    if understood is None or understood.other is not None:
        return None
    day = understood.day
    if day > today and WEEKDAY.fullmatch(said):
        day -= WEEK
    if day > today and DAY_AND_MONTH.fullmatch(said):
        day = _a_year_before(day)
    return day, (found["note"] or "").strip()


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day
