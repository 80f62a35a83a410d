"""When a cadence is next due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.clock.recurrence import LastWorkingDay, OnDate, Schedule, Weekly
from bot.features.cadences.rules import following, moved, newest_due, rhythm_in_words, upcoming
from bot.features.cadences.values import ZonePolicy
from tests.features.cadences.factories import DAILY, MONDAY, NOON, march, rhythm, utc

AMSTERDAM, TOKYO, UTC_ZONE = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Asia/Tokyo"), ZoneInfo("UTC")
SCHEDULES: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(
        Weekly,
        st.frozensets(st.integers(0, 6), min_size=1),
        every=st.integers(1, 4),
        anchor=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    ),
    st.just(LastWorkingDay()),
)
ZONES = st.sampled_from(
    ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu",
     "Pacific/Kiritimati", "Pacific/Honolulu", "Africa/Casablanca", "Asia/Beirut", "UTC"]
).map(ZoneInfo)  # fmt: skip
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
LAST = datetime(2027, 12, 31, tzinfo=UTC)
MOMENTS = st.datetimes(NOON.replace(tzinfo=None), timezones=st.just(UTC), max_value=LAST.replace(tzinfo=None))


def test_the_next_tuesday_at_ten() -> None:
    found = following(rhythm(), AMSTERDAM, after=NOON, done=None)
    assert found is not None
    assert (found.day, found.due) == (march(3), utc(3, 9))


def test_a_skipped_day_is_left_out() -> None:
    found = following(rhythm(), AMSTERDAM, after=NOON, done=None, skipped=march(3))
    assert found is not None
    assert found.day == march(10)


def test_the_next_three() -> None:
    found = upcoming(rhythm(), TOKYO, now=NOON, most=3)
    assert [one.day for one in found] == [march(3), march(10), march(17)]
    assert found[0].due == utc(3, 1)


def test_once_is_once() -> None:
    assert len(upcoming(rhythm(OnDate(march(9))), TOKYO, now=NOON, most=3)) == 1


def test_on_time() -> None:
    this, coming = newest_due(rhythm(), AMSTERDAM, now=utc(3, 9), planned=march(3))
    assert this is not None
    assert coming is not None
    assert (this.day, coming.day) == (march(3), march(10))


def test_of_several_missed_only_the_newest_is_due() -> None:
    this, coming = newest_due(rhythm(DAILY), AMSTERDAM, now=utc(9, 12), planned=march(3))
    assert this is not None
    assert coming is not None
    assert (this.day, coming.day) == (march(9), march(10))


def test_what_is_older_than_a_day_is_passed_over() -> None:
    at_the_edge, _ = newest_due(rhythm(), AMSTERDAM, now=utc(4, 9) - timedelta(seconds=1), planned=march(3))
    passed, coming = newest_due(rhythm(), AMSTERDAM, now=utc(4, 9), planned=march(3))
    assert at_the_edge is not None
    assert passed is None
    assert coming is not None
    assert coming.day == march(10)


def test_nothing_before_the_planned_day_is_due() -> None:
    """Somebody who joined after Tuesday's hour waits for Wednesday, whatever the clock finds within a day."""
    this, _ = newest_due(rhythm(DAILY), AMSTERDAM, now=utc(4, 9), planned=march(4))
    assert this is not None
    assert this.day == march(4)
    early, coming = newest_due(rhythm(DAILY), AMSTERDAM, now=utc(4, 8), planned=march(4))
    assert early is None
    assert coming is not None
    assert coming.day == march(4)


def test_in_another_zone_the_same_date_is_kept() -> None:
    found = moved(rhythm(), ZoneInfo("America/New_York"), now=utc(3, 8, 50), planned=march(3))
    assert found is not None
    assert (found.day, found.due) == (march(3), utc(3, 15))


def test_an_hour_that_passed_in_the_new_zone_is_due_at_once() -> None:
    found = moved(rhythm(), TOKYO, now=utc(3, 8, 50), planned=march(3))
    assert found is not None
    assert (found.day, found.due) == (march(3), utc(3, 1))


def test_a_date_that_the_new_zone_never_had_gives_way_to_the_next() -> None:
    friday = rhythm(Weekly(frozenset({4}), anchor=MONDAY))
    found = moved(
        friday, ZoneInfo("Pacific/Apia"), now=datetime(2011, 12, 29, tzinfo=UTC), planned=date(2011, 12, 30)
    )
    assert found is not None
    assert found.day == date(2012, 1, 6)


def test_in_words() -> None:
    assert rhythm_in_words(rhythm()) == "every Tuesday at 10:00, in each person's own time zone"
    by_team = rhythm(LastWorkingDay(), time(9, 30), ZonePolicy.TEAM)
    assert rhythm_in_words(by_team) == "the last working day of each month at 09:30, in the team's time zone"


@given(SCHEDULES, TIMES, ZONES, MOMENTS, st.lists(st.integers(1, 3000), min_size=1, max_size=25))
def test_a_clock_that_ticks_when_it_likes_brings_each_date_once_and_in_order(
    schedule: Schedule, at: time, zone: ZoneInfo, start: datetime, minutes: list[int]
) -> None:
    """Ticks between a minute and 50 hours apart: nothing twice, nothing late by a day, nothing missed within one."""
    when = rhythm(schedule, at)
    coming, now, days = following(when, zone, after=start, done=None), start, []
    for pause in minutes:
        before, now = now, now + timedelta(minutes=pause)
        if coming is None or coming.due > now:
            continue
        this, coming = newest_due(when, zone, now=now, planned=coming.day)
        if this is not None:
            days.append(this.day)
            assert now - timedelta(hours=24) < this.due <= now
        else:
            assert now - before > timedelta(hours=24)
        assert coming is None or coming.due > now
    assert days == sorted(set(days))


@given(SCHEDULES, TIMES, MOMENTS, st.lists(ZONES, min_size=2, max_size=12))
def test_a_traveller_is_asked_once_for_each_local_date(
    schedule: Schedule, at: time, start: datetime, zones: list[ZoneInfo]
) -> None:
    """Moving every seven hours, with a tick every minute: every date of the schedule, once."""
    when = rhythm(schedule, at)
    zone, now, days = zones[0], start, []
    coming = following(when, zone, after=start, done=None)
    first = coming.day if coming else None
    for new in zones[1:] * 3:
        until = now + timedelta(hours=7)
        while coming is not None and coming.due <= until:
            now = max(now, coming.due)
            this, coming = newest_due(when, zone, now=now, planned=coming.day)
            assert this is not None
            days.append(this.day)
        zone, now = new, until
        coming = moved(when, zone, now=now, planned=coming.day) if coming is not None else None
    expected = [
        day for day in _days(schedule, first, now.date() + timedelta(days=3)) if not days or day <= days[-1]
    ]
    assert days == (expected if days else [])


def _days(schedule: Schedule, first: date | None, last: date) -> list[date]:
    every_day = rhythm(schedule, time(12))
    if first is None:
        return []
    start = datetime.combine(first, time(), UTC) - timedelta(seconds=1)
    found, after = [], start
    while (one := following(every_day, UTC_ZONE, after=after, done=None)) and one.day <= last:
        found.append(one.day)
        after = one.due
    return found
