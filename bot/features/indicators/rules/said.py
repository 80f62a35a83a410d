"""A reading as it is typed on one line: value, day and note, or the day first."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.dates.names import AGO
from bot.features.indicators.rules.days import Dated, dated, day_led
from bot.features.indicators.rules.numbers import NO_NUMBER, leading_amount, number_words, two_ways
from bot.text import day_in_words

NO_VALUE = "I read a day in that and no number. Write the number that was read."
EITHER = "This may be {one} or {other}: below stands the first. Change it if you mean the other."
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
    value_first = _value_first(words, today, unit, near)
    day_first = _day_first(words, today, unit, near)
    if day_first is None:
        return value_first
    if isinstance(value_first, str):
        return day_first
    if isinstance(day_first, Dated):  # "3 June" is a day, "5 may have been missed" is 5
        return value_first if day_first.note else day_first
    why = EITHER.format(one=_told(value_first, today), other=_told(day_first, today))
    return Said(value_first.value, replace(value_first.of, why=why))


def _value_first(words: str, today: date, unit: str, near: Decimal) -> Said | str:
    """A number, and the words after it.

    "6 days" is six where the unit is days. "6 days ago" never is, as it leaves an "ago" that says nothing: it is a day
    without its value, and of "14 6 days ago" the value is 14.
    """
    back = COUNTED_BACK.search(words)
    before, after = (words[: back.start()], words[back.start() :]) if back else (words, "")
    amount = leading_amount(before, unit=unit, near=near)
    if isinstance(amount, str):
        return amount
    value, rest = amount
    return _said(value, dated(f"{rest} {after}", today), two_ways(before, unit=unit, near=near))


def _day_first(words: str, today: date, unit: str, near: Decimal) -> Said | Dated | None:
    """A day, and a number after it; the day alone where none follows, if that can be told."""
    of = day_led(words, today)
    if of is None:
        return None
    amount = leading_amount(of.note, unit=unit, near=near)
    if isinstance(amount, str):
        return None if of.why else replace(of, why=NO_VALUE if amount == NO_NUMBER else amount)
    value, note = amount
    return _said(value, replace(of, note=note), two_ways(of.note, unit=unit, near=near))


def _said(value: Decimal, of: Dated, why: str) -> Said:
    return Said(value, replace(of, why=why or of.why))


def _told(one: Said, today: date) -> str:
    return f"{number_words(one.value)} on {day_in_words(one.of.day, year_of=today)}"
