"""Headers and times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.sources.rules import times
from bot.features.sources.rules.headers import headers_of
from bot.features.sources.values import HEADERS_MOST, Every, Field, Times

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANY_TIMES = st.builds(Times, st.sampled_from(Every), st.integers(0, 23), st.integers(0, 6))


def test_headers_are_a_name_and_a_value_a_line() -> None:
    entered = "Authorization: Bearer a:b\n\n  X-Api-Key :  1 2 \n"
    assert headers_of(entered) == {"Authorization": "Bearer a:b", "X-Api-Key": "1 2"}
    assert headers_of(" \n") == {}


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        ("s3cret", "Line 1 isn't"),
        ("A: 1\ns3cret", "Line 2 isn't"),
        ("s3cret:", "Line 1 isn't"),
        (": s3cret", "Line 1 isn't"),
        ("A b: s3cret", "Line 1 isn't"),
        ("A: s3crét", "Line 1 isn't"),
        ("A: s3\x07cret", "Line 1 isn't"),
        ("Host: s3cret", "Line 1: I set"),
        ("content-LENGTH: 3", "Line 1: I set"),
        ("Proxy-Authorization: s3cret", "Line 1: I set"),
        ("A: 1\na: s3cret", "Line 2 names"),
        ("\n".join(f"A{n}: 1" for n in range(11)), "Ten headers"),
        ("A: " + "x" * HEADERS_MOST, "Ten headers"),
    ],
)
def test_what_is_no_header_is_refused_without_repeating_it(entered: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        headers_of(entered)
    assert refused.value.field == Field.HEADERS
    assert says in refused.value.sentence
    assert "cret" not in refused.value.sentence


@given(st.text(max_size=60))
def test_no_header_holds_a_line_break(entered: str) -> None:
    try:
        found = headers_of(entered)
    except Invalid:
        return
    assert not any(char in "\r\n\0" for pair in found.items() for char in "".join(pair))


@pytest.mark.parametrize(
    ("chosen", "coming"),
    [
        (Times(Every.HOUR), "2026-03-02T13:00"),
        (Times(Every.DAY, 14), "2026-03-02T13:00"),
        (Times(Every.DAY, 13), "2026-03-03T12:00"),
        (Times(Every.WEEK, 6, 0), "2026-03-09T05:00"),
        (Times(Every.WEEK, 6, 2), "2026-03-04T05:00"),
    ],
)
def test_the_next_time_is_in_the_teams_zone(chosen: Times, coming: str) -> None:
    assert times.next_time(chosen, BERLIN, MONDAY_NOON) == datetime.fromisoformat(coming).replace(tzinfo=UTC)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - the zone is put on below
    ANY_TIMES,
    st.sampled_from(["Europe/Berlin", "Pacific/Apia", "America/St_Johns", "Asia/Kolkata"]),
)
def test_the_next_time_is_to_come_and_not_far(now: datetime, chosen: Times, zone: str) -> None:
    moment = now.replace(tzinfo=UTC)
    away = times.next_time(chosen, ZoneInfo(zone), moment) - moment
    longest = {Every.HOUR: 1, Every.DAY: 25, Every.WEEK: 7 * 24 + 1}[chosen.every]
    assert timedelta() < away <= timedelta(hours=longest)


def test_tries_are_further_and_further_apart_and_never_more_than_a_day() -> None:
    hours = [(times.next_try(failures, MONDAY_NOON) - MONDAY_NOON) / times.HOUR for failures in range(1, 8)]
    assert hours == [1, 2, 4, 8, 16, 24, 24]
    assert times.next_try(10**6, MONDAY_NOON) - MONDAY_NOON == times.DAY


@given(ANY_TIMES)
def test_what_the_form_carries_is_read_back(chosen: Times) -> None:
    again = times.read(times.written(chosen), str(chosen.hour))
    assert times.in_words(again) == times.in_words(chosen)
    assert times.written(chosen) in {value for _, value in times.choices()}


@pytest.mark.parametrize(
    "carried",
    [("", "6"), ("day", ""), ("day", "24"), ("day", "-1"), ("week:7", "6"), ("year", "6"), ("week:x", "6")],
)
def test_what_the_form_can_not_carry_is_refused(carried: tuple[str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any will do, the form words it
        times.read(*carried)
