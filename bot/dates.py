"""Days as people write them: "end of next quarter", "in 3 weeks", "next Friday", "12 March"."""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

LONGEST = 60  # characters; what is longer is a sentence, not a day
MONTHS = tuple(name.casefold() for name in calendar.month_name)
WEEKDAYS = tuple(name.casefold() for name in calendar.day_name)
NUMBERS = (
    "a|an|one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
QUARTER, YEAR = 3, 12  # months
FURTHEST = 10  # years; a day beyond is a slip of the finger
TOO_FAR = "That day is more than ten years ahead. Choose one that is nearer."
FRIDAY, SUNDAY = 4, 6
MONTHS_TO_LOOK_AT = 3  # on 31 January the next 30th is in March
MIDDLE = 15  # the day that "mid-March" is
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt"]  # of which dateparser knows other ways to name a day
MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS if name)
MONTH = MONTH.replace("sep(?:tember)?", "sept?(?:ember)?")
WEEKDAY = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in WEEKDAYS)
WEEKDAY = WEEKDAY.replace("tue(?:", "tues?(?:").replace("thu(?:", "thu(?:r|rs|")


@dataclass(frozen=True, slots=True)
class Understood:
    """The day that words mean.

    Args:
        other: what the same numbers mean where the month is written first; None when they mean one day only.
    """

    day: date
    other: date | None = None


def day_in(words: str, today: date, *, cycle_end: date | None = None) -> Understood | None:
    """Return the day that somebody means who writes these words today, or None when they name none.

    A day without a year is the next one to come; so is one without a month, such as "the 15th". A span, such as "next month", is meant to its last day; of a week
    that is Friday. Days that lie back ("yesterday", "12 March 2020") are understood as what they are.

    Args:
        today: the date where the person is.
        cycle_end: the last day of their team's cycle, which "end of cycle" names; None where no team is known.
    """
    said = re.sub(r"^(?:by|on|until|till|due)\s+", "", " ".join(words.casefold().split()).strip(" .!"))
    if not said or len(said) > LONGEST:
        return None
    if cycle_end and re.fullmatch(CYCLE, said):
        return Understood(cycle_end)
    for pattern, read in READINGS:
        if found := re.fullmatch(pattern, said):
            try:
                understood = read(found, today)
            except (ValueError, OverflowError):  # the 30th of February, a million years
                return None
            return understood if isinstance(understood, Understood) else Understood(understood)
    day = _otherwise(said, today)
    return Understood(day) if day else None


def is_far(day: date, today: date) -> bool:
    """Whether a day is more than ten years ahead, which nobody plans; whoever gives one is told TOO_FAR."""
    return day > months_later(today, YEAR * FURTHEST)


def month_end(day: date, months: int = 0) -> date:
    """Return the last day of the month that begins so many months after the day's own."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def quarter_end(day: date, quarters: int = 0) -> date:
    """Return the last day of the quarter that begins so many quarters after the day's own."""
    to_come = QUARTER - 1 - (day.month - 1) % QUARTER
    return month_end(day, to_come + QUARTER * quarters)


def week_end(day: date, weeks: int = 0) -> date:
    """Return the Friday of the week that begins so many weeks after the day's own; its Sunday at a weekend."""
    is_weekend = day.weekday() > FRIDAY and not weeks
    return day + timedelta(days=(SUNDAY if is_weekend else FRIDAY) - day.weekday(), weeks=weeks)


def months_later(day: date, months: int) -> date:
    """Return the same day of another month, or its last one where it has no such day."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def _later(found: re.Match[str], today: date) -> date:
    return _after(today, _count(found["count"]), found["unit"])


def _after(today: date, count: int, unit: str) -> date:
    match unit:
        case "day":
            return today + timedelta(days=count)
        case "week":
            return today + timedelta(weeks=count)
        case "quarter":
            return months_later(today, QUARTER * count)
        case "year":
            return months_later(today, YEAR * count)
    return months_later(today, count)


def _count(words: str) -> int:
    named = next((n for n, name in enumerate(NUMBERS, start=1) if words in name.split("|")), None)
    return named or int(words)


def _span(found: re.Match[str], today: date) -> date:
    """The last day of this or the next week, month, quarter or year."""
    step = 1 if found["which"] == "next" else 0
    match found["unit"]:
        case "week" | "w":
            return week_end(today, step)
        case "month" | "m":
            return month_end(today, step)
        case "quarter" | "q":
            return quarter_end(today, step)
    return date(today.year + step, YEAR, 31)


def _quarter(found: re.Match[str], today: date) -> date:
    months = QUARTER * int(found["quarter"])
    year = _year(found["year"]) or today.year
    end = month_end(date(year, months, 1))
    return end if found["year"] or end >= today else month_end(date(year + 1, months, 1))


def _part_of_month(found: re.Match[str], today: date) -> date:
    month = _month(found["month"])

    def in_year(year: int) -> date:
        return date(year, month, MIDDLE) if found["part"].startswith("m") else month_end(date(year, month, 1))

    return _coming(in_year, _year(found["year"]), today)


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = next(place for place, name in enumerate(WEEKDAYS) if name.startswith(found["day"][:3]))
    if found["which"] == "next":
        return today + timedelta(days=wanted - today.weekday() + 7)
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead or (0 if found["which"] == "this" else 7))


def _named_day(found: re.Match[str], today: date) -> date:
    return _calendar_day(int(found["day"]), _month(found["month"]), _year(found["year"]), today)


def _ordinal(found: re.Match[str], today: date) -> date:
    """The 15th: of this month, or of the next one that has such a day and where it is to come."""
    wanted = int(found["day"])
    for months in range(MONTHS_TO_LOOK_AT):
        end = month_end(today, months)
        if wanted <= end.day and (day := end.replace(day=wanted)) >= today:
            return day
    raise ValueError("no month has such a day")


def _numbers(found: re.Match[str], today: date) -> Understood:
    """12/3, 12.3., 12-3-2027: the day comes first, unless that can't be."""
    first, second, year = int(found["first"]), int(found["second"]), _year(found["year"])
    if second > YEAR:
        return Understood(_calendar_day(second, first, year, today))
    day = _calendar_day(first, second, year, today)
    if first > YEAR or first == second or found["mark"] == ".":
        return Understood(day)
    return Understood(day, _calendar_day(second, first, year, today))


def _calendar_day(day: int, month: int, year: int | None, today: date) -> date:
    return _coming(lambda in_year: date(in_year, month, day), year, today)


def _coming(in_year: Callable[[int], date], year: int | None, today: date) -> date:
    """The day in its year, or the next one to come; a 29 February waits for its leap year."""
    if year is not None:
        return in_year(year)
    for candidate in range(today.year, today.year + 9):
        try:
            day = in_year(candidate)
        except ValueError:
            continue
        if day >= today:
            return day
    raise ValueError("no year has such a day")


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004 - "27" is 2027


def _month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS) if month and month.startswith(name[:3]))


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


CYCLE = r"(?:the\s+)?(?:end\s+of\s+)?(?:(?:the|this)\s+)?cycle(?:['’]s)?(?:\s+end)?"
_IN_YEAR = r"(?:,? +(?P<year>\d{4}))?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|quarter|year)s?"
_SPAN = r"(?:(?:the|this|(?P<which>next))\s+)?(?P<unit>week|month|quarter|year)"
Reading = Callable[[re.Match[str], date], date | Understood]
READINGS: Iterable[tuple[str, Reading]] = (
    (r"today", lambda _, today: today),
    (r"tomorrow", lambda _, today: today + timedelta(days=1)),
    (rf"(?:in|within)\s+{_COUNT}\s+{_UNIT}", _later),
    (rf"{_COUNT}\s+{_UNIT}(?:\s+from\s+(?:now|today))?", _later),
    (rf"(?:the\s+)?(?:end\s+of\s+)?{_SPAN}(?:'s\s+end)?", _span),
    (r"(?P<which>)eo(?P<unit>[wmqy])", _span),
    (rf"(?:(?:the\s+)?end\s+of\s+)?q(?P<quarter>[1-4]){_IN_YEAR}", _quarter),
    (rf"(?:the\s+)?(?P<part>end\s+of|mid(?:dle\s+of)?)[\s-]+(?P<month>{MONTH}){_IN_YEAR}", _part_of_month),
    (rf"(?:(?P<which>this|next)\s+)?(?P<day>{WEEKDAY})", _weekday),
    (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>{MONTH})\.?{_IN_YEAR}", _named_day),
    (rf"(?P<month>{MONTH})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_IN_YEAR}", _named_day),
    (r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)", _ordinal),
    (r"\d{4}-\d{2}-\d{2}", lambda found, _: date.fromisoformat(found[0])),
    (
        r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2})?)?",
        _numbers,
    ),
)
