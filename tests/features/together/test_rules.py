from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.clock.recurrence import LastWorkingDay, Schedule, Weekly
from bot.features.cycles.values import CycleView, Phase
from bot.features.indicators.values import Direction, Status
from bot.features.thresholds.values import Candidate
from bot.features.together import rules
from tests.features.cycles.factories import BY_HAND, MONDAY, SIX_WEEKS, view
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.indicators.factories import TODAY, indicator
from tests.features.together.factories import readings

DAY = timedelta(days=1)
MARCH = date(2026, 3, 12)  # a day after running begins
SINCE, UNTIL = TODAY + 6 * DAY, TODAY + 20 * DAY  # half of the way: 17 h of 30 to 4 are expected


@pytest.mark.practice("P6")
@pytest.mark.parametrize(
    ("days_late", "phase", "is_newest", "is_measured", "is_posted"),
    [
        (0, Phase.RUNNING, True, True, True),
        (1, Phase.RUNNING, True, True, True),
        (2, Phase.RUNNING, True, True, False),
        (0, Phase.RUNNING, False, True, False),
        (0, Phase.RUNNING, True, False, False),
        (0, None, True, True, False),
        *((0, phase, True, True, False) for phase in Phase if phase is not Phase.RUNNING),
    ],
)
def test_when_a_reading_is_posted(
    days_late: int, phase: Phase | None, is_newest: bool, is_measured: bool, is_posted: bool
) -> None:
    said = rules.is_to_post(
        TODAY, TODAY + days_late * DAY, phase, is_newest=is_newest, is_measured=is_measured
    )
    assert said is is_posted


@pytest.mark.practice("P6")
@pytest.mark.parametrize(
    ("read", "latest", "before", "is_fresh", "status"),
    [
        ({}, None, None, False, Status.NO_READING),
        ({6: 20}, 20, 20, False, Status.AMBER),
        ({7: 20}, 20, None, True, Status.AMBER),
        ({2: 28, 6: 26, 7: 20, 20: 12}, 12, 26, True, Status.GREEN),
        ({6: 12, 20: 12}, 12, 12, True, Status.GREEN),
        ({6: 12, 20: 12, 21: 30}, 12, 12, True, Status.GREEN),  # what came after its day is not told
    ],
)
def test_what_is_said_of_a_number(
    read: dict[int, int], latest: int | None, before: int | None, is_fresh: bool, status: Status
) -> None:
    told = rules.figure(indicator(), readings(read), since=SINCE, until=UNTIL)
    known = None if told.indicator.latest is None else int(told.indicator.latest)
    assert (known, told.before, told.is_fresh, told.status) == (latest, before, is_fresh, status)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, "17"),
        ({"baseline": Decimal("5.5"), "target": Decimal(4)}, "4.75"),
        ({"baseline": None}, None),
        ({"baseline": Decimal(3)}, "4"),  # it starts at its target
        ({"direction": Direction.STAY_BELOW}, "4"),
        ({"due_on": TODAY + 3 * DAY}, "4"),
    ],
)
def test_what_is_expected_by_now(words: dict[str, Any], expected: str | None) -> None:
    told = rules.figure(indicator(**words), (), since=SINCE, until=UNTIL)
    assert told.expected == (None if expected is None else Decimal(expected))


EARLY, LATE = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2))


@pytest.mark.parametrize(
    ("drivers", "here", "chosen"),
    [
        (set(), [], CYD),
        ({CYD}, [], BEN),
        ({ANA, BEN, CYD}, [], CYD),  # everybody drives some of it: then one of them
        (set(), [Candidate(CYD, 1, LATE)], BEN),
    ],
)
def test_who_keeps_the_talk_open(drivers: set[str], here: list[Candidate], chosen: str) -> None:
    known = [Candidate(ANA, 2, EARLY), Candidate(BEN, 1, EARLY), Candidate(CYD)]
    assert rules.facilitator(rules.with_turns(known, here), drivers=drivers) == chosen


@pytest.mark.parametrize(
    ("checkins", "day"),
    [
        ([], rules.TUESDAY),
        ([LastWorkingDay()], rules.TUESDAY),
        ([Weekly(frozenset({4, 2}), anchor=TODAY)], 2),
    ],
)
def test_the_day_that_a_team_begins_with(checkins: list[Schedule], day: int) -> None:
    assert rules.usual_day(checkins) == day


@pytest.mark.parametrize(
    ("weekday", "known", "anchor"),
    [
        (1, None, date(2026, 3, 3)),
        (0, None, date(2026, 3, 9)),  # today's hour may be over
        (3, Weekly(frozenset({1}), every=2, anchor=date(2026, 2, 24)), date(2026, 2, 24)),
    ],
)
def test_another_day_keeps_the_weeks_that_count(weekday: int, known: Weekly | None, anchor: date) -> None:
    wanted = Weekly(frozenset({weekday}), every=2, anchor=anchor)
    assert rules.schedule_of(weekday, TODAY, known) == wanted


@pytest.mark.parametrize(
    ("cycle", "today", "runs", "has_run"),
    [
        (view(), MONDAY, (SIX_WEEKS.running_on, SIX_WEEKS.reflecting_on - DAY), False),
        (view(Phase.COMMITTING, settings=BY_HAND), MONDAY, None, False),
        (view(Phase.RUNNING, today=MARCH), MARCH, (MARCH, SIX_WEEKS.reflecting_on - DAY), False),
        (view(Phase.RUNNING, settings=BY_HAND), MARCH, (MARCH, date.max), False),
        (view(Phase.VOTING, today=MARCH, moved_on=MARCH), MARCH, None, False),
        (view(Phase.REFLECTING, settings=BY_HAND), MONDAY, None, True),
        (view(Phase.CLOSED, closed_on=MONDAY), MONDAY, None, True),
    ],
)
def test_when_the_cycle_runs(
    cycle: CycleView, today: date, runs: tuple[date, date] | None, has_run: bool
) -> None:
    assert (rules.runs(cycle, today), rules.has_run(cycle)) == (runs, has_run)
