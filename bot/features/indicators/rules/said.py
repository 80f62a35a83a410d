"""A reading as it is typed on one line: value, day and note, or the day first."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.dates.names import AGO
from bot.dates.words import leading_day
from bot.features.indicators.rules.days import Dated, dated, day_led
from bot.features.indicators.rules.numbers import (
    DIVIDERS,
    NO_NUMBER,
    leading_amount,
    number_words,
    read_amount,
    two_ways,
)
from bot.text import day_in_words

NO_VALUE = "I read a day in that and no number. Write the number that was read."
EITHER = "This may be {one} or {other}: below stands the first. Change it if you mean the other."
NO_VALUE_BUT_WHEN = "“{said}” tells when it was and no value. Write the number that was read."
MAY_BE_THE_DAY = "“{said}” may be the day of the month or the value. Change it if it is the day."
MORE_NUMBERS = (
    "There are several numbers after the day: below stands the first. Change it if you mean another."
)
TIME = re.compile(
    r"(?:at\s+)?\d{1,2}(?:[:.]\d{2}){0,2}\s*"
    r"(?:[ap]\.?\s?m\b|o['’]clock\b|uhr\b|(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+(?:noon|night))\b)",
    re.IGNORECASE,
)
HAS_DIGIT = re.compile(r"\d")
AGO_AFTER = re.compile(r"ago\b", re.IGNORECASE)
MAY_BE = re.compile(r"\d+ may (?:also|be|have|need|not|still|well|yet)\b")  # 5 of them, not the fifth of May
DATE_MAY_FOLLOW = re.compile(r"\D*[^\d\s:=–—-]\s*")  # "Friday", and not "Friday:" or "20 Nov"
UP_TO = re.compile(r"\d{1,2}\s*(?:[–—-]|to|till|until|and|or|&)\s*(?=\d{1,2}(?!\d))", re.IGNORECASE)
DASH = re.compile(r" [–—=-]{1,2} ?|[–—=-]{1,2} ")
COUNTED_BACK = re.compile(rf"(?<!\S){AGO}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A value that was typed, with its day and the words beside it."""

    value: Decimal
    of: Dated


def said(words: str, today: date, *, unit: str, near: Decimal) -> Said | Dated | str:
    """The reading that words tell: "14 d on Friday", "6 days ago 14".

    Where they tell a day and no value, it is the day alone; where neither, why the value can't be read.

    Args:
        today: the date where the team is.
        unit: the indicator's.
        near: a value of the indicator, see `read_amount`.
    """
    words = " ".join(words.split())
    value_first, of = _value_first(words, today, unit, near), day_led(words, today)
    if of is None:
        return value_first
    day_first = _day_first(words, of, unit, near)
    if isinstance(value_first, str):
        return value_first if of.why and isinstance(day_first, Dated) else day_first
    if isinstance(day_first, Dated):
        return value_first if MAY_BE.match(words) else day_first
    why = EITHER.format(one=_told(value_first, today), other=_told(day_first, today))
    return Said(value_first.value, replace(value_first.of, why=why))


def _value_first(words: str, today: date, unit: str, near: Decimal) -> Said | str:
    """A number, and the words after it.

    "6 days" is six where the unit is days. "6 days ago" never is, as it leaves an "ago" that says nothing: it is a day
    without its value, and of "14 6 days ago" the value is 14.
    """
    if span := _span_of_days(words, today):
        return NO_VALUE_BUT_WHEN.format(said=span)
    before, after = _before_dash(words, today, unit, near) or _before_counted_back(words)
    amount = _amount(before, unit, near)
    if isinstance(amount, str):
        return amount
    value, rest = amount
    return _said(value, dated(f"{rest} {after}", today), two_ways(before, unit=unit, near=near))


def _span_of_days(words: str, today: date) -> str:
    """What words begin with that names several days, as "2 - 3 June" or "2 or 3 days ago"; empty where they don't."""
    first = UP_TO.match(words)
    last = leading_day(words[first.end() :], today) if first else None
    return words.removesuffix(last.rest) if last else ""


def _before_dash(words: str, today: date, unit: str, near: Decimal) -> tuple[str, str] | None:
    """The words on both sides of a dash between a value and its day, "14 h - yesterday"; None without one."""
    value, *day = DASH.split(words, maxsplit=1)
    if not day or day_led(day[0], today) is None:
        return None
    amount = leading_amount(value, unit=unit, near=near)
    return None if isinstance(amount, str) or amount[1] else (value, day[0])


def _before_counted_back(words: str) -> tuple[str, str]:
    back = COUNTED_BACK.search(words)
    return (words[: back.start()], words[back.start() :]) if back else (words, "")


def _day_first(words: str, of: Dated, unit: str, near: Decimal) -> Said | Dated:
    """A day that words begin with, and the number after it; the day alone where none follows."""
    amount = _amount(of.note, unit, near)
    if isinstance(amount, str):
        return replace(of, why=of.why or (NO_VALUE if amount == NO_NUMBER else amount))
    value, note = amount
    why = two_ways(of.note, unit=unit, near=near) or of.why or _doubt(words, of, value, note)
    return _said(value, replace(of, note=note), why)


def _amount(words: str, unit: str, near: Decimal) -> tuple[Decimal, str] | str:
    """The number that words begin with, and the words after it; or why there is none, as of a time of day."""
    if time := TIME.match(words):
        return NO_VALUE_BUT_WHEN.format(said=time[0])
    amount = leading_amount(words, unit=unit, near=near)
    if not isinstance(amount, str) and (ago := AGO_AFTER.match(amount[1])):
        return NO_VALUE_BUT_WHEN.format(said=words.removesuffix(amount[1]) + ago[0])
    return amount


def _doubt(words: str, of: Dated, value: Decimal, note: str) -> str:
    """Why the number after a day may not be the value; empty where it is plain.

    "Friday 20" may be the day's date, "week 11: 14" and "2 of us counted 14" have another number to choose.
    """
    number = of.note.removesuffix(note).strip()
    amount = read_amount(number.rstrip(DIVIDERS))
    is_plain = amount is not None and bool(amount.unit)
    if not is_plain and value == of.day.day and DATE_MAY_FOLLOW.fullmatch(words.removesuffix(of.note)):
        return MAY_BE_THE_DAY.format(said=number.rstrip(DIVIDERS))
    is_followed = note[:1].isdecimal() and not number.endswith(",")
    return MORE_NUMBERS if is_followed or (HAS_DIGIT.search(note) and not is_plain) else ""


def _said(value: Decimal, of: Dated, why: str) -> Said:
    return Said(value, replace(of, why=why or of.why))


def _told(one: Said, today: date) -> str:
    return f"{number_words(one.value)} on {day_in_words(one.of.day, year_of=today)}"
