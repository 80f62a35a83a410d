from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.features.indicators.rules.progress import expected_percent, meets, percent_at, progress_of
from bot.features.indicators.values import Direction, Milestone
from tests.features.indicators.factories import DUE, TODAY, indicator

pytestmark = pytest.mark.practice("P2")
NUMBERS = st.decimals(min_value=-1_000, max_value=1_000, places=2)
DIRECTIONS = st.sampled_from(Direction)
UP, DOWN, ABOVE, BELOW = Direction


@pytest.mark.parametrize(
    ("direction", "start", "target", "value", "progress"),
    [
        (UP, 0, 10, 5, 50),
        (UP, 40, 80, 80, 100),
        (UP, 40, 80, 95, 100),
        (UP, 40, 80, 20, 0),
        (UP, -20, -10, -15, 50),
        (UP, 0, 1_000, 999, 99),
        (UP, 10, 10, 10, 100),
        (UP, 10, 10, 9, 0),
        (UP, 50, 40, 45, 100),
        (UP, 50, 40, 39, 0),
        (DOWN, 30, 4, 30, 0),
        (DOWN, 30, 4, 17, 50),
        (DOWN, 30, 4, 3, 100),
        (DOWN, 30, 4, 31, 0),
        (DOWN, 10, -10, 0, 50),
        (DOWN, 4, 4, 4, 100),
        (DOWN, 4, 4, 5, 0),
        (ABOVE, 90, 95, 96, 100),
        (ABOVE, 90, 95, 93, 60),
        (ABOVE, 99, 95, 94, 0),
        (BELOW, 5, 2, 2, 100),
        (BELOW, 5, 2, 3, 66),
        (BELOW, 1, 2, 3, 0),
    ],
)
def test_progress_is_the_share_of_the_way(
    direction: Direction, start: int, target: int, value: int, progress: int
) -> None:
    known = indicator(direction=direction, baseline=Decimal(start), target=Decimal(target), latest=value)
    assert progress_of(known) == progress


def test_what_stays_falls_to_nothing_at_its_red_threshold() -> None:
    known = indicator(direction=ABOVE, baseline=Decimal(99), target=Decimal(95), red=Decimal(90), latest=94)
    assert progress_of(known) == 80
    assert progress_of(replace(known, latest=Decimal(89))) == 0


def test_an_unknown_baseline_is_what_was_read_first() -> None:
    known = indicator(baseline=None, target=Decimal(0), first_reading_by=TODAY)
    assert progress_of(known) is None
    assert progress_of(replace(known, first=Decimal(20), latest=Decimal(5))) == 75


@given(DIRECTIONS, NUMBERS, NUMBERS, NUMBERS, st.none() | NUMBERS)
def test_progress_is_full_exactly_when_the_target_is_met(
    direction: Direction, start: Decimal, target: Decimal, value: Decimal, red: Decimal | None
) -> None:
    known = indicator(direction=direction, baseline=start, target=target, red=red)
    percent = percent_at(known, value)
    assert percent <= 100
    assert (percent == 100) == meets(direction, value, target)


@given(DIRECTIONS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_better_value_is_never_less_progress(
    direction: Direction, start: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    known = indicator(direction=direction, baseline=start, target=target)
    worse, better = sorted([one, other], reverse=not direction.is_upward)
    assert percent_at(known, worse) <= percent_at(known, better)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_the_two_directions_mirror_each_other(
    start: Decimal, target: Decimal, value: Decimal, shift: Decimal
) -> None:
    up = indicator(direction=UP, baseline=start, target=target)
    down = indicator(direction=DOWN, baseline=shift - start, target=shift - target)
    assert percent_at(up, value) == percent_at(down, shift - value)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-3, 0), (0, 0), (10, 25), (20, 50), (40, 100), (90, 100)],
)
def test_a_straight_path_is_expected_by_default(days: int, expected: int) -> None:
    assert expected_percent(indicator(), TODAY + timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, 0), (10, 5), (20, 10), (30, 55), (40, 100)],
)
def test_milestones_bend_the_path(days: int, expected: int) -> None:
    late = (Milestone(TODAY + timedelta(days=20), Decimal(10)),)
    known = indicator(direction=UP, baseline=Decimal(0), target=Decimal(100), path=late)
    assert expected_percent(known, TODAY + timedelta(days=days)) == expected


def test_the_path_begins_with_the_first_reading_where_the_baseline_was_unknown() -> None:
    begun = TODAY + timedelta(days=20)
    known = indicator(
        baseline=None,
        first_reading_by=begun,
        direction=UP,
        target=Decimal(100),
        path=(Milestone(TODAY + timedelta(days=10), Decimal(90)),),
    )
    known = replace(known, first=Decimal(0), first_on=begun)
    assert expected_percent(known, begun) == 0
    assert expected_percent(known, begun + timedelta(days=10)) == 50
    assert expected_percent(replace(known, first_on=DUE), DUE) == 100


@given(st.lists(st.tuples(st.integers(1, 39), NUMBERS), max_size=5), st.integers(-5, 60), st.integers(0, 20))
def test_an_expected_path_of_rising_milestones_never_falls(
    points: list[tuple[int, Decimal]], day: int, later: int
) -> None:
    values = sorted(value for _, value in points)
    days = sorted({days for days, _ in points})
    assume(len(days) == len(values))
    path = tuple(Milestone(TODAY + timedelta(days=at), value) for at, value in zip(days, values, strict=True))
    known = indicator(direction=UP, baseline=Decimal(-1_000), target=Decimal(1_000), path=path)

    def on(days: int) -> date:
        return TODAY + timedelta(days=days)

    assert expected_percent(known, on(day)) <= expected_percent(known, on(day + later))


def test_what_stays_is_expected_to_be_there_from_the_start() -> None:
    assert expected_percent(indicator(direction=ABOVE), TODAY) == 100
