"""A day as somebody entered it, and as it is said back to them before it counts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EnteredDay:
    """What a form holds of a day.

    Args:
        words: as typed; empty when nothing was.
        picked: from the calendar; words count more.
    """

    words: str
    picked: date | None


@dataclass(frozen=True, slots=True)
class SaidBack:
    """What words were understood as; they count when the same words are sent once more.

    Args:
        other: what the same numbers mean where the month is written first; None when they mean one day only.
    """

    words: str
    day: date
    other: date | None = None
