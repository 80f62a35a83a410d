"""Days of readings: how far they may lie back, and those that a command names beside a value."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.names import Understood
from bot.dates.words import END_OF_PHRASE, leading_day

FURTHEST_BACK = 50  # years; what is further back is a slip of the finger
TO_COME = "“{said}” is still to come. Choose the day that was read."
NOT_TOLD = "Which day is “{said}”? Choose it from the calendar."

LEAD = re.compile(r"(?P<opened>\(\s*)?(?P<on>(?:on|as\s+of)\s+)?", re.IGNORECASE)
DAYS_BACK = re.compile(  # somewhere among them is the day
    r"(?:(?:the\s+)?(?:end|start|beginning|middle)\s+of\s+)?last\s+(?:week|month|quarter|year)"
    r"|(?:a\s+few|some|several)\s+(?:days|weeks|months)\s+(?:ago|back)|a\s+fortnight\s+(?:ago|back)"
    r"|(?:\d{1,3}|a)\s+(?:day|week|month|year)s?\s+back|the\s+other\s+day|before\s+yesterday",
    re.IGNORECASE,
)
BEFORE_NOTE = re.compile(r"^\s*[,;:.!)=–—-]*(?:\s+|$)")


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
    return day_led(words, today) or Dated(today, words)


def day_alone(words: str, today: date) -> Understood | None:
    """The day that words name in the same ways, beside which they say nothing."""
    found = leading_day(LEAD.sub("", words, count=1), today)
    return found.understood if found and not found.rest.strip(" .)") else None


def without_commas_in_day(line: str, today: date) -> str:
    """A line that may begin with "June 3, 2026", where commas divide what it tells."""
    found = leading_day(LEAD.sub("", line, count=1), today)
    return found.said.replace(",", "") + found.rest if found else line


def day_led(words: str, today: date) -> Dated | None:
    """The day that words begin with, also in brackets, and the note that follows; None where they begin with none.

    What may be something else, "sat in the office" or "the 3rd time", is a day where it is "on" it or all that is said.
    """
    lead = LEAD.match(words)
    if lead is None:
        return None
    if (found := leading_day(words[lead.end() :], today)) is None:
        return _days_led(words, words[lead.end() :], today)
    if not (found.is_sure or lead["on"] or END_OF_PHRASE.match(found.rest)):
        return None
    rest = found.rest.replace(")", "", 1) if lead["opened"] else found.rest
    note, understood = BEFORE_NOTE.sub("", rest), found.understood
    if understood is None or understood.other is not None:
        return Dated(today, note, NOT_TOLD.format(said=found.said))
    if understood.day <= today:
        return Dated(understood.day, note)
    # "in 3 days" may also be how long it took
    return Dated(today, note if found.is_sure else words, TO_COME.format(said=found.said))


def _days_led(words: str, said: str, today: date) -> Dated | None:
    """What may be any of several days that lie back is asked about; the words stay beside the reading."""
    found = DAYS_BACK.match(said)
    if found is None or not END_OF_PHRASE.match(said[found.end() :]):
        return None
    return Dated(today, words, NOT_TOLD.format(said=found[0]))
