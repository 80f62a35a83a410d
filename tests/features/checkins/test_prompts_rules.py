"""When a prompt comes, is put off or left out, and what it asks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.attention.rules import arrival
from bot.features.attention.values import Availability, Now, Quiet
from bot.features.checkins.rules.prompts import (
    AT_LEAST,
    QUESTIONS,
    asks_about_rhythm,
    end_of,
    fell,
    local_day,
    monday_of,
    put_off,
    question_for,
    snoozes,
    stalest_first,
    wants_quiet,
)
from bot.features.checkins.values.prompts import (
    Confidence,
    LastWord,
    RhythmChoice,
    RhythmView,
    Snooze,
    Telling,
)
from tests.features.goals.factories import ANA, goal

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)  # ten o'clock of a Tuesday in Amsterdam
TUESDAY = date(2026, 3, 3)
ZONES = st.sampled_from(
    [
        "Europe/Amsterdam",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "Africa/Cairo",
        "Asia/Beirut",
    ]
).map(ZoneInfo)
MOMENTS = st.integers(0, 20 * 366 * 24 * 60).map(
    lambda minutes: TEN - timedelta(days=3650) + timedelta(minutes=minutes)
)
SNOOZES = st.sampled_from(list(Snooze))


def hours(zone: ZoneInfo = AMSTERDAM, **wanted: Any) -> Availability:
    return Availability(user=ANA, zone=zone, **wanted)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in Amsterdam, before the clocks change."""
    return datetime(2026, 3, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("how", "now", "expected"),
    [
        (Snooze.HOUR, at(3, 10), at(3, 11)),
        (Snooze.HOUR, at(3, 16, 30), at(4, 9)),
        (Snooze.HOUR, at(3, 23, 30), at(4, 9)),
        (Snooze.HOUR, at(6, 16, 30), at(9, 9)),
        (Snooze.AFTERNOON, at(3, 10), at(3, 14)),
        (Snooze.AFTERNOON, at(3, 14), at(3, 15)),
        (Snooze.AFTERNOON, at(3, 20), at(4, 9)),
        (Snooze.TOMORROW, at(3, 14), at(4, 10)),
        (Snooze.TOMORROW, at(6, 14), at(9, 10)),
    ],
)
def test_put_off(how: Snooze, now: datetime, expected: datetime) -> None:
    assert put_off(how, hours(), now=now, asked_at=TEN) == expected


def test_put_off_until_one_is_back_or_on_the_one_day_a_week() -> None:
    back = hours(away_until=date(2026, 3, 18))
    assert put_off(Snooze.TOMORROW, back, now=TEN, asked_at=TEN) == at(18, 10)
    tuesdays = hours(days=frozenset({1}))
    assert put_off(Snooze.TOMORROW, tuesdays, now=TEN, asked_at=TEN) == at(10, 10)


def test_tomorrow_at_the_same_time_of_day_across_a_change_of_clocks() -> None:
    friday, every_day = datetime(2026, 3, 28, 9, tzinfo=UTC), hours(days=frozenset(range(7)))
    assert put_off(Snooze.TOMORROW, every_day, now=friday, asked_at=friday) == datetime(
        2026, 3, 29, 8, tzinfo=UTC
    )


@given(how=SNOOZES, now=MOMENTS, zone=ZONES, days=st.frozensets(st.integers(0, 6), min_size=1))
def test_a_snooze_lasts_and_ends_within_ones_hours(
    how: Snooze, now: datetime, zone: ZoneInfo, days: frozenset[int]
) -> None:
    theirs = hours(zone, days=days)
    again = put_off(how, theirs, now=now, asked_at=now)
    assert again - now >= AT_LEAST
    assert arrival(theirs, Quiet(), again) == Now()
    if how is Snooze.TOMORROW:
        assert local_day(again, zone) > local_day(now, zone)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (at(3, 10), [Snooze.HOUR, Snooze.AFTERNOON, Snooze.TOMORROW]),
        (at(3, 13, 30), [Snooze.HOUR, Snooze.TOMORROW]),
        (at(3, 16, 30), [Snooze.TOMORROW]),
        (at(7, 10), [Snooze.TOMORROW]),
    ],
)
def test_only_what_means_what_it_says_is_offered(now: datetime, offered: list[Snooze]) -> None:
    assert snoozes(hours(), now) == offered


@given(now=MOMENTS, zone=ZONES)
def test_what_is_offered_for_today_comes_today(now: datetime, zone: ZoneInfo) -> None:
    for how in snoozes(hours(zone), now):
        again = put_off(how, hours(zone), now=now, asked_at=now)
        assert (local_day(again, zone) == local_day(now, zone)) is (how is not Snooze.TOMORROW)


@given(moment=MOMENTS, zone=ZONES)
def test_a_day_ends_after_every_moment_of_it_and_before_the_next_ones(
    moment: datetime, zone: ZoneInfo
) -> None:
    day = local_day(moment, zone)
    assert moment < end_of(day, zone)
    assert local_day(end_of(day, zone), zone) > day
    assert local_day(end_of(day, zone) - timedelta(seconds=1), zone) == day


@pytest.mark.parametrize(
    ("responded", "choice", "asks"),
    [
        ([False, False, False], None, True),
        ([False, False], None, False),
        ([False, True, False], None, False),
        ([True, False, False, False], None, False),
        ([False, False, False], RhythmChoice.KEEP, True),
        ([False, False, False], RhythmChoice.EVERY_SECOND, True),
        ([False, False, False], RhythmChoice.ASKED, False),
        ([False, False, False], RhythmChoice.PAUSED, False),
    ],
)
def test_three_unanswered_in_a_row_are_asked_about(
    responded: list[bool], choice: RhythmChoice | None, *, asks: bool
) -> None:
    rhythm = RhythmView(choice, TEN, monday_of(TUESDAY)) if choice else None
    assert asks_about_rhythm(responded, rhythm) is asks


@pytest.mark.parametrize(
    ("choice", "weeks", "is_quiet"),
    [
        (RhythmChoice.KEEP, 0, False),
        (RhythmChoice.ASKED, 0, True),
        (RhythmChoice.PAUSED, 5, True),
        (RhythmChoice.EVERY_SECOND, 0, False),
        (RhythmChoice.EVERY_SECOND, 1, True),
        (RhythmChoice.EVERY_SECOND, 2, False),
        (RhythmChoice.EVERY_SECOND, 53, False),
    ],
)
def test_who_wants_quiet(choice: RhythmChoice, weeks: int, *, is_quiet: bool) -> None:
    rhythm = RhythmView(choice, TEN, monday_of(TUESDAY))
    assert wants_quiet(rhythm, TUESDAY + timedelta(weeks=weeks)) is is_quiet


def test_who_said_nothing_about_the_rhythm_is_asked() -> None:
    assert not wants_quiet(None, TUESDAY)


def _said(number: int, days_ago: int) -> LastWord:
    return LastWord(UUID(int=number), ANA, Confidence.GREEN, None, TEN - timedelta(days=days_ago))


def test_the_stalest_goal_comes_first_and_those_never_spoken_of_before_all() -> None:
    goals = [goal(1), goal(2), goal(3), goal(4)]
    said = {UUID(int=1): _said(1, 2), UUID(int=3): _said(3, 9)}
    assert [one.number for one in stalest_first(goals, said, AMSTERDAM)] == [2, 4, 3, 1]


@given(minutes=st.permutations([0, 1, 2]))
def test_goals_of_one_check_in_keep_their_places_in_whatever_order_they_were_answered(
    minutes: list[int],
) -> None:
    goals = [goal(3), goal(1), goal(2)]
    said = {
        one.id: replace(_said(one.number, 7), at=TEN + timedelta(minutes=minute))
        for one, minute in zip(goals, minutes, strict=True)
    }
    assert [one.number for one in stalest_first(goals, said, AMSTERDAM)] == [1, 2, 3]


def test_which_day_something_was_said_is_the_persons_to_tell() -> None:
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)  # Wednesday in Amsterdam, Tuesday in New York
    goals = [goal(1), goal(2)]
    said = {one.id: replace(_said(one.number, 0), at=at) for one, at in zip(goals, (late, TEN), strict=True)}
    for zone, order in ((AMSTERDAM, [2, 1]), (ZoneInfo("America/New_York"), [1, 2])):
        assert [one.number for one in stalest_first(goals, said, zone)] == order


def test_the_questions_take_turns() -> None:
    assert [question_for((), turn) for turn in range(5)] == [*QUESTIONS, QUESTIONS[0]]
    assert [question_for(("What now?",), turn) for turn in range(2)] == ["What now?"] * 2


@pytest.mark.parametrize(
    ("before", "now", "has_fallen"),
    [
        (Confidence.GREEN, Confidence.YELLOW, True),
        (Confidence.GREEN, Confidence.RED, True),
        (Confidence.YELLOW, Confidence.YELLOW, False),
        (Confidence.RED, Confidence.GREEN, False),
        (None, Confidence.RED, False),
        (Confidence.GREEN, None, False),
    ],
)
def test_confidence_that_fell(before: Confidence | None, now: Confidence | None, *, has_fallen: bool) -> None:
    assert fell(before, now) is has_fallen


@pytest.mark.parametrize(
    ("telling", "is_empty"),
    [
        (Telling(goal_id=None), True),
        (Telling(goal_id=None, question="What did you learn?", is_private=True), True),
        (Telling(goal_id=None, progress=0), False),
        (Telling(goal_id=None, wants_change=True), False),
        (Telling(goal_id=None, words="x"), False),
    ],
)
def test_a_telling_that_says_nothing(telling: Telling, *, is_empty: bool) -> None:
    assert telling.is_empty is is_empty
