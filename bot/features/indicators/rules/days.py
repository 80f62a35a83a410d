"""Days of readings: how far they may lie back, and those that a command names beside a value."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.words import leading_day

FURTHEST_BACK = 50  # years; what is further back is a slip of the finger
TO_COME = "“{said}” is still to come. Choose the day that was read."
NOT_TOLD = "Which day is “{said}”? Choose it from the calendar."

ON = re.compile(r"on\s+", re.IGNORECASE)
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
    on = ON.match(words)
    found = leading_day(words[on.end() :] if on else words, today)
    if found is None or not (found.is_sure or on or not found.rest):
        return Dated(today, words)
    note = BEFORE_NOTE.sub("", found.rest, count=1)
    understood = found.understood
    if understood is None or understood.other is not None:
        return Dated(today, note, NOT_TOLD.format(said=found.said))
    if understood.day > today:
        return Dated(today, note, TO_COME.format(said=found.said))
    return Dated(understood.day, note)
