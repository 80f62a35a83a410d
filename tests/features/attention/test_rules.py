"""When something may arrive: by example, and by properties over all hours and zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.attention import rules
from bot.features.attention.values import (
    Arrival,
    Availability,
    AvailabilityDraft,
    Field,
    Later,
    NotToday,
    Now,
    Quiet,
    Reason,
)
from tests.features.attention.factories import availability, berlin

NOBODY, ASLEEP = Quiet(), Quiet(status_says_away=True)
EVENINGS = availability(days=frozenset({5, 6}), starts=time(17), ends=time(22))
TO_MIDNIGHT = availability(starts=time(20), ends=time(0))
DUTCH = availability(country="NL")


@pytest.mark.parametrize(
    ("person", "quiet", "now", "expected"),
    [
        (availability(), NOBODY, berlin(3, 12), Now()),
        (availability(), NOBODY, berlin(3, 9), Now()),
        (availability(), NOBODY, berlin(3, 8, 59), Later(berlin(3, 9))),
        (availability(), NOBODY, berlin(3, 16, 59), Now()),
        (availability(), NOBODY, berlin(3, 17), NotToday(Reason.OVER)),
        (availability(), NOBODY, berlin(7, 12), NotToday(Reason.WEEKEND)),
        # evenings of a volunteer group
        (EVENINGS, NOBODY, berlin(7, 12), Later(berlin(7, 17))),
        (EVENINGS, NOBODY, berlin(7, 21, 59), Now()),
        (EVENINGS, NOBODY, berlin(7, 22), NotToday(Reason.OVER)),
        (EVENINGS, NOBODY, berlin(3, 18), NotToday(Reason.WEEKEND)),
        # until midnight
        (TO_MIDNIGHT, NOBODY, berlin(3, 23, 59), Now()),
        (TO_MIDNIGHT, NOBODY, berlin(3, 0), Later(berlin(3, 20))),
        # public holidays
        (DUTCH, NOBODY, berlin(6, 12, month=4), NotToday(Reason.HOLIDAY)),
        (availability(), NOBODY, berlin(6, 12, month=4), Now()),
        # away until a day, on which they are back
        (availability(away_until=date(2026, 3, 4)), NOBODY, berlin(3, 12), NotToday(Reason.AWAY)),
        (availability(away_until=date(2026, 3, 4)), NOBODY, berlin(4, 12), Now()),
        # do not disturb
        (availability(), Quiet(berlin(3, 13)), berlin(3, 12), Later(berlin(3, 13))),
        (availability(), Quiet(berlin(3, 8)), berlin(3, 7), Later(berlin(3, 9))),
        (availability(), Quiet(berlin(3, 17)), berlin(3, 12), NotToday(Reason.OVER)),
        (availability(), Quiet(berlin(3, 11)), berlin(3, 12), Now()),
        # the status counts for those who follow it
        (availability(), ASLEEP, berlin(3, 12), Now()),
        (availability(follows_status=True), ASLEEP, berlin(3, 12), NotToday(Reason.STATUS)),
        (availability(follows_status=True), NOBODY, berlin(3, 12), Now()),
        # hours that a clock change shortens: 2:30 is 3:30 on the last Sunday of March
        (
            availability(days=frozenset({6}), starts=time(2, 30), ends=time(4)),
            NOBODY,
            berlin(29, 1),
            Later(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ),
    ],
)
def test_when_something_may_arrive(
    person: Availability, quiet: Quiet, now: datetime, expected: Arrival
) -> None:
    assert rules.arrival(person, quiet, now) == expected


ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2016, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
HOURS = st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda pair: pair[0] < pair[1])
PEOPLE = st.builds(
    lambda zone, days, hours, country, away: availability(
        zone=zone,
        days=days,
        starts=time(hours[0]),
        ends=time(hours[1]),
        country=country,
        away_until=away,
    ),
    ZONES,
    st.frozensets(st.integers(0, 6), min_size=1),
    HOURS,
    st.sampled_from(["", "NL", "IN", "BR"]),
    st.none() | st.dates(date(2016, 1, 1), date(2035, 12, 31)),
)
QUIETS = st.builds(Quiet, st.none() | MOMENTS, st.booleans())


@given(person=PEOPLE, quiet=QUIETS, now=MOMENTS)
def test_nothing_ever_arrives_outside_own_days_and_hours(
    person: Availability, quiet: Quiet, now: datetime
) -> None:
    arrival = rules.arrival(person, quiet, now)
    if isinstance(arrival, NotToday):
        return
    at = arrival.at if isinstance(arrival, Later) else now
    local = at.astimezone(person.zone)
    starts, ends = rules.hours_of(person, local.date())
    assert now <= at
    assert starts <= at < ends
    assert local.weekday() in person.days
    assert person.away_until is None or local.date() >= person.away_until
    assert quiet.until is None or at >= quiet.until
    assert local.date() == now.astimezone(person.zone).date()


@given(person=PEOPLE, now=MOMENTS)
def test_what_waits_for_another_day_can_arrive_when_that_day_opens(
    person: Availability, now: datetime
) -> None:
    opening = rules.next_opening(person, now)
    today = now.astimezone(person.zone).date()
    assert opening.astimezone(person.zone).date() > today
    far_away = person.away_until is not None and person.away_until > today + rules.FURTHEST
    starts, ends = rules.hours_of(person, opening.astimezone(person.zone).date())
    if not far_away and starts < ends:
        assert rules.arrival(person, NOBODY, opening) == Now()


def test_holidays_and_weekends_are_passed_over() -> None:
    good_friday = berlin(3, 12, month=4)
    person = availability(country="DE")
    assert rules.next_opening(person, good_friday) == berlin(7, 9, month=4)  # after Easter Monday


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (availability(), "Monday to Friday, 09:00–17:00, Berlin time"),
        (EVENINGS, "Saturday and Sunday, 17:00–22:00, Berlin time"),
        (availability(days=frozenset({0, 2, 4})), "Monday, Wednesday and Friday, 09:00–17:00, Berlin time"),
        (availability(days=frozenset(range(7)), ends=time(0)), "every day, 09:00–midnight, Berlin time"),
        (
            availability(zone=ZoneInfo("America/Argentina/Buenos_Aires"), starts=time(8, 30)),
            "Monday to Friday, 08:30–17:00, Buenos Aires time",
        ),
        (availability(zone=ZoneInfo("UTC")), "Monday to Friday, 09:00–17:00, your own time"),
    ],
)
def test_days_and_hours_in_words(person: Availability, words: str) -> None:
    assert rules.in_words(person) == words


TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        (AvailabilityDraft(), set()),
        (AvailabilityDraft(starts=time(17), ends=time(22), days=frozenset({5, 6})), set()),
        (AvailabilityDraft(starts=time(17), ends=time(0)), set()),
        (AvailabilityDraft(starts=time(0), ends=time(0)), set()),
        (AvailabilityDraft(country="NL", away_until=TODAY + timedelta(days=1)), set()),
        (AvailabilityDraft(days=frozenset()), {Field.DAYS}),
        (AvailabilityDraft(starts=time(17), ends=time(9)), {Field.ENDS}),
        (AvailabilityDraft(starts=time(9), ends=time(9)), {Field.ENDS}),
        (AvailabilityDraft(country="Atlantis"), {Field.COUNTRY}),
        (AvailabilityDraft(away_until=TODAY), {Field.AWAY_UNTIL}),
        (AvailabilityDraft(away_until=TODAY.replace(year=2036)), set()),
        (AvailabilityDraft(away_until=date(2036, 3, 4)), {Field.AWAY_UNTIL}),
    ],
)
def test_what_can_not_be_is_said_under_its_field(wanted: AvailabilityDraft, fields: set[Field]) -> None:
    assert set(rules.problems_of(wanted, TODAY)) == fields


@pytest.mark.parametrize(
    ("emoji", "text", "is_away"),
    [
        (":palm_tree:", "", True),
        (":face_with_thermometer:", "Out sick", True),
        ("", "OOO until Monday", True),
        ("", "on parental leave", True),
        ("", "Out of the office", True),
        (":house_with_garden:", "Working remotely", False),
        (":calendar:", "In a meeting", False),
        (":bus:", "Commuting", False),
        ("", "giving away plants, ask me", True),  # rather once too quiet
        ("", "takeaway lunch", False),
        ("", "", False),
    ],
)
def test_which_status_reads_as_absence(emoji: str, text: str, *, is_away: bool) -> None:
    assert rules.says_away(emoji, text) is is_away
