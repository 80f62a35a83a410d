"""What days are called: "in 3 weeks", "next Friday", "12 March", "6 days ago"."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from bot.dates.spans import QUARTER, YEAR, month_end, months_later, quarter_end, week_end

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
WEEK = timedelta(days=7)
MONTHS_TO_LOOK_AT = 3  # on 31 January the next 30th is in March
MIDDLE = 15  # the day that "mid-March" is
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


class By(Enum):
    """What a name of a day tells it by."""

    DISTANCE = auto()
    WEEKDAY = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """A way to name a day.

    Args:
        pattern: the words that do.
        read: the day they mean today.
        since: the day on which they mean the last such day that has come today.
        by: what they tell it by.
    """

    pattern: str
    read: Callable[[re.Match[str], date], date | Understood]
    since: Callable[[date], date] = lambda today: today
    by: By = By.DISTANCE


def _later(found: re.Match[str], today: date) -> date:
    return _after(today, _count(found["count"]), found["unit"])


def _ago(found: re.Match[str], today: date) -> date:
    return _after(today, -_count(found["count"]), found["unit"])


def _after(today: date, count: int, unit: str) -> date:
    match unit:
        case "day" | "d":
            return today + timedelta(days=count)
        case "week" | "wk" | "w":
            return today + timedelta(weeks=count)
        case "quarter":
            return months_later(today, QUARTER * count)
        case "year":
            return months_later(today, YEAR * count)
    return months_later(today, count)


def _count(words: str) -> int:
    named = next((n for n, name in enumerate(NUMBERS, start=1) if words in name.split("|")), None)
    return named or int(re.sub(r"\D", "", words))


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
    if found["which"] == "last":
        return today - timedelta(days=(today.weekday() - wanted) % 7 or 7)
    if found["which"] == "next":
        return today + timedelta(days=wanted - today.weekday() + 7)
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead or (0 if found["which"] == "this" else 7))


def _named_day(found: re.Match[str], today: date) -> date:
    return _calendar_day(int(found["day"]), _month(found["month"]), _year(found["year"]), today)


def _iso(found: re.Match[str], _: date) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


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


def _week_before(today: date) -> date:
    return today - WEEK


def _month_before(today: date) -> date:
    return months_later(today, -1) + timedelta(days=1)


def _year_before(today: date) -> date:
    return months_later(today, -YEAR) + timedelta(days=1)


CYCLE = r"(?:the\s+)?(?:end\s+of\s+)?(?:(?:the|this)\s+)?cycle(?:['’]s)?(?:\s+end)?"
_IN_YEAR = r"(?:,? +(?P<year>(?:19|20)\d{2}))?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
_COUNT_BACK = rf"(?P<count>\d[ ,.'’]?\d{{3}}|\d{{1,3}}|{'|'.join(NUMBERS)})"  # "1 200 days ago", too
_UNIT = r"(?P<unit>day|week|month|quarter|year)s?"
_SPAN = r"(?:(?:the|this|(?P<which>next))\s+)?(?P<unit>week|month|quarter|year)"
AGO = rf"{_COUNT_BACK}\s*(?P<unit>day|week|month|quarter|year|d|wk|w)s?\s+ago"
SURE = (
    Name(r"today", lambda _, today: today),
    Name(r"yesterday", lambda _, today: today - timedelta(days=1)),
    Name(r"(?:the\s+)?day\s+before\s+yesterday", lambda _, today: today - timedelta(days=2)),
    Name(r"tomorrow", lambda _, today: today + timedelta(days=1)),
    Name(AGO, _ago),
    Name(rf"(?P<which>this|next|last)\s+(?P<day>{WEEKDAY})", _weekday),
    Name(rf"(?P<which>)(?P<day>{'|'.join(WEEKDAYS)})", _weekday, _week_before, By.WEEKDAY),
    Name(
        rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>{MONTH})\.?{_IN_YEAR}",
        _named_day,
        _year_before,
        By.DATE,
    ),
    Name(
        rf"(?P<month>{MONTH})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_IN_YEAR}",
        _named_day,
        _year_before,
        By.DATE,
    ),
    Name(r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})", _iso, by=By.DATE),
    Name(
        r"(?P<first>\d{1,2})(?P<mark>/)(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d{2})?)?",
        _numbers,
        _year_before,
        By.DATE,
    ),
    Name(r"(?P<first>\d{1,2})(?P<mark>-)(?P<second>\d{1,2})-(?P<year>\d{4})", _numbers, by=By.DATE),
    Name(
        r"(?P<first>\d{1,2})(?P<mark>\.)(?P<second>\d{1,2})\.(?P<year>\d{4}|\d{2})?",
        _numbers,
        _year_before,
        By.DATE,
    ),
)
UNSURE = (
    Name(rf"(?P<which>)(?P<day>{WEEKDAY})", _weekday, _week_before, By.WEEKDAY),
    Name(r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)", _ordinal, _month_before, By.DATE),
    Name(rf"in\s+{_COUNT}\s+{_UNIT}", _later),
)
WHOLE = (
    Name(rf"within\s+{_COUNT}\s+{_UNIT}", _later),
    Name(rf"{_COUNT}\s+{_UNIT}(?:\s+from\s+(?:now|today))?", _later),
    Name(rf"(?:the\s+)?(?:end\s+of\s+)?{_SPAN}(?:'s\s+end)?", _span),
    Name(r"(?P<which>)eo(?P<unit>[wmqy])", _span),
    Name(rf"(?:(?:the\s+)?end\s+of\s+)?q(?P<quarter>[1-4]){_IN_YEAR}", _quarter),
    Name(
        rf"(?:the\s+)?(?P<part>end\s+of|mid(?:dle\s+of)?)[\s-]+(?P<month>{MONTH}){_IN_YEAR}", _part_of_month
    ),
    Name(
        r"(?P<first>\d{1,2})(?P<mark>[.-])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2})?)?", _numbers
    ),
)
