from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.indicators.rules import numbers, pasting
from bot.features.indicators.rules.pasting import Problem, pasted
from bot.features.indicators.values import Read
from tests.features.indicators.factories import TODAY

MARCH_1 = date(2026, 3, 1)


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-01, 14.5",
        "2026-03-01\t14,5 h",
        "1.3.2026;14,5",
        "01.03.2026 ; 14,5 h ;",
        '"2026-03-01","14.5"',
        "2026-3-1,14,5",
        '2026-03-01,"14,5"',
        '2026-03-01;"14,5 h";',
        '"2026-03-01"\t"14,5"\r',
    ],
)
def test_a_line_is_a_day_and_a_value(line: str) -> None:
    assert pasted(line, TODAY, unit="h").reads == (Read(MARCH_1, Decimal("14.5")),)


def test_a_heading_empty_lines_and_notes_are_understood() -> None:
    text = "Day; Hours; Why\n\n2026-03-01; 1.234,5; after  the move\n2026-02-27; 9\n"
    understood = pasted(text, TODAY)
    assert understood.reads == (
        Read(MARCH_1, Decimal("1234.5"), "after the move"),
        Read(date(2026, 2, 27), Decimal(9)),
    )
    assert understood.problems == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("yesterday; 14.5", MARCH_1),
        ("on Sunday, 14.5", MARCH_1),
        ("Sun. 14.5", None),
        ("Fri.\t14.5 h", date(2026, 2, 27)),
        ("3 days ago, 14,5", date(2026, 2, 27)),
        ("the 27th; 14.5", date(2026, 2, 27)),
        ("27 February; 14.5", date(2026, 2, 27)),
        ("December 24th, 14.5", date(2025, 12, 24)),
        ("December 24, 2024, 14.5", date(2024, 12, 24)),
        ('"December 24, 2024",14.5', date(2024, 12, 24)),
        ("27.2.; 14,5", date(2026, 2, 27)),
        ("27/2, 14.5", date(2026, 2, 27)),
        ("Friday, 27 February, 14.5", date(2026, 2, 27)),
        ("Fri 27 Feb; 14.5", date(2026, 2, 27)),
        ("on Friday, February 27, 2026, 14.5", date(2026, 2, 27)),
        ('"Friday, 27 February",14.5', date(2026, 2, 27)),
        ("Friday the 27th, 14.5", date(2026, 2, 27)),
        ("yesterday, 1 March, 14.5", MARCH_1),
        ("27 February, Friday, 14.5", date(2026, 2, 27)),
        ("2026/02/27, 14.5", date(2026, 2, 27)),
        ("1 000 days ago, 14.5", date(2023, 6, 6)),
        ("1,000 days ago, 14.5", date(2023, 6, 6)),
        ("the 31st, 14.5", date(2026, 1, 31)),
        ("29 Feb, 14.5", date(2024, 2, 29)),
        ("Friday's; 14.5", None),
        ("6 days; 14.5", None),
    ],
)
def test_a_day_may_be_in_the_words_of_a_single_reading(line: str, day: date | None) -> None:
    assert [read.day for read in pasted(line, TODAY, unit="h").reads] == ([day] if day else [])


def test_a_comma_divides_a_note_where_the_rest_is_no_number() -> None:
    assert pasted("2026-03-01,1,234", TODAY).reads == (Read(MARCH_1, Decimal(1234)),)
    assert pasted("2026-03-01,14,holiday", TODAY).reads == (Read(MARCH_1, Decimal(14), "holiday"),)


@pytest.mark.parametrize(
    "line", ['2026-03-01,"1,234"', '2026-03-01\t"1,234"', '2026-03-01;"1,234"', "2026-03-01,1,234"]
)
@pytest.mark.parametrize(("near", "value"), [("900", "1234"), ("2", "1.234")])
def test_a_quoted_value_is_read_as_it_is_without_quotes(line: str, near: str, value: str) -> None:
    assert pasted(line, TODAY, near=Decimal(near)).reads == (Read(MARCH_1, Decimal(value)),)


def test_a_quoted_note_may_hold_what_divides_and_quotes() -> None:
    line = '"2026-03-01","14","sunny, then ""rain"""'
    assert pasted(line, TODAY).reads == (Read(MARCH_1, Decimal(14), 'sunny, then "rain"'),)
    assert pasted("2026-03-01, 14, sunny, warm", TODAY).reads == (Read(MARCH_1, Decimal(14), "sunny, warm"),)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("someday, 4", pasting.NO_DAY),
        ("2026-02-30, 4", pasting.NO_DAY),
        ("2026-03-03, 4", pasting.FUTURE),
        ("20/25/2026, 4", pasting.NO_DAY),
        ("2026-03-01, many", pasting.NO_VALUE),
        ("2026-03-01", pasting.NO_VALUE),
        ("0001-01-01;5", pasting.LONG_AGO),
        (
            "1/2/2026, 4",
            "1/2/2026 may be 1 February or 2 January: which is the month? Write days like 2026-02-01",
        ),
        ("2026-03-01, 4 min", numbers.OTHER_UNIT.format(said="min", unit="h")),
        ("2026-02-01, 5", pasting.TWICE.format(line=1)),
        ("1 February, 5", pasting.TWICE.format(line=1)),
        ("tomorrow, 4", pasting.FUTURE),
        ("in 3 days, 4", pasting.FUTURE),
        ("30 February, 4", pasting.NO_DAY),
        ("Friday, 26 February, 4", pasting.NO_DAY),
        ("yesterday 3 pm, 4", pasting.NO_DAY),
        ("yesterday, 3 pm, 4", numbers.OTHER_UNIT.format(said="pm", unit="h")),
        ("Friday, 27 February", pasting.NO_VALUE),
        ("Friday, 27, 4", pasting.DATE_OR_VALUE.format(said="27", example="2026-02-27")),
        ("yesterday\t1\t4", pasting.DATE_OR_VALUE.format(said="1", example="2026-03-01")),
        ("December 24, 2024", pasting.YEAR_OR_VALUE.format(year=2024, example="2025-12-24")),
        ("December 24, 2024,", pasting.YEAR_OR_VALUE.format(year=2024, example="2025-12-24")),
        ("December 24th, 1950", pasting.YEAR_OR_VALUE.format(year=1950, example="2025-12-24")),
        ("24 December, 2026", pasting.YEAR_OR_VALUE.format(year=2026, example="2025-12-24")),
        ("Tuesday, December 24, 2024", pasting.NO_VALUE),  # in 2025 it was no Tuesday
        ("December 24, 2024, counted", pasting.YEAR_OR_VALUE.format(year=2024, example="2025-12-24")),
        ('"December 24, 2024"', pasting.NO_VALUE),
        ("December 24, 2024;", pasting.NO_VALUE),
        ("December 24 2024", pasting.NO_VALUE),
        (
            "1/2, 4",
            "1/2 may be 1 February or 2 January: which is the month? Write days like 2026-02-01",
        ),
    ],
)
def test_what_can_not_be_read_is_named_by_its_line(line: str, says: str) -> None:
    assert pasted(f"2026-02-01, 4\n{line}", TODAY, unit="h").problems == (Problem(2, says),)


def test_one_day_beyond_twelve_shows_which_number_is_the_month() -> None:
    assert [read.day for read in pasted("1/2/2026, 4\n13/2/2026, 5", TODAY).reads] == [
        date(2026, 2, 1),
        date(2026, 2, 13),
    ]
    assert [read.day for read in pasted("1/2/2026, 4\n1/13/2026, 5", TODAY).reads] == [
        date(2026, 1, 2),
        date(2026, 1, 13),
    ]
    mixed = pasted("13/1/2026, 4\n1/13/2026, 5\n", TODAY).problems
    assert [problem.says for problem in mixed] == [pasting.MIXED.format(example="2026-01-13")] * 2


def test_more_lines_than_have_room_are_a_problem() -> None:
    lines = [f"{TODAY - timedelta(days=day)}, 4" for day in range(501)]
    understood = pasted("\n".join(lines), TODAY)
    assert (len(understood.reads), understood.problems) == (500, (Problem(501, pasting.TOO_MANY),))


@given(st.text(max_size=200))
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    understood = pasted(text, TODAY)
    assert all(read.day <= TODAY for read in understood.reads)


@given(
    st.dictionaries(
        st.dates(date(2020, 1, 1), TODAY), st.decimals(-10_000, 10_000, places=2), min_size=1, max_size=20
    ),
    st.sampled_from(["\t", ";"]),
)
def test_what_a_sheet_writes_is_read_whole(table: dict[date, Decimal], divider: str) -> None:
    text = "\n".join(f"{day}{divider}{value}" for day, value in table.items())
    assert pasted(text, TODAY).reads == tuple(Read(day, value) for day, value in table.items())
