"""Days as people write them: a day to come in a field of its own, one that has come within a sentence."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dates.names import CYCLE, SURE, UNSURE, WHOLE, By, Name, Understood

LONGEST = 60  # characters; what is longer is a sentence, not a day
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"]  # of which dateparser knows other ways to name a day
AFTER_A_DAY = r"(?=[\s,;:.!)]|$)"
TIMES_LOOKED_BACK = 8  # the 31st may be two months back, 29 February eight years
END_OF_PHRASE = re.compile(r"\s*(?:[,;:.!)]|$)")
BEFORE_DATE = re.compile(r"\s*[.,:–—-]*\s+|,")  # "Fri., 13 March"
NAMED_TWICE = {(By.WEEKDAY, By.DATE), (By.DISTANCE, By.DATE), (By.DATE, By.WEEKDAY)}


@dataclass(frozen=True, slots=True)
class Leading:
    """The day that words begin with.

    Args:
        said: the words that name it.
        rest: those after them.
        understood: None for a day that there isn't, such as 31 February or a Friday that is a Monday.
        is_sure: nothing but a day is called so in a sentence; "sat", "the 3rd" and "in 3 days" may be something else.
        by: what it is told by.
    """

    said: str
    rest: str
    understood: Understood | None
    is_sure: bool
    by: By


def day_in(words: str, today: date, *, cycle_end: date | None = None) -> Understood | None:
    """Return the day that somebody means who writes these words today, or None when they name none.

    A day without a year is the next one to come; so is one without a month, such as "the 15th". A span, such as
    "next month", is meant to its last day; of a week that is Friday. Days that lie back ("yesterday",
    "12 March 2020") are understood as what they are.

    Args:
        today: the date where the person is.
        cycle_end: the last day of their team's cycle, which "end of cycle" names; None where no team is known.
    """
    said = re.sub(r"^(?:by|on|until|till|due)\s+", "", " ".join(words.casefold().split()).strip(" .!"))
    if not said or len(said) > LONGEST:
        return None
    if cycle_end and re.fullmatch(CYCLE, said):
        return Understood(cycle_end)
    for name in (*SURE, *UNSURE, *WHOLE):
        if found := re.fullmatch(name.pattern, said):
            return _understood(name, found, today)
    day = _otherwise(said, today)
    return Understood(day) if day else None


def leading_day(words: str, today: date) -> Leading | None:
    """Return the day that words begin with and more words may follow, or None where they begin with none.

    A day without a year, or a weekday, is the last one that has come; "tomorrow" and "this Friday" are what they are.
    "Friday, 13 March" and "yesterday, 17 March" are one day, named twice.
    """
    named = _leading_name(words, today)
    return _named_twice(named, today) if named else None


def _leading_name(words: str, today: date) -> Leading | None:
    for name in (*SURE, *UNSURE):
        if found := re.match(name.pattern + AFTER_A_DAY, words, re.IGNORECASE):
            said = re.fullmatch(name.pattern, found[0].casefold())
            understood = _last(name, said, today) if said else None
            return Leading(found[0], words[found.end() :], understood, name in SURE, name.by)
    return None


def _last(name: Name, found: re.Match[str], today: date) -> Understood | None:
    """The last such day that has come; one that never has, or is told with its year, is what it is."""
    since, understood = today, None
    for _ in range(TIMES_LOOKED_BACK):
        since = name.since(since)
        understood = _understood(name, found, since)
        if understood is None or understood.day <= today:
            break
    return understood


def _named_twice(first: Leading, today: date) -> Leading:
    """The day with its second name, if it has one; no day at all where the two disagree."""
    between = BEFORE_DATE.match(first.rest)
    second = _leading_name(first.rest[between.end() :], today) if between else None
    if between is None or second is None or (first.by, second.by) not in NAMED_TWICE:
        return first
    understood = _agreed(first, second)
    if not (understood or second.is_sure or END_OF_PHRASE.match(second.rest)):
        return first
    said = f"{first.said}{between[0]}{second.said}"
    return Leading(said, second.rest, understood, is_sure=True, by=By.DATE)


def _agreed(first: Leading, second: Leading) -> Understood | None:
    """The day that both names mean; a weekday is one of all such days."""
    dated, other = (first, second) if first.by is By.DATE else (second, first)
    if dated.understood is None or other.understood is None:
        return None
    meant, is_weekday = other.understood.day, other.by is By.WEEKDAY
    days = [
        day
        for day in (dated.understood.day, dated.understood.other)
        if day and (day.weekday() == meant.weekday() if is_weekday else day == meant)
    ]
    return Understood(days[0]) if len(days) == 1 else None


def _understood(name: Name, found: re.Match[str], today: date) -> Understood | None:
    try:
        understood = name.read(found, today)
    except (ValueError, OverflowError):  # the 30th of February, a million years
        return None
    return understood if isinstance(understood, Understood) else Understood(understood)


def _otherwise(said: str, today: date) -> date | None:
    """What dateparser makes of it: other languages, and ways of saying nobody thought of."""
    import dateparser

    found = dateparser.parse(
        said,
        languages=LANGUAGES,
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()),
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day"],
        },
    )
    return found.date() if found else None
