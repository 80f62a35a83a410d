"""When a prompt comes, is put off or left out, and what it asks."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.checkins.rules.prompts import (
    AT_LEAST,
    QUESTIONS,
    PutOff,
    asks_about_rhythm,
    end_of,
    fell,
    local_day,
    monday_of,
    put_off,
    question_for,
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


@pytest.mark.parametrize(
    ("how", "now", "expected"),
    [
        (Snooze.HOUR, TEN, PutOff(TEN + timedelta(hours=1), TUESDAY)),
        (Snooze.AFTERNOON, TEN, PutOff(datetime(2026, 3, 3, 13, tzinfo=UTC), TUESDAY)),
        (Snooze.AFTERNOON, TEN + timedelta(hours=4), PutOff(TEN + timedelta(hours=5), TUESDAY)),
        (Snooze.TOMORROW, TEN + timedelta(hours=4), PutOff(TEN + timedelta(days=1), date(2026, 3, 4))),
        (
            Snooze.HOUR,
            datetime(2026, 3, 3, 22, 30, tzinfo=UTC),
            PutOff(datetime(2026, 3, 3, 23, 30, tzinfo=UTC), date(2026, 3, 4)),
        ),
    ],
)
def test_put_off(how: Snooze, now: datetime, expected: PutOff) -> None:
    assert put_off(how, now=now, zone=AMSTERDAM, asked_at=TEN) == expected


def test_tomorrow_at_the_same_time_of_day_across_a_change_of_clocks() -> None:
    saturday = datetime(2026, 3, 28, 9, tzinfo=UTC)
    assert put_off(Snooze.TOMORROW, now=saturday, zone=AMSTERDAM, asked_at=saturday).at == datetime(
        2026, 3, 29, 8, tzinfo=UTC
    )


@given(how=SNOOZES, now=MOMENTS, zone=ZONES)
def test_a_snooze_lasts_and_knows_its_day(how: Snooze, now: datetime, zone: ZoneInfo) -> None:
    later = put_off(how, now=now, zone=zone, asked_at=now)
    at_least = AT_LEAST if how is not Snooze.TOMORROW else timedelta(hours=22)
    assert later.at - now >= at_least
    assert local_day(later.at, zone) == later.day


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
        (RhythmChoice.EVERY_SECOND, 53, True),
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
    assert [one.number for one in stalest_first(goals, said)] == [2, 4, 3, 1]


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
