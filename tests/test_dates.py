"""Days in people's words, as a table; said on Thursday 5 November 2026 unless a row says otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.names import Understood
from bot.dates.spans import is_far, month_end, months_later, quarter_end, week_end
from bot.dates.words import LONGEST, day_in, leading_day

THURSDAY = date(2026, 11, 5)
SATURDAY = date(2026, 11, 7)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-05"),
        ("Tomorrow", "2026-11-06"),
        ("in 3 weeks", "2026-11-26"),
        ("in a week", "2026-11-12"),
        ("in two days", "2026-11-07"),
        ("within 10 days", "2026-11-15"),
        ("in 2 months", "2027-01-05"),
        ("in one quarter", "2027-02-05"),
        ("in a year", "2027-11-05"),
        ("three weeks from now", "2026-11-26"),
        ("6 weeks", "2026-12-17"),
        ("this week", "2026-11-06"),
        ("end of week", "2026-11-06"),
        ("EOW", "2026-11-06"),
        ("next week", "2026-11-13"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("eom", "2026-11-30"),
        ("this quarter", "2026-12-31"),
        ("end of next quarter", "2027-03-31"),
        ("by the end of next quarter.", "2027-03-31"),
        ("end of year", "2026-12-31"),
        ("next year", "2027-12-31"),
        ("Q4", "2026-12-31"),
        ("Q1", "2027-03-31"),
        ("end of Q3", "2027-09-30"),
        ("Q2 2028", "2028-06-30"),
        ("Friday", "2026-11-06"),
        ("by friday", "2026-11-06"),
        ("Thursday", "2026-11-12"),
        ("this Thursday", "2026-11-05"),
        ("thurs", "2026-11-12"),
        ("next Friday", "2026-11-13"),
        ("next Monday", "2026-11-09"),
        ("last Friday", "2026-10-30"),
        ("last Thursday", "2026-10-29"),
        ("yesterday", "2026-11-04"),
        ("3 days ago", "2026-11-02"),
        ("a quarter ago", "2026-08-05"),
        ("12 March", "2027-03-12"),
        ("12th of March", "2027-03-12"),
        ("March 12", "2027-03-12"),
        ("Mar 12th, 2028", "2028-03-12"),
        ("5 November", "2026-11-05"),
        ("4 Nov", "2027-11-04"),
        ("5 Sept", "2027-09-05"),
        ("29 February", "2028-02-29"),
        ("12 March 2020", "2020-03-12"),
        ("end of March", "2027-03-31"),
        ("end of February", "2027-02-28"),
        ("mid-December", "2026-12-15"),
        ("15th", "2026-11-15"),
        ("the 5th", "2026-11-05"),
        ("by the 3rd", "2026-12-03"),
        ("2027-03-12", "2027-03-12"),
        ("12.3.", "2027-03-12"),
        ("12.3.2028", "2028-03-12"),
        ("3.12.", "2026-12-03"),
        ("25/12", "2026-12-25"),
        ("12/25", "2026-12-25"),
        ("12. März", "2027-03-12"),
        ("in 3 Wochen", "2026-11-26"),
        ("demain", "2026-11-06"),
    ],
)
def test_the_day_that_words_mean(words: str, day: str) -> None:
    assert day_in(words, THURSDAY) == Understood(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("end of week", SATURDAY, "2026-11-08"),
        ("next week", SATURDAY, "2026-11-13"),
        ("Saturday", SATURDAY, "2026-11-14"),
        ("next Friday", date(2026, 11, 2), "2026-11-13"),
        ("end of next quarter", date(2026, 12, 31), "2027-03-31"),
        ("end of month", date(2028, 2, 1), "2028-02-29"),
        ("in a month", date(2027, 1, 31), "2027-02-28"),
        ("in a year", date(2028, 2, 29), "2029-02-28"),
        ("1 January", date(2026, 12, 31), "2027-01-01"),
        ("tomorrow", date(2026, 12, 31), "2027-01-01"),
        ("next Monday", date(2026, 12, 31), "2027-01-04"),
        ("15th", date(2026, 11, 23), "2026-12-15"),
        ("the 31st", date(2026, 11, 23), "2026-12-31"),
        ("30th", date(2027, 1, 31), "2027-03-30"),
        ("29th", date(2028, 2, 1), "2028-02-29"),
    ],
)
def test_where_months_and_years_turn(words: str, today: date, day: str) -> None:
    assert day_in(words, today) == Understood(date.fromisoformat(day))


@pytest.mark.parametrize(
    "words", ["end of cycle", "by the end of the cycle", "end of this cycle", "cycle's end", "the cycle"]
)
def test_the_end_of_the_cycle_is_understood_where_it_is_known(words: str) -> None:
    assert day_in(words, THURSDAY, cycle_end=SATURDAY) == Understood(SATURDAY)
    assert day_in(words, THURSDAY) is None


def test_numbers_that_may_be_two_days_tell_both() -> None:
    assert day_in("12/3", THURSDAY) == Understood(date(2027, 3, 12), date(2026, 12, 3))
    assert day_in("12/3/27", THURSDAY) == Understood(date(2027, 3, 12), date(2027, 12, 3))
    assert day_in("4-4", THURSDAY) == Understood(date(2027, 4, 4))


@pytest.mark.parametrize(
    "words", ["", "  ", "soon", "when it is ready", "30 February", "2027-02-30", "13/13", "Q5", "x" * 5_000]
)
def test_words_that_name_no_day(words: str) -> None:
    assert day_in(words, THURSDAY) is None


@given(st.text(max_size=LONGEST), DAYS)
def test_whatever_is_written_nothing_breaks(words: str, today: date) -> None:
    day_in(words, today)
    leading_day(words, today)


@pytest.mark.parametrize(
    ("words", "said", "day", "is_sure"),
    [
        ("Thursday", "Thursday", "2026-11-05", True),
        ("last Thursday, at noon", "last Thursday", "2026-10-29", True),
        ("6 November", "6 November", "2025-11-06", True),
        ("the 5th of November 2026: cold", "the 5th of November 2026", "2026-11-05", True),
        ("3. Juno", None, "", False),
        ("3.12. late", "3.12.", "2025-12-03", True),
        ("29 February", "29 February", "2024-02-29", True),
        ("6d ago", "6d ago", "2026-10-30", True),
        ("Two Weeks ago.", "Two Weeks ago", "2026-10-22", True),
        ("tomorrow)", "tomorrow", "2026-11-06", True),
        ("wed night", "wed", "2026-11-04", False),
        ("the 6th", "the 6th", "2026-10-06", False),
        ("the 31st", "the 31st", "2026-10-31", False),
        ("in 3 days", "in 3 days", "2026-11-08", False),
        ("month 3", None, "", False),
        ("Fri, 30 October: 14", "Fri, 30 October", "2026-10-30", True),
        ("yesterday 4/11 14", "yesterday 4/11", "2026-11-04", True),
        ("4 Nov., Wed 14", "4 Nov., Wed", "2026-11-04", True),
        ("Wed the 3rd time", "Wed", "2026-11-04", False),
        ("4 November sat waiting", "4 November", "2026-11-04", True),
        ("1 000 days ago", "1 000 days ago", "2024-02-09", True),
        ("6 days", None, "", False),
        ("at noon on Friday", None, "", False),
    ],
)
def test_words_may_begin_with_a_day_the_last_that_has_come(
    words: str, said: str | None, day: str, is_sure: bool
) -> None:
    found = leading_day(words, THURSDAY)
    if said is None:
        assert found is None
        return
    assert found is not None
    assert (found.said, found.said + found.rest, found.is_sure) == (said, words, is_sure)
    assert found.understood == Understood(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("the 31st", date(2026, 3, 1), "2026-01-31"),
        ("the 30th", date(2026, 3, 18), "2026-01-30"),
        ("the 29th", date(2026, 3, 18), "2026-01-29"),
        ("the 29th", date(2028, 3, 18), "2028-02-29"),
        ("the 31st", date(2026, 6, 15), "2026-05-31"),
        ("the 31st", date(2026, 7, 1), "2026-05-31"),
        ("the 31st", date(2026, 7, 31), "2026-07-31"),
        ("the 1st", date(2026, 3, 31), "2026-03-01"),
        ("29 Feb", date(2026, 3, 18), "2024-02-29"),
        ("29.2.", date(2027, 12, 31), "2024-02-29"),
        ("2/29", date(2028, 2, 29), "2028-02-29"),
        ("29 Feb", date(1903, 3, 1), "1896-02-29"),
        ("28 Feb", date(2026, 2, 27), "2025-02-28"),
    ],
)
def test_the_last_such_day_may_lie_beyond_a_month_or_years_that_have_none(
    words: str, today: date, day: str
) -> None:
    found = leading_day(words, today)
    assert found is not None
    assert found.understood == Understood(date.fromisoformat(day))


def test_a_day_that_there_is_not_is_named_all_the_same() -> None:
    found = leading_day("31 Feb or so", THURSDAY)
    assert found is not None
    assert (found.said, found.understood) == ("31 Feb", None)


@pytest.mark.parametrize(
    "words", ["Friday, 4 November", "yesterday, 3 November", "Wed the 3rd", "4/11, Monday"]
)
def test_a_day_whose_two_names_disagree_is_none(words: str) -> None:
    found = leading_day(words, THURSDAY)
    assert found is not None
    assert (found.said, found.understood, found.is_sure) == (words, None, True)


@given(DAYS, st.integers(0, 40))
def test_ends_lie_in_their_span_and_in_order(day: date, later: int) -> None:
    for end in (month_end, quarter_end, week_end):
        assert day <= end(day) <= end(day, later) < end(day, later + 1)
    for month in (month_end(day, later), quarter_end(day, later)):
        assert (month + timedelta(days=1)).day == 1
    assert months_later(day, later).day in (day.day, month_end(day, later).day)


@pytest.mark.parametrize(
    ("day", "far"),
    [(date(2036, 11, 5), False), (date(2036, 11, 6), True), (date.max, True), (date(1990, 1, 1), False)],
)
def test_a_day_more_than_ten_years_ahead_is_far(day: date, far: bool) -> None:
    assert is_far(day, THURSDAY) is far
