"""Readings pasted as lines of a table: day, value and perhaps a note."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.features.indicators.rules.days import FURTHEST_BACK, day_alone, is_long_ago, without_commas_in_day
from bot.features.indicators.rules.numbers import read_amount, wrong_unit
from bot.features.indicators.values import NOTE_MOST, Milestone, Read
from bot.text import clean_line, shorten

LINES_MOST = 500
DIVIDERS = "\t;,"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
POINTED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")
SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})")
YEAR_LAST = re.compile(r"(?P<day>.*\S) +(?P<year>\d{4})")
MONTHS = 12
NO_DAY = "the day can't be read. Write it like 2026-03-02"
WHICH_IS_THE_MONTH = "{said} may be {one} or {other}: which is the month? Write days like {example}"
MIXED = "some lines have the day first, others the month. Write days like {example}"
FUTURE = "that day is still to come"
LONG_AGO = f"that day is more than {FURTHEST_BACK} years back"
TWICE = "that day is in line {line} already"
DATE_OR_VALUE = "{said} may be the day of the month or the value. Write the day like {example}"
YEAR_OR_VALUE = "{year} may be the day's year or the value. Write the day like {example}, then the value"
NO_VALUE = "the value can't be read as a number"
TOO_MANY = f"only {LINES_MOST} lines have room at once"
NO_MILESTONE = "“{line}” can't be read. Write each milestone on a line: 2026-03-31: 20"
LINE_SAID = 40  # characters of a line that are said back


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line; lines count from 1."""

    line: int
    says: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood of a pasted text.

    Args:
        reads: in the order of their lines, each of another day.
        problems: while there are any, nothing is saved.
    """

    reads: tuple[Read, ...]
    problems: tuple[Problem, ...]


class Unread(Exception):
    """A line that can't be read, and why; it never leaves this module."""


def pasted(text: str, today: date, *, unit: str = "", near: Decimal | None = None) -> Pasted:
    """Read lines of "day, value" or "day, value, note", divided by tabs, semicolons or commas.

    A first line that holds neither a day nor a number is a table's heading and left out. Days are written
    year-month-day, day.month.year, with slashes when some line shows which of the two is the month, or in the words
    of a single reading: "Friday", "3 June".

    Args:
        today: the date where the team is; readings are of days that have come.
        unit: the indicator's.
        near: a value of the indicator, see `read_amount`.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if lines and _is_heading(lines[0][1]):
        lines = lines[1:]
    day_first = _day_first(line for _, line in lines)
    reads: dict[date, tuple[int, Read]] = {}
    problems = [Problem(number, TOO_MANY) for number, _ in lines[LINES_MOST : LINES_MOST + 1]]
    for number, line in lines[:LINES_MOST]:
        read = _read(line, day_first, today, unit, near)
        if isinstance(read, str):
            problems.append(Problem(number, read))
        elif read.day in reads:
            problems.append(Problem(number, TWICE.format(line=reads[read.day][0])))
        else:
            reads[read.day] = (number, read)
    return Pasted(tuple(read for _, read in reads.values()), tuple(problems))


def milestones(text: str, *, unit: str = "") -> tuple[Milestone, ...] | str:
    """The points of an expected path, a line each: "2026-03-31: 20"; or what can't be read of them."""
    points = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        said, _, value = line.partition(":")
        amount = read_amount(value, unit=unit)
        try:
            day = _written_day(said.strip(), None)
        except Unread:
            return NO_MILESTONE.format(line=shorten(line, LINE_SAID))
        if day is None or amount is None or wrong_unit(amount.unit, unit):
            return NO_MILESTONE.format(line=shorten(line, LINE_SAID))
        points.append(Milestone(day, amount.value))
    return tuple(points)


def _read(line: str, day_first: bool | None, today: date, unit: str, near: Decimal | None) -> Read | str:
    """The line's reading, or why it has none."""
    day_said, value_said, note = _cells(line, today, unit, near)
    try:
        day = _written_day(day_said, day_first) or _day_in_words(day_said, today)
    except Unread as why:
        return str(why)
    amount = read_amount(value_said, unit=unit, near=near)
    if amount is None:
        return _without_value(line, day_said, today)
    if day > today or is_long_ago(day, today):
        return FUTURE if day > today else LONG_AGO
    if _may_be_its_date(value_said, day_said, day, note):
        return DATE_OR_VALUE.format(said=value_said, example=day)
    return wrong_unit(amount.unit, unit) or Read(day, amount.value, shorten(clean_line(note), NOTE_MOST))


def _without_value(line: str, day_said: str, today: date) -> str:
    """Why a line has no value; that of "June 3, 2014" may stand where a year does."""
    found = YEAR_LAST.fullmatch(day_said)
    if found is None or f",{found['year']}" not in line.replace(" ", ""):
        return NO_VALUE
    meant = day_alone(found["day"], today)
    if meant is None or meant.other is not None:
        return NO_VALUE
    return YEAR_OR_VALUE.format(year=found["year"], example=meant.day)


def _may_be_its_date(number: str, day_said: str, day: date, note: str) -> bool:
    """Whether what stands for the value, as in "Friday, 13, 14", may belong to the day."""
    is_named_alone = not any(char.isdigit() for char in day_said)
    return is_named_alone and number == str(day.day) and note[:1].isdecimal()


def _cells(line: str, today: date, unit: str, near: Decimal | None) -> tuple[str, str, str]:
    """Day, value and note; a comma may also stand within a value that reads as a whole."""
    divider = next((sign for sign in DIVIDERS if len(_fields(line, sign)) > 1), DIVIDERS[-1])
    if divider == ",":
        line = without_commas_in_day(line, today)
    day, *others = _fields(line, divider)
    rest = line.partition(divider)[2]
    whole = read_amount(rest, unit=unit, near=near) if divider == "," else None
    if whole is not None and not wrong_unit(whole.unit, unit):
        return day, rest, ""
    value, *notes = others or [""]
    return day, value, f"{divider} ".join(notes).strip()


def _fields(line: str, divider: str) -> list[str]:
    """A row of a table as spreadsheets write it, where a field in double quotes may hold the divider."""
    (fields,) = csv.reader([" ".join(line.split("\r"))], delimiter=divider, skipinitialspace=True)
    return [field.strip() for field in fields]


def _is_heading(line: str) -> bool:
    return not any(char.isdigit() for char in line)


def _written_day(said: str, day_first: bool | None) -> date | None:
    """The day that is written with its year, in numbers; None where it isn't."""
    found = ISO.fullmatch(said) or POINTED.fullmatch(said)
    if found is not None:
        return _date(found["year"], found["month"], found["day"])
    slashed = SLASHED.fullmatch(said)
    if slashed is None:
        return None
    one, other = slashed["one"], slashed["other"]
    if day_first is None and one != other:
        raise Unread(_which(said, slashed["year"], one, other))
    return _date(slashed["year"], *((other, one) if day_first else (one, other)))


def _which(said: str, year: str, one: str, other: str) -> str:
    """Why a day with slashes can't be told, by the example of the person's own."""
    either = [_date(year, month, day) for day, month in ((one, other), (other, one)) if int(month) <= MONTHS]
    if not either:
        return NO_DAY
    if len(either) == 1:
        return MIXED.format(example=either[0])
    return _two_days(said, *either)


def _day_in_words(said: str, today: date) -> date:
    understood = day_alone(said, today)
    if understood is None:
        raise Unread(NO_DAY)
    if understood.other is not None:
        raise Unread(_two_days(said, understood.day, understood.other))
    return understood.day


def _two_days(said: str, one: date, other: date) -> str:
    first, second = (f"{day.day} {day:%B}" for day in (one, other))
    return WHICH_IS_THE_MONTH.format(said=said, one=first, other=second, example=one)


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unread(NO_DAY) from None


def _day_first(lines: Iterator[str]) -> bool | None:
    """Whether days with slashes begin with the day, as one beyond 12 shows; None while nothing shows it."""
    pairs = [
        (int(found["one"]), int(found["other"]))
        for line in lines
        if (found := SLASHED.match(line.strip(' "')))
    ]
    first, second = any(one > MONTHS for one, _ in pairs), any(other > MONTHS for _, other in pairs)
    return first if first != second else None
