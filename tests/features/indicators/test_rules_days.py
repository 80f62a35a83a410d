from datetime import date

import pytest

from bot.features.indicators.rules.days import ending_day, is_long_ago

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("words", "day", "note"),
    [
        ("on 3 June", date(2026, 6, 3), ""),
        ("after the fair on June 3rd", date(2026, 6, 3), "after the fair"),
        ("on 24 December", date(2025, 12, 24), ""),
        ("on 24 December 2026", date(2026, 12, 24), ""),
        ("on Friday", date(2026, 11, 20), ""),
        ("on 2026-11-02", date(2026, 11, 2), ""),
        ("counted yesterday", date(2026, 11, 22), "counted"),
        ("today", TODAY, ""),
    ],
)
def test_words_may_end_with_a_day_that_has_come(words: str, day: date, note: str) -> None:
    assert ending_day(words, TODAY) == (day, note)


@pytest.mark.parametrize(
    "words", ["", "after the fair", "on and off", "the team on call", "on 3/4", "on 30 February"]
)
def test_other_words_are_a_note(words: str) -> None:
    assert ending_day(words, TODAY) is None


def test_half_a_century_back_nobody_measured() -> None:
    assert is_long_ago(date(1, 1, 1), TODAY)
    assert not is_long_ago(date(1999, 12, 31), TODAY)
