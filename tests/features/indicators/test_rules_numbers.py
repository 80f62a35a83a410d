from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.indicators.rules.numbers import (
    NO_NUMBER,
    Amount,
    amount_words,
    leading_amount,
    number_words,
    read_amount,
    two_ways,
    wrong_unit,
)

NUMBERS = st.decimals(min_value=-(10**14), max_value=10**14, places=4)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("14", "14", ""),
        ("14 h", "14", "h"),
        ("1,234.5", "1234.5", ""),
        ("1.234,5", "1234.5", ""),
        ("1 234 567", "1234567", ""),
        ("1’234.50 CHF", "1234.5", "CHF"),
        ("1.234.567", "1234567", ""),
        ("12,345,678", "12345678", ""),
        ("12 %", "12", "%"),
        ("12%", "12", "%"),
        ("€ 3k", "3000", "€"),
        ("€3.5k", "3500", "€"),
        ("2M", "2000000", ""),
        ("3 km", "3", "km"),
        ("−5", "-5", ""),
        ("-€ 5", "-5", "€"),
        ("€ -5", "-5", "€"),
        ("+7", "7", ""),
        ("0,5", "0.5", ""),
        (".5", "0.5", ""),
        ("0.125", "0.125", ""),
        ("1,5", "1.5", ""),
        ("12,3456", "12.3456", ""),
        ("1,234", "1234", ""),
        ("1.234", "1.234", ""),
        ("40 m2", "40", "m2"),
        ("٤٢", "42", ""),
        ("１２．５", "12.5", ""),
        (" 7 days ", "7", "days"),
        ("1\u202f200\u00a0h", "1200", "h"),
    ],
)
def test_what_people_write_is_understood(written: str, value: str, unit: str) -> None:
    found = read_amount(written)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "written",
    ["", "  ", "many", "1/2", "12/30", "1e5", "1.2.3", "1,23,456", "12 34", "1-2", "--5", "€ 5 %", "3 x 4",
     "5.", "1,2345.6", "NaN", "Infinity", "9" * 16, "0.1234567", "5 of everything here"],
)  # fmt: skip
def test_what_can_mean_two_things_or_none_is_not_guessed(written: str) -> None:
    assert read_amount(written) is None


@pytest.mark.parametrize(
    ("written", "near", "value"),
    [("1.234", "1500", "1234"), ("1,234", "2", "1.234"), ("1,234", "0", "1234"), ("1.234", "-900", "1234")],
)
def test_an_ambiguous_separator_is_read_by_what_is_known(written: str, near: str, value: str) -> None:
    assert read_amount(written, near=Decimal(near)) == Amount(Decimal(value), "")


@pytest.mark.parametrize(
    ("words", "near", "may_be"),
    [("1,234", 30, "1.234 or 1234"), ("1,200 days on Friday", 30, "1.2 or 1200"), ("1.234", 1500, "1234 or 1.234"),
     ("-1.234 d", 900, "-1234 or -1.234")],
)  # fmt: skip
def test_where_what_is_known_speaks_against_the_usual_reading_both_are_told(
    words: str, near: int, may_be: str
) -> None:
    assert f"This may be {may_be}:" in two_ways(words, unit="days", near=Decimal(near))


@pytest.mark.parametrize("words", ["1,234", "1.234,5", "1234", "14 days", "many", "14 hours", "1,23"])
def test_what_can_be_read_in_one_way_is_not_asked_for(words: str) -> None:
    assert two_ways(words, unit="days", near=Decimal(3000)) == ""
    assert two_ways("1.234", unit="days", near=Decimal(30)) == ""


def test_the_indicators_own_unit_is_no_scale() -> None:
    assert read_amount("300 K", unit="K") == Amount(Decimal(300), "K")
    assert read_amount("3 k€", unit="k€") == Amount(Decimal(3), "k€")
    assert read_amount("3 k€", unit="€") == Amount(Decimal(3000), "€")


@pytest.mark.parametrize(
    ("words", "value", "rest"),
    [("16 after the new rota", 16, "after the new rota"), ("16 days counted", 16, "counted"),
     ("16 d counted", 16, "counted"), ("1 200 days", 1200, ""), ("16", 16, ""), ("16 on 3 June", 16, "on 3 June"),
     ("16 days, counted on Monday", 16, "counted on Monday"), ("16, nobody came", 16, "nobody came"),
     ("16 2026-11-20", 16, "2026-11-20"), ("16 3 June", 16, "3 June")],
)  # fmt: skip
def test_words_may_follow_a_number(words: str, value: int, rest: str) -> None:
    assert leading_amount(words, unit="days") == (Decimal(value), rest)


@pytest.mark.parametrize(
    ("words", "why"),
    [("16 hours", "in hours,"), ("16 hours after noon", "in hours,"), ("16h", "in h,"), ("16 ms the 15th", "in ms,"), ("16 % of them", "in %"),
     ("€ 16", "in €"), ("-1e5", NO_NUMBER), ("many", NO_NUMBER)],
)  # fmt: skip
def test_another_unit_is_none_of_the_words_that_follow(words: str, why: str) -> None:
    said = leading_amount(words, unit="days")
    assert isinstance(said, str)
    assert why in said


def test_a_unit_goes_by_its_other_names_too() -> None:
    assert wrong_unit("hours", "h") == wrong_unit("Hr", "hours") == wrong_unit("percent", "%") == ""
    assert wrong_unit("hours", "days") != ""


def test_the_example_in_an_error_can_mean_one_number_only() -> None:
    for near in (None, Decimal(2), Decimal(2000)):
        assert read_amount("1200", near=near) == Amount(Decimal(1200), "")
    assert "1200" in NO_NUMBER


@given(NUMBERS)
def test_what_is_written_back_is_read_again(value: Decimal) -> None:
    assert read_amount(amount_words(value, "h"), near=value) == Amount(value, "h")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("1234.50", "h", "1,234.5 h"), ("100", "", "100"), ("3000", "€", "€ 3,000"), ("-0.50", "%", "-0.5 %")],
)
def test_numbers_are_written_plainly(value: str, unit: str, said: str) -> None:
    assert amount_words(Decimal(value), unit) == said


def test_zero_has_no_sign() -> None:
    found = read_amount("-0")
    assert found is not None
    assert number_words(found.value) == "0"
