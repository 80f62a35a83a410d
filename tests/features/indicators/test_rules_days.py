from datetime import date

import pytest

from bot.features.indicators.rules.days import NOT_TOLD, TO_COME, Dated, dated, is_long_ago

TODAY = date(2026, 11, 23)  # a Monday
FRIDAY, YESTERDAY, JUNE = date(2026, 11, 20), date(2026, 11, 22), date(2026, 6, 3)


@pytest.mark.parametrize(
    ("words", "day", "note"),
    [
        ("on 3 June", JUNE, ""),
        ("on June 3rd after the fair", JUNE, "after the fair"),
        ("3 June", JUNE, ""),
        ("June 3, 2026, counted twice", JUNE, "counted twice"),
        ("on the 3rd of June", JUNE, ""),
        ("3.6. counted", JUNE, "counted"),
        ("on 24 December", date(2025, 12, 24), ""),
        ("on Friday", FRIDAY, ""),
        ("Friday", FRIDAY, ""),
        ("fri", FRIDAY, ""),
        ("on Fri. before noon", FRIDAY, "before noon"),
        ("last friday", FRIDAY, ""),
        ("on Monday", TODAY, ""),
        ("last Monday", date(2026, 11, 16), ""),
        ("2026-11-20", FRIDAY, ""),
        ("on 2026-11-20: the rota changed", FRIDAY, "the rota changed"),
        ("11/20", FRIDAY, ""),
        ("on the 20th", FRIDAY, ""),
        ("3 days ago", FRIDAY, ""),
        ("yesterday because of snow", YESTERDAY, "because of snow"),
        ("yesterday - a holiday", YESTERDAY, "a holiday"),
        ("today", TODAY, ""),
        ("(Friday)", FRIDAY, ""),
        ("(on Friday).", FRIDAY, ""),
        ("(fri)", FRIDAY, ""),
        ("(yesterday, after the fair)", YESTERDAY, "after the fair"),
        ("(yesterday) after the fair (of books)", YESTERDAY, "after the fair (of books)"),
        ("the 20th", FRIDAY, ""),
        ("20th", FRIDAY, ""),
        ("the 20th, counted twice", FRIDAY, "counted twice"),
        ("on the 31st", date(2026, 10, 31), ""),
        ("on 29 Feb", date(2024, 2, 29), ""),
        ("Fri, counted twice", FRIDAY, "counted twice"),
        ("as of Friday", FRIDAY, ""),
        ("3 d ago", FRIDAY, ""),
        ("the day before yesterday", date(2026, 11, 21), ""),
    ],
)
def test_the_words_after_a_value_may_begin_with_a_day_that_has_come(words: str, day: date, note: str) -> None:
    assert dated(words, TODAY) == Dated(day, note)


@pytest.mark.parametrize(
    "words",
    ["", "after the fair", "on and off", "on the whole better", "on 3 occasions", "on the team's call",
     "because the meeting is on Friday", "as we said on 3 June", "counted on Monday", "nobody came yesterday",
     "left until Friday", "for the week of 16 November", "3 hours", "3 marks were missing", "sat in the office",
     "Friday's count was off", "the 3rd time", "this week", "(Friday's count was off)", "(the 3rd time)",
     "(counted on Friday)", "(", "in 3 days of rain", "in 3 hours", "within 3 days", "since Friday",
     "better than 3 days ago", "as of late", "last week was slow", "better than last week"],
)  # fmt: skip
def test_a_day_anywhere_else_is_a_word_of_the_note(words: str) -> None:
    assert dated(words, TODAY) == Dated(TODAY, words)


@pytest.mark.parametrize(
    ("words", "said", "note", "why"),
    [
        ("tomorrow", "tomorrow", "", TO_COME),
        ("on 24 December 2026 at the latest", "24 December 2026", "at the latest", TO_COME),
        ("this Friday", "this Friday", "", TO_COME),
        ("on 31 Feb", "31 Feb", "", NOT_TOLD),
        ("2026-02-31", "2026-02-31", "", NOT_TOLD),
        ("3/4 or so", "3/4", "or so", NOT_TOLD),
        ("in 3 days", "in 3 days", "in 3 days", TO_COME),
        ("last week", "last week", "last week", NOT_TOLD),
        ("(last month)", "last month", "(last month)", NOT_TOLD),
        ("end of last week, with Ben", "end of last week", "end of last week, with Ben", NOT_TOLD),
        ("a fortnight ago", "a fortnight ago", "a fortnight ago", NOT_TOLD),
        ("3 days back", "3 days back", "3 days back", NOT_TOLD),
        ("a few days ago", "a few days ago", "a few days ago", NOT_TOLD),
        ("before yesterday", "before yesterday", "before yesterday", NOT_TOLD),
    ],
)
def test_a_day_to_come_or_that_can_not_be_told_is_asked_for(
    words: str, said: str, note: str, why: str
) -> None:
    assert dated(words, TODAY) == Dated(TODAY, note, why.format(said=said))


def test_half_a_century_back_nobody_measured() -> None:
    assert is_long_ago(date(1, 1, 1), TODAY)
    assert not is_long_ago(date(1999, 12, 31), TODAY)
