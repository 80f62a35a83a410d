"""Days of readings: how far they may lie back, and those that a command names beside a value."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dates import MONTH, NUMBERS, WEEKDAY, day_in, months_later

FURTHEST_BACK = 50  # years; what is further back is a slip of the finger
WEEK = timedelta(days=7)
TO_COME = "“{said}” is still to come. Choose the day that was read."
NOT_TOLD = "Which day is “{said}”? Choose it from the calendar."

_DAY_AND_MONTH = (
    rf"(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{MONTH})\.?"
    rf"|(?:{MONTH})\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?"
)
_SLASHED, _POINTED = r"\d{1,2}/\d{1,2}", r"\d{1,2}\.\d{1,2}\."
_ORDINAL = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)"
_YEAR = r"(?:19|20)\d{2}"
_COUNT = rf"\d{{1,2}}|{'|'.join(NUMBERS)}"
_DAY = "|".join(
    (
        "today|yesterday|tomorrow",
        "|".join(calendar.day_name),
        rf"(?:last|this|next)\s+(?:{WEEKDAY})",
        rf"(?:{_COUNT})\s+(?:day|week|month)s?\s+ago",
        r"\d{4}-\d{1,2}-\d{1,2}",
        rf"(?:{_DAY_AND_MONTH})(?:,?\s+{_YEAR})?",
        rf"{_SLASHED}(?:/(?:{_YEAR}|\d{{2}}))?",
        rf"{_POINTED}(?:{_YEAR})?",
    )
)
NAMED = re.compile(  # "sat" or "the 3rd" may be any word of a sentence, unless it is "on" that day, or all that is said
    rf"(?:on\s+(?P<on>{_DAY}|{WEEKDAY}|{_ORDINAL})|(?P<bare>{_DAY}|(?:{WEEKDAY})$))(?=[\s,;:.!)]|$)",
    re.IGNORECASE,
)
BEFORE_NOTE = re.compile(r"\s*[,;:.!)–—-]*(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Dated:
    """What the words after a value say.

    Args:
        day: of which the value is; today where they name none, or one that is to be asked for.
        note: the words beside the day.
        why: why the day is to be asked for; empty when it is plain.
    """

    day: date
    note: str
    why: str = ""


def is_long_ago(day: date, today: date) -> bool:
    """Whether a day lies further back than any reading."""
    return day.year < today.year - FURTHEST_BACK


def dated(words: str, today: date) -> Dated:
    """The day that the words after a value begin with, "on 3 June after the fair", and the note that follows.

    Only there is it the value's: "because the meeting is on Friday" is a note. A reading is of a day that has come, so a
    weekday, or a day without its month or year, is the last one that has.
    """
    words = " ".join(words.split())
    found = NAMED.match(words)
    if found is None:
        return Dated(today, words)
    said, rest = found["on"] or found["bare"], words[found.end() :]
    note = BEFORE_NOTE.sub("", rest, count=1)
    day = _come(said.casefold(), today)
    if day is None or day > today:
        return Dated(today, note, (TO_COME if day else NOT_TOLD).format(said=said))
    return Dated(day, note)


def _come(said: str, today: date) -> date | None:
    """The last day that has come and is called so; None where that can't be told, one to come where none has."""
    called = re.sub(r"^(?:last|the)\s+", "", said)
    understood = day_in(called, today)
    if understood is None or understood.other is not None:
        return None
    day = _one_before(called, understood.day) if understood.day > today else understood.day
    return day - WEEK if day == today and said.startswith("last") else day


def _one_before(called: str, day: date) -> date:
    """The day before it that has the same name; itself where there is none."""
    if re.fullmatch(WEEKDAY, called):
        return day - WEEK
    try:
        if re.fullmatch(rf"{_DAY_AND_MONTH}|{_SLASHED}|{_POINTED}", called):
            return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day
    month_before = months_later(day, -1)
    return month_before if re.fullmatch(_ORDINAL, called) and month_before.day == day.day else day
