"""Working days are counted where somebody lives, across weekends and clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock.workdays import add_working_days

BERLIN = ZoneInfo("Europe/Berlin")
KOLKATA = ZoneInfo("Asia/Kolkata")
RIYADH = ZoneInfo("Asia/Riyadh")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = [BERLIN, KOLKATA, NEW_YORK, *map(ZoneInfo, ["Australia/Lord_Howe", "Africa/Casablanca", "UTC"])]
WEEKENDS = st.frozensets(st.integers(0, 6), max_size=6)
STARTS = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


def local(zone: ZoneInfo, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "start", "days", "due"),
    [
        (BERLIN, "2026-11-16T10:00", 2, "2026-11-18T10:00"),
        (BERLIN, "2026-11-20T10:00", 1, "2026-11-23T10:00"),
        (BERLIN, "2026-11-19T10:00", 2, "2026-11-23T10:00"),
        (BERLIN, "2026-11-21T10:00", 0, "2026-11-23T10:00"),
        (BERLIN, "2026-11-21T10:00", 1, "2026-11-24T10:00"),
        (BERLIN, "2026-11-22T10:00", 2, "2026-11-25T10:00"),
        (BERLIN, "2026-11-16T10:00", 0, "2026-11-16T10:00"),
        (BERLIN, "2026-11-16T10:00", 10, "2026-11-30T10:00"),
        (KOLKATA, "2026-11-20T04:00", 1, "2026-11-23T04:00"),
    ],
)
def test_counts_working_days(zone: ZoneInfo, start: str, days: int, due: str) -> None:
    assert add_working_days(local(zone, start), days, zone) == local(zone, due)


def test_the_day_of_the_week_is_the_one_of_the_zone() -> None:
    still_friday_in_new_york = datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert add_working_days(still_friday_in_new_york, 1, NEW_YORK) == datetime(2026, 11, 24, 3, tzinfo=UTC)


def test_a_weekend_can_be_friday_and_saturday() -> None:
    start = local(RIYADH, "2026-11-19T09:00")
    assert add_working_days(start, 1, RIYADH, frozenset({4, 5})) == local(RIYADH, "2026-11-22T09:00")


def test_keeps_the_time_of_day_over_a_clock_change() -> None:
    start = local(BERLIN, "2026-10-23T10:00")
    due = add_working_days(start, 1, BERLIN)
    assert (due.astimezone(BERLIN).hour, due - start) == (10, timedelta(days=3, hours=1))


def test_a_skipped_time_of_day_moves_forward() -> None:
    start = local(BERLIN, "2026-03-28T02:30")
    due = add_working_days(start, 1, BERLIN, frozenset())
    assert due.astimezone(BERLIN).isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_doubled_time_of_day_means_the_first() -> None:
    due = add_working_days(local(BERLIN, "2026-10-24T02:30"), 1, BERLIN, frozenset())
    assert due.astimezone(BERLIN).isoformat() == "2026-10-25T02:30:00+02:00"


def test_starting_in_the_second_of_a_doubled_hour() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert add_working_days(second, 0, BERLIN, frozenset()) == second
    assert add_working_days(second, 1, BERLIN, frozenset()) == local(BERLIN, "2026-10-26T02:30")


@given(STARTS, st.integers(0, 30), st.sampled_from(ZONES), WEEKENDS)
def test_lands_on_a_working_day_not_before_the_start(
    start: datetime, days: int, zone: ZoneInfo, weekend: frozenset[int]
) -> None:
    due = add_working_days(start, days, zone, weekend)
    first, last = start.astimezone(zone).date(), due.astimezone(zone).date()
    passed = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    assert due >= start
    assert due.tzinfo is UTC
    assert last.weekday() not in weekend
    assert sum(day.weekday() not in weekend for day in passed) == days + 1


@given(STARTS, st.integers(0, 30))
def test_keeps_the_time_of_day_where_clocks_never_change(start: datetime, days: int) -> None:
    due = add_working_days(start, days, KOLKATA)
    assert due.astimezone(KOLKATA).time() == start.astimezone(KOLKATA).time()


@given(STARTS, st.integers(0, 10), st.integers(0, 10), WEEKENDS)
def test_adding_in_two_steps_is_adding_at_once(
    start: datetime, first: int, second: int, weekend: frozenset[int]
) -> None:
    halfway = add_working_days(start, first, KOLKATA, weekend)
    assert add_working_days(halfway, second, KOLKATA, weekend) == add_working_days(
        start, first + second, KOLKATA, weekend
    )


@given(STARTS, st.integers(0, 10), st.sampled_from(ZONES), WEEKENDS)
def test_more_days_are_later(start: datetime, days: int, zone: ZoneInfo, weekend: frozenset[int]) -> None:
    assert add_working_days(start, days, zone, weekend) <= add_working_days(start, days + 1, zone, weekend)


@pytest.mark.parametrize(
    ("start", "days", "weekend", "says"),
    [
        (datetime(2026, 11, 20), 1, frozenset[int](), "time zone"),  # noqa: DTZ001 - naive on purpose
        (datetime(2026, 11, 20, tzinfo=UTC), -1, frozenset[int](), "forward"),
        (datetime(2026, 11, 20, tzinfo=UTC), 1, frozenset(range(7)), "working day"),
    ],
)
def test_refuses_what_has_no_answer(start: datetime, days: int, weekend: frozenset[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        add_working_days(start, days, BERLIN, weekend)
