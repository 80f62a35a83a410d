"""Exactly one occurrence per local date, in every zone, across every clock change and every move between zones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.clock.recurrence import (
    DAY,
    LastWorkingDay,
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

FIRST, LAST = date(2016, 1, 1), date(2027, 1, 1)
EVERY_DAY = Weekly(frozenset(range(7)), anchor=FIRST)
HALF_PAST_TWO = time(2, 30)  # what most clock changes skip or repeat
NAMES = sorted(available_timezones())
ODD_ZONES = [
    "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca",
    "Africa/Cairo", "Asia/Beirut", "America/Nuuk", "America/Havana", "America/Asuncion", "Antarctica/Troll",
]  # fmt: skip

zones = (st.sampled_from(NAMES) | st.sampled_from(ODD_ZONES)).map(ZoneInfo)
days = st.dates(date(1990, 1, 1), date(2037, 1, 1))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2011, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
weeklies = st.builds(
    Weekly, st.frozensets(st.integers(0, 6), min_size=1), every=st.integers(1, 13), anchor=days
)
recurring = weeklies | st.just(LastWorkingDay())
schedules = recurring | st.builds(OnDate, days)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def is_of(schedule: Schedule, day: date) -> bool:
    """Whether the date is one of the schedule's, by its definition."""
    match schedule:
        case Weekly(weekdays, every=every, anchor=anchor):
            weeks = (monday_of(day) - monday_of(anchor)).days // 7
            return day.weekday() in weekdays and weeks % every == 0
        case LastWorkingDay():
            later = (day + timedelta(days=n) for n in range(1, 32))
            rest = [other for other in later if (other.year, other.month) == (day.year, day.month)]
            return day.weekday() < 5 and all(other.weekday() >= 5 for other in rest)
        case OnDate(only):
            return day == only


@given(schedule=schedules, after=days)
@example(schedule=Weekly(frozenset({3}), every=1, anchor=FIRST), after=date(2024, 2, 28))
@example(schedule=LastWorkingDay(), after=date(2024, 2, 28))
def test_the_next_date_is_the_first_that_the_schedule_means(schedule: Schedule, after: date) -> None:
    found = next_day(schedule, after)
    if found is None:
        assert isinstance(schedule, OnDate)
        assert schedule.day <= after
        return
    assert found > after
    assert is_of(schedule, found)
    between = ((after + timedelta(days=n)) for n in range(1, (found - after).days))
    assert not any(is_of(schedule, day) for day in between)


@given(schedule=schedules)
def test_what_is_stored_comes_back_and_can_be_said(schedule: Schedule) -> None:
    assert schedule_from_json(as_json(schedule)) == schedule
    assert in_words(schedule)


@given(schedule=recurring, at=times, zone=zones, after=moments, done=st.none() | days)
def test_the_next_occurrence_is_the_first_that_is_due_and_not_done(
    schedule: Schedule, at: time, zone: ZoneInfo, after: datetime, done: date | None
) -> None:
    found = next_occurrence(schedule, at, zone, after=after, done=done)
    assert found is not None
    assert found.due > after
    assert done is None or found.day > done
    assert found.due == moment_of(found.day, at, zone)
    earlier = next_day(schedule, max(done or date.min, found.day - timedelta(days=100)))
    while earlier is not None and earlier < found.day:
        due = moment_of(earlier, at, zone)
        assert due is None or due <= after
        earlier = next_day(schedule, earlier)


@given(schedule=recurring, at=times, zone=zones, after=moments)
def test_occurrences_rise_and_leave_out_no_date_that_there_is(
    schedule: Schedule, at: time, zone: ZoneInfo, after: datetime
) -> None:
    due, day = after, None
    for _ in range(12):
        found = next_occurrence(schedule, at, zone, after=due, done=day)
        assert found is not None
        if day is not None:
            skipped = next_day(schedule, day)
            while skipped is not None and skipped < found.day:
                assert moment_of(skipped, at, zone) is None
                skipped = next_day(schedule, skipped)
        assert found.due > due
        due, day = found.due, found.day


@given(day=days, at=times, zone=zones)
@example(day=date(2026, 10, 25), at=HALF_PAST_TWO, zone=ZoneInfo("Europe/Berlin"))
@example(day=date(2026, 3, 29), at=HALF_PAST_TWO, zone=ZoneInfo("Europe/Berlin"))
def test_a_moment_reads_as_it_was_meant_unless_the_clock_skipped_it(
    day: date, at: time, zone: ZoneInfo
) -> None:
    due = moment_of(day, at, zone)
    if due is None:
        return
    local = due.astimezone(zone)
    wanted = datetime.combine(day, at)
    assert local.fold == 0 or local.replace(tzinfo=None) > wanted
    assert local.replace(tzinfo=None) >= wanted
    assert local.replace(tzinfo=None) - wanted <= timedelta(hours=3)


@given(
    schedule=weeklies,
    at=times,
    before=zones,
    after=zones,
    start=moments,
    moves=st.timedeltas(timedelta(0), timedelta(days=30)),
)
@example(
    schedule=Weekly(frozenset({1}), anchor=FIRST),
    at=time(10),
    before=ZoneInfo("America/Los_Angeles"),
    after=ZoneInfo("Asia/Tokyo"),
    start=datetime(2026, 3, 1, tzinfo=UTC),
    moves=timedelta(days=2, hours=5),  # Tuesday 10:00 has passed in Tokyo, not yet in Los Angeles
)
@example(
    schedule=Weekly(frozenset({1}), anchor=FIRST),
    at=time(10),
    before=ZoneInfo("Asia/Tokyo"),
    after=ZoneInfo("America/Los_Angeles"),
    start=datetime(2026, 3, 1, tzinfo=UTC),
    moves=timedelta(days=2, hours=5),  # Tuesday 10:00 was in Tokyo, and is still to come in Los Angeles
)
def test_who_moves_to_another_zone_gets_each_date_once(
    *, schedule: Weekly, at: time, before: ZoneInfo, after: ZoneInfo, start: datetime, moves: timedelta
) -> None:
    moved = start + moves
    assume(_distance(before, after, moved) <= DAY)
    prompted: list[date] = []
    found = next_occurrence(schedule, at, before, after=start, done=None)
    while found is not None and found.due <= moved:
        prompted.append(found.day)
        found = next_occurrence(schedule, at, before, after=found.due, done=found.day)
    in_old_zone = found.day if found else date.max

    found = next_occurrence(schedule, at, after, after=moved - DAY, done=prompted[-1] if prompted else None)
    for _ in range(3):
        assert found is not None
        prompted.append(found.day)
        found = next_occurrence(schedule, at, after, after=found.due, done=found.day)
    assert len(set(prompted)) == len(prompted)
    first_after_move = prompted[-3]
    missed = next_day(schedule, prompted[-4]) if len(prompted) > 3 else in_old_zone
    while missed is not None and missed < first_after_move:
        assert moment_of(missed, at, after) is None
        missed = next_day(schedule, missed)


def _distance(one: ZoneInfo, other: ZoneInfo, moment: datetime) -> timedelta:
    """How far apart two zones' clocks may be in the weeks around a moment."""
    around = [moment + timedelta(days=n) for n in range(-9, 10)]
    apart = [
        abs((a.astimezone(one).utcoffset() or timedelta()) - (b.astimezone(other).utcoffset() or timedelta()))
        for a, b in zip(around, around, strict=True)
    ]
    return max(apart)


def _offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime.combine(day, time(12), zone).utcoffset()


def _changes(zone: ZoneInfo) -> Iterator[date]:
    """The days on which the zone's clock changes."""
    day, offset = FIRST, _offset(FIRST, zone)
    while day < LAST:
        day += DAY
        if (now := _offset(day, zone)) != offset:
            offset = now
            yield day


def test_in_every_zone_each_date_comes_once_across_ten_years_of_clock_changes() -> None:
    seen = 0
    for name in NAMES:
        zone = ZoneInfo(name)
        for change in _changes(zone):
            seen += 1
            day = change - 3 * DAY
            due = moment_of(day, HALF_PAST_TWO, zone)
            assert due is not None, name
            for _ in range(6):
                found = next_occurrence(EVERY_DAY, HALF_PAST_TWO, zone, after=due, done=None)
                assert found is not None, name
                assert found.day == day + DAY, name
                assert found.due > due, name
                day, due = found.day, found.due
    assert seen > 2_000


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
    ],
)
def test_a_date_that_a_zone_left_out_is_passed_over_once(name: str, missing: date) -> None:
    zone = ZoneInfo(name)
    before = moment_of(missing - DAY, HALF_PAST_TWO, zone)
    assert before is not None
    found = next_occurrence(EVERY_DAY, HALF_PAST_TWO, zone, after=before, done=missing - DAY)
    assert found is not None
    assert found.day == missing + DAY
    assert found.due - before == DAY
