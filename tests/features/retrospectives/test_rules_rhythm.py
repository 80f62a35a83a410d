"""The schedule that a chosen rhythm means."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock.recurrence import LastWorkingDay, Occurrence, OnDate, Schedule, Weekly, next_day
from bot.errors import Invalid
from bot.features.cadences.values import CadenceState, CadenceView, Kind, Rhythm, ZonePolicy
from bot.features.retrospectives.rules.rhythm import (
    How,
    RhythmDraft,
    RhythmField,
    TeamRhythm,
    draft_of,
    schedule_of,
)
from tests.features.goals.factories import NOON, TEAM

MONDAY = date(2026, 3, 2)
COMING = (Occurrence(date(2026, 3, 6), datetime(2026, 3, 6, 14, 30, tzinfo=UTC)),)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def rhythm(
    schedule: Schedule | None, at: time = time(15, 30), *, state: CadenceState = CadenceState.ACTIVE
) -> TeamRhythm:
    """A team's rhythm, as its steward sees it."""
    cadence = (
        None
        if schedule is None
        else CadenceView(
            id=UUID(int=3),
            team_id=TEAM,
            kind=Kind.RETRO,
            state=state,
            rhythm=Rhythm(schedule, at, ZonePolicy.TEAM),
            who={},
            detail={},
            version=1,
            made_by=None,
            made_at=NOON,
            skipped=None,
        )
    )
    return TeamRhythm(
        team_id=TEAM,
        zone="Europe/Amsterdam",
        today=MONDAY,
        cadence=cadence,
        coming=COMING if cadence else (),
        next_day=COMING[0].day if cadence and state is CadenceState.ACTIVE else None,
        left_out=None,
        may_change=True,
    )


@given(DAYS, st.integers(1, 12), st.integers(0, 6))
def test_weeks_are_counted_from_the_first_such_day_to_come(today: date, every: int, weekday: int) -> None:
    schedule = schedule_of(RhythmDraft(how=How.WEEKS, every=every, weekday=weekday), today)
    assert schedule is not None
    first = next_day(schedule, today)
    assert first is not None
    assert 0 < (first - today).days <= 7
    second = next_day(schedule, first)
    assert second is not None
    assert (second - first).days == 7 * every
    assert first.weekday() == weekday


def test_another_day_of_the_week_keeps_counting_the_same_weeks() -> None:
    known = Weekly(frozenset({1}), every=2, anchor=date(2026, 2, 24))
    changed = schedule_of(RhythmDraft(how=How.WEEKS, every=2, weekday=4), MONDAY, known)
    assert changed == Weekly(frozenset({4}), every=2, anchor=date(2026, 2, 24))
    other = schedule_of(RhythmDraft(how=How.WEEKS, every=3, weekday=4), MONDAY, known)
    assert other == Weekly(frozenset({4}), every=3, anchor=date(2026, 3, 6))


def test_a_date_is_one_to_come_or_today() -> None:
    assert schedule_of(RhythmDraft(how=How.DATE, day=MONDAY), MONDAY) == OnDate(MONDAY)
    for day in (None, date(2026, 3, 1)):
        with pytest.raises(Invalid, match="a day to come"):
            schedule_of(RhythmDraft(how=How.DATE, day=day), MONDAY)
    with pytest.raises(Invalid, match="more than ten years ahead") as refused:
        schedule_of(RhythmDraft(how=How.DATE, day=date.max), MONDAY)
    assert refused.value.field == RhythmField.DAY


def test_none_is_none_and_the_end_of_the_month_is_its_last_working_day() -> None:
    assert schedule_of(RhythmDraft(how=How.NEVER), MONDAY) is None
    assert schedule_of(RhythmDraft(how=How.MONTH_END), MONDAY) == LastWorkingDay()


@pytest.mark.parametrize(
    "schedule",
    [LastWorkingDay(), OnDate(date(2026, 4, 1)), Weekly(frozenset({2}), every=5, anchor=MONDAY), None],
)
def test_a_form_begins_with_the_rhythm_there_is_and_saving_it_unchanged_changes_nothing(
    schedule: Schedule | None,
) -> None:
    draft = draft_of(rhythm(schedule))
    assert schedule_of(draft, MONDAY, schedule) == schedule
    assert draft.at == (time(15, 30) if schedule else time(10))
