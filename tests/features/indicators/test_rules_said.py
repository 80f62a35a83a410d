from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.indicators.rules.days import NOT_TOLD, TO_COME, Dated
from bot.features.indicators.rules.numbers import NO_NUMBER
from bot.features.indicators.rules.said import (
    MAY_BE_THE_DAY,
    MORE_NUMBERS,
    NO_VALUE,
    NO_VALUE_BUT_WHEN,
    Said,
    said,
)

TODAY = date(2026, 11, 23)  # a Monday
FRIDAY, YESTERDAY, LAST_TUESDAY = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 17)
NEAR = Decimal(10)


@pytest.mark.parametrize(
    ("words", "unit", "value", "day", "note"),
    [
        ("6 days", "days", 6, TODAY, ""),
        ("6 d (Friday)", "days", 6, FRIDAY, ""),
        ("12 s on Friday", "s", 12, FRIDAY, ""),
        ("12 ms the 20th", "ms", 12, FRIDAY, ""),
        ("12 ms the 20th, counted twice", "ms", 12, FRIDAY, "counted twice"),
        ("14 6 days ago", "days", 14, LAST_TUESDAY, ""),
        ("14 6 days ago", "s", 14, LAST_TUESDAY, ""),
        ("14 d 6 d ago", "days", 14, LAST_TUESDAY, ""),
        ("6 days 3 days ago", "days", 6, FRIDAY, ""),
        ("1 200 days 3 days ago", "days", 1200, FRIDAY, ""),
        ("14 1 200 days ago", "days", 14, date(2023, 8, 11), ""),
        ("14 Fri 20 Nov", "days", 14, FRIDAY, ""),
        ("14 d - yesterday", "days", 14, YESTERDAY, ""),
        ("14 - yesterday", "days", 14, YESTERDAY, ""),
        ("14 – on Friday, counted twice", "days", 14, FRIDAY, "counted twice"),
        ("14d — 6 days ago", "days", 14, LAST_TUESDAY, ""),
        ("14 d - Friday, 20 November", "days", 14, FRIDAY, ""),
        ("14 d - 3 June 2026 - a fair", "days", 14, date(2026, 6, 3), "a fair"),
        ("-14 - yesterday", "", -14, YESTERDAY, ""),
        ("14 - 2026-11-20", "days", 14, FRIDAY, ""),
        ("14 d -- yesterday", "days", 14, YESTERDAY, ""),
        ("14 d -yesterday", "days", 14, YESTERDAY, ""),
        ("14 d– yesterday", "days", 14, YESTERDAY, ""),
        ("14 d = yesterday", "days", 14, YESTERDAY, ""),
        ("14 d - counted on Friday", "days", 14, TODAY, "- counted on Friday"),
        ("14 d after the fair - yesterday's", "days", 14, TODAY, "after the fair - yesterday's"),
        ("14 on Friday, 20 November, counted twice", "days", 14, FRIDAY, "counted twice"),
        ("14 on Friday, 13 November", "days", 14, date(2026, 11, 13), ""),
        ("14 yesterday, 22 November", "days", 14, YESTERDAY, ""),
        ("14 20 November (a Friday)", "days", 14, FRIDAY, "(a Friday)"),
        ("14 2026/11/20", "days", 14, FRIDAY, ""),
        ("14 20-11-2026", "days", 14, FRIDAY, ""),
        ("14 Friday, 2 of us counted", "days", 14, FRIDAY, "2 of us counted"),
        ("14 days better than 3 days ago", "days", 14, TODAY, "better than 3 days ago"),
        ("5 may have been missed", "", 5, TODAY, "may have been missed"),
        ("16 3 June 2026", "", 16, date(2026, 6, 3), ""),
    ],
)
def test_a_day_may_follow_the_value(words: str, unit: str, value: int, day: date, note: str) -> None:
    assert said(words, TODAY, unit=unit, near=NEAR) == Said(Decimal(value), Dated(day, note))


@pytest.mark.parametrize(
    ("words", "value", "day", "note"),
    [
        ("6 days ago 14", 14, LAST_TUESDAY, ""),
        ("6 days ago: 14 days, counted twice", 14, LAST_TUESDAY, "counted twice"),
        ("yesterday 1 200 d", 1200, YESTERDAY, ""),
        ("on Friday 12 d", 12, FRIDAY, ""),
        ("Fri: 12", 12, FRIDAY, ""),
        ("(Friday) 12 after the fair", 12, FRIDAY, "after the fair"),
        ("2026-11-20 14", 14, FRIDAY, ""),
        ("20.11. 14", 14, FRIDAY, ""),
        ("the 20th: 14", 14, FRIDAY, ""),
        ("Friday, 20 November: 14", 14, FRIDAY, ""),
        ("Friday 20 November 14", 14, FRIDAY, ""),
        ("Fri 20 Nov 14", 14, FRIDAY, ""),
        ("Fri., Nov 20, 2026: 14", 14, FRIDAY, ""),
        ("Monday, 12 January: 19", 19, date(2026, 1, 12), ""),
        ("Friday the 20th 14", 14, FRIDAY, ""),
        ("Friday 20.11. 14", 14, FRIDAY, ""),
        ("Friday 2026-11-20 14", 14, FRIDAY, ""),
        ("Friday: 20 November: 14", 14, FRIDAY, ""),
        ("2026-11-20 Fri 14", 14, FRIDAY, ""),
        ("yesterday, 22 November: 14", 14, YESTERDAY, ""),
        ("today, 23 November 14", 14, TODAY, ""),
        ("6 days ago, 17 November, 14", 14, LAST_TUESDAY, ""),
        ("Monday, 4/5: 14", 14, date(2026, 5, 4), ""),  # 5 April was a Sunday
        ("1 000 days ago 14", 14, date(2024, 2, 27), ""),
        ("Friday 13", 13, FRIDAY, ""),
        ("Friday: 20 days", 20, FRIDAY, ""),
        ("Friday 14 d, 2 of them late", 14, FRIDAY, "2 of them late"),
        ("yesterday - 22", 22, YESTERDAY, ""),
        ("yesterday 21", 21, YESTERDAY, ""),
        ("2026-11-20 20", 20, FRIDAY, ""),
    ],
)
def test_a_day_may_come_before_the_value(words: str, value: int, day: date, note: str) -> None:
    assert said(words, TODAY, unit="days", near=NEAR) == Said(Decimal(value), Dated(day, note))


@pytest.mark.parametrize(
    ("words", "day", "note", "why"),
    [
        ("6 days ago", LAST_TUESDAY, "", NO_VALUE),
        ("6 days ago after the fair", LAST_TUESDAY, "after the fair", NO_VALUE),
        ("12 days ago, as on Friday", date(2026, 11, 11), "as on Friday", NO_VALUE),
        ("3 June", date(2026, 6, 3), "", NO_VALUE),
        ("yesterday nobody came", YESTERDAY, "nobody came", NO_VALUE),
        ("on Friday 12 h", FRIDAY, "12 h", "This is in h, the indicator in days."),
        ("Monday, 12 January", date(2026, 1, 12), "", NO_VALUE),
        ("Friday 20 November", FRIDAY, "", NO_VALUE),
        ("Friday the 20th", FRIDAY, "", NO_VALUE),
        ("yesterday, 22 November", YESTERDAY, "", NO_VALUE),
        ("13 March nobody came", date(2026, 3, 13), "nobody came", NO_VALUE),
        ("13 March 2026 10:30 14", date(2026, 3, 13), "10:30 14", NO_VALUE),
        ("31 Feb", TODAY, "", NOT_TOLD.format(said="31 Feb")),
        ("24 December 2026", TODAY, "", TO_COME.format(said="24 December 2026")),
        ("1 200 days ago", date(2023, 8, 11), "", NO_VALUE),
        ("1,000 days ago", date(2024, 2, 27), "", NO_VALUE),
        ("1000 days ago", date(2024, 2, 27), "", NO_VALUE),
        ("yesterday 3 pm: 14", YESTERDAY, "3 pm: 14", NO_VALUE_BUT_WHEN.format(said="3 pm")),
        ("yesterday 3 p.m. 14", YESTERDAY, "3 p.m. 14", NO_VALUE_BUT_WHEN.format(said="3 p.m")),
        ("yesterday, 10:30 AM", YESTERDAY, "10:30 AM", NO_VALUE_BUT_WHEN.format(said="10:30 AM")),
        ("Fri: 9 o'clock", FRIDAY, "9 o'clock", NO_VALUE_BUT_WHEN.format(said="9 o'clock")),
        (
            "Friday 9 in the morning",
            FRIDAY,
            "9 in the morning",
            NO_VALUE_BUT_WHEN.format(said="9 in the morning"),
        ),
        ("yesterday 3 days ago 14", YESTERDAY, "3 days ago 14", NO_VALUE_BUT_WHEN.format(said="3 days ago")),
    ],
)
def test_a_day_alone_is_no_value(words: str, day: date, note: str, why: str) -> None:
    assert said(words, TODAY, unit="days", near=NEAR) == Dated(day, note, why)


@pytest.mark.parametrize(
    ("words", "value", "day", "note", "why"),
    [
        ("12 in 3 days", 12, TODAY, "in 3 days", TO_COME.format(said="in 3 days")),
        ("tomorrow 12", 12, TODAY, "", TO_COME.format(said="tomorrow")),
        ("12 on 3/4", 12, TODAY, "", NOT_TOLD.format(said="3/4")),
        ("3/4: 12", 12, TODAY, "", NOT_TOLD.format(said="3/4")),
        ("Friday, 19 November: 14", 14, TODAY, "", NOT_TOLD.format(said="Friday, 19 November")),
        ("yesterday, 20 November: 14", 14, TODAY, "", NOT_TOLD.format(said="yesterday, 20 November")),
        ("tomorrow 2 of us counted 14", 2, TODAY, "of us counted 14", TO_COME.format(said="tomorrow")),
        ("14 d - tomorrow", 14, TODAY, "", TO_COME.format(said="tomorrow")),
        ("14 d - 3/4", 14, TODAY, "", NOT_TOLD.format(said="3/4")),
        ("14 Fri 19 Nov", 14, TODAY, "", NOT_TOLD.format(said="Fri 19 Nov")),
        ("14 on Friday the 19th", 14, TODAY, "", NOT_TOLD.format(said="Friday the 19th")),
        ("Friday 20", 20, FRIDAY, "", MAY_BE_THE_DAY.format(said="20")),
        ("Friday, 20: 14", 20, FRIDAY, "14", MAY_BE_THE_DAY.format(said="20")),
        ("Friday 13: 14", 13, FRIDAY, "14", MORE_NUMBERS),
        ("yesterday 10.30 14", Decimal("10.3"), YESTERDAY, "14", MORE_NUMBERS),
        ("yesterday 22: 14", 22, YESTERDAY, "14", MAY_BE_THE_DAY.format(said="22")),
        ("yesterday 22", 22, YESTERDAY, "", MAY_BE_THE_DAY.format(said="22")),
        ("last Friday, 20 novembre", 20, FRIDAY, "novembre", MAY_BE_THE_DAY.format(said="20")),
        ("yesterday 2 of us counted 14", 2, YESTERDAY, "of us counted 14", MORE_NUMBERS),
        ("Friday 9 d: 14", 9, FRIDAY, "14", MORE_NUMBERS),
    ],
)
def test_a_day_to_come_or_that_can_not_be_told_is_asked_for(
    words: str, value: int, day: date, note: str, why: str
) -> None:
    assert said(words, TODAY, unit="days", near=NEAR) == Said(Decimal(value), Dated(day, note, why))


@pytest.mark.parametrize(
    ("words", "may_be"),
    [
        ("3 June 14", "This may be 3 on Sun 14 Jun or 14 on Wed 3 Jun:"),
        ("5 may 3 d late", "This may be 5 on Sun 3 May or 3 on Tue 5 May:"),
        ("3 June 1200 came", "This may be 3 on Mon 23 Nov or 1,200 on Wed 3 Jun:"),
    ],
)
def test_where_either_number_may_be_the_value_both_are_told(words: str, may_be: str) -> None:
    found = said(words, TODAY, unit="days", near=NEAR)
    assert isinstance(found, Said)
    assert may_be in found.of.why


def test_what_is_known_of_the_indicator_still_speaks_on_both_sides_of_a_day() -> None:
    for words in ("1,200 d on Friday", "on Friday 1,200 d"):
        found = said(words, TODAY, unit="days", near=Decimal(30))
        assert isinstance(found, Said)
        assert found.of.day == FRIDAY
        assert "This may be 1.2 or 1200:" in found.of.why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", NO_NUMBER),
        ("many", NO_NUMBER),
        ("3/4", NO_NUMBER),
        ("16 hours", "in hours,"),
        ("14 - 16", "in -,"),
        ("2 - 3 days ago", "“2 - 3 days ago”"),
        ("2 -3 June: 14", "“2 -3 June”"),
        ("13 – 14 March: 20", "“13 – 14 March”"),
        ("2 to 3 June 14", "“2 to 3 June”"),
        ("2 or 3 days ago", "“2 or 3 days ago”"),
        ("3 pm: 14", "“3 pm”"),
        ("2 hours ago", "hours"),
    ],
)
def test_what_is_neither_is_said(words: str, why: str) -> None:
    found = said(words, TODAY, unit="days", near=NEAR)
    assert isinstance(found, str)
    assert why in found


@given(st.text(max_size=100), st.sampled_from(["", "days", "€"]))
def test_nothing_that_is_typed_breaks_it(words: str, unit: str) -> None:
    found = said(words, TODAY, unit=unit, near=NEAR)
    of = found.of if isinstance(found, Said) else found
    assert isinstance(of, str) or of.day <= TODAY
