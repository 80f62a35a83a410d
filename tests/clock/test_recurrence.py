"""Which dates, which moments: by example, and by properties over all zones."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.clock.recurrence import (
    LastWorkingDay,
    Occurrence,
    OnDate,
    Schedule,
    Weekly,
    as_json,
    in_words,
    moment_of,
    next_day,
    next_occurrence,
    schedule_from_json,
)

MONDAY, TUESDAY, THURSDAY = 0, 1, 3
ANCHOR = date(2026, 1, 5)  # a Monday
TUESDAYS = Weekly(frozenset({TUESDAY}), anchor=ANCHOR)


@pytest.mark.parametrize(
    ("schedule", "after", "expected"),
    [
        (TUESDAYS, date(2026, 3, 2), date(2026, 3, 3)),
        (TUESDAYS, date(2026, 3, 3), date(2026, 3, 10)),
        (Weekly(frozenset({TUESDAY}), every=2, anchor=ANCHOR), date(2026, 1, 6), date(2026, 1, 20)),
        (Weekly(frozenset({TUESDAY}), every=2, anchor=ANCHOR), date(2026, 1, 13), date(2026, 1, 20)),
        (Weekly(frozenset({TUESDAY}), every=2, anchor=date(2026, 1, 11)), date(2026, 1, 5), date(2026, 1, 6)),
        (Weekly(frozenset({TUESDAY}), every=2, anchor=ANCHOR), date(2025, 12, 1), date(2025, 12, 9)),
        (Weekly(frozenset({MONDAY, THURSDAY}), every=3, anchor=ANCHOR), date(2026, 1, 5), date(2026, 1, 8)),
        (Weekly(frozenset({MONDAY, THURSDAY}), every=3, anchor=ANCHOR), date(2026, 1, 8), date(2026, 1, 26)),
        (Weekly(frozenset({5, 6}), anchor=ANCHOR), date(2024, 2, 24), date(2024, 2, 25)),
        (Weekly(frozenset({THURSDAY}), anchor=ANCHOR), date(2024, 2, 28), date(2024, 2, 29)),
        (Weekly(frozenset({THURSDAY}), anchor=ANCHOR), date(2026, 12, 31), date(2027, 1, 7)),
        (LastWorkingDay(), date(2026, 1, 1), date(2026, 1, 30)),
        (LastWorkingDay(), date(2026, 1, 30), date(2026, 2, 27)),
        (LastWorkingDay(), date(2026, 1, 31), date(2026, 2, 27)),
        (LastWorkingDay(), date(2024, 2, 1), date(2024, 2, 29)),
        (LastWorkingDay(), date(2026, 5, 28), date(2026, 5, 29)),
        (LastWorkingDay(), date(2026, 12, 31), date(2027, 1, 29)),
        (OnDate(date(2026, 3, 3)), date(2026, 3, 2), date(2026, 3, 3)),
        (OnDate(date(2026, 3, 3)), date(2026, 3, 3), None),
    ],
)
def test_the_next_date(schedule: Schedule, after: date, expected: date | None) -> None:
    assert next_day(schedule, after) == expected


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", date(2026, 1, 6), time(10), datetime(2026, 1, 6, 9, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 1, 6), time(10), datetime(2026, 1, 6, 4, 15, tzinfo=UTC)),
        ("Pacific/Chatham", date(2026, 1, 6), time(10), datetime(2026, 1, 5, 20, 15, tzinfo=UTC)),
        # gaps: forward with the clock
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), datetime(2026, 10, 3, 15, 40, tzinfo=UTC)),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), datetime(2026, 4, 23, 22, 30, tzinfo=UTC)),
        ("Asia/Beirut", date(2026, 3, 29), time(0), datetime(2026, 3, 28, 22, tzinfo=UTC)),
        # a gap that ends the day: the occurrence is still that day's
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # overlaps: the first of the two
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        ("Africa/Casablanca", date(2026, 2, 15), time(2, 30), datetime(2026, 2, 15, 1, 30, tzinfo=UTC)),
        # a date that was skipped, and its neighbours
        ("Pacific/Apia", date(2011, 12, 29), time(10), datetime(2011, 12, 29, 20, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), time(10), None),
        ("Pacific/Apia", date(2011, 12, 31), time(10), datetime(2011, 12, 30, 20, tzinfo=UTC)),
    ],
)
def test_the_moment_of_a_local_time(zone: str, day: date, at: time, expected: datetime | None) -> None:
    assert moment_of(day, at, ZoneInfo(zone)) == expected


def test_an_occurrence_that_is_done_does_not_come_again() -> None:
    zone, before = ZoneInfo("Europe/Berlin"), datetime(2026, 1, 6, 8, tzinfo=UTC)
    first = next_occurrence(TUESDAYS, time(10), zone, after=before, done=None)
    second = next_occurrence(TUESDAYS, time(10), zone, after=before, done=date(2026, 1, 6))
    assert first == Occurrence(date(2026, 1, 6), datetime(2026, 1, 6, 9, tzinfo=UTC))
    assert second == Occurrence(date(2026, 1, 13), datetime(2026, 1, 13, 9, tzinfo=UTC))


def test_what_is_due_at_this_very_moment_is_past() -> None:
    now = datetime(2026, 1, 6, 10, tzinfo=UTC)
    found = next_occurrence(TUESDAYS, time(10), ZoneInfo("UTC"), after=now, done=None)
    assert found == Occurrence(date(2026, 1, 13), datetime(2026, 1, 13, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (TUESDAYS, "every Tuesday"),
        (Weekly(frozenset({3, 0}), anchor=ANCHOR), "every Monday and Thursday"),
        (Weekly(frozenset({3, 0}), every=2, anchor=ANCHOR), "every second week on Monday and Thursday"),
        (Weekly(frozenset({4}), every=6, anchor=ANCHOR), "every 6 weeks on Friday"),
        (Weekly(frozenset(range(5)), anchor=ANCHOR), "every weekday"),
        (Weekly(frozenset(range(7)), anchor=ANCHOR), "every day"),
        (LastWorkingDay(), "the last working day of each month"),
        (OnDate(date(2026, 3, 3)), "on Tue 3 Mar 2026"),
    ],
)
def test_in_words_and_there_and_back_again(schedule: Schedule, words: str) -> None:
    assert in_words(schedule) == words
    assert schedule_from_json(as_json(schedule)) == schedule


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"weekdays": [], "every": 1, "anchor": "2026-01-05"},
        {"on": "soon"},
        {"weekdays": [1], "every": "2"},
    ],
)
def test_what_is_no_schedule_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        schedule_from_json(stored)


@pytest.mark.parametrize(
    ("weekdays", "every"), [(frozenset[int](), 1), (frozenset({7}), 1), (frozenset({1}), 0)]
)
def test_a_week_that_can_not_be_is_refused(weekdays: frozenset[int], every: int) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Weekly(weekdays, every=every, anchor=ANCHOR)
