from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.features.indicators.rules.progress import meets, progress_of
from bot.features.indicators.rules.status import difference, goal_status, status_of_indicator
from bot.features.indicators.values import Direction, IndicatorView, Standing, Status
from tests.features.indicators.factories import DUE, TODAY, indicator

pytestmark = pytest.mark.practice("P6")
NUMBERS = st.decimals(min_value=-1_000, max_value=1_000, places=2)
UP, DOWN, ABOVE, BELOW = Direction
HALF = TODAY + timedelta(days=20)
NO_READING, GREEN, AMBER, RED = Status


@pytest.mark.parametrize(
    ("value", "status"),
    [(30, RED), (24, RED), (23, AMBER), (20, AMBER), (19, GREEN), (17, GREEN), (4, GREEN), (3, GREEN)],
)
def test_without_thresholds_it_is_how_far_it_is_behind_its_path(value: int, status: Status) -> None:
    assert status_of_indicator(indicator(latest=value), HALF) is status


@pytest.mark.parametrize(("value", "status"), [(40, GREEN), (39, AMBER), (25, AMBER), (24, RED)])
def test_ten_points_behind_are_green_and_twenty_five_amber(value: int, status: Status) -> None:
    known = indicator(direction=UP, baseline=Decimal(0), target=Decimal(100), latest=value)
    assert status_of_indicator(known, HALF) is status


@pytest.mark.parametrize(("value", "status"), [(60, GREEN), (57, GREEN), (56, AMBER), (51, RED), (41, RED)])
def test_worse_than_its_start_is_behind_on_the_first_day(value: int, status: Status) -> None:
    known = indicator(direction=UP, baseline=Decimal(60), target=Decimal(95), latest=value)
    assert status_of_indicator(known, TODAY) is status
    assert progress_of(known) == 0


@pytest.mark.parametrize(
    ("words", "day", "status"),
    [
        ({}, TODAY, AMBER),
        ({}, DUE, AMBER),
        ({}, DUE + timedelta(days=1), RED),
        ({"commit": Decimal(1)}, DUE + timedelta(days=1), AMBER),
        ({"red": Decimal(0)}, TODAY, RED),
        ({"amber": Decimal(2)}, TODAY, GREEN),
        ({"latest": 0}, DUE + timedelta(days=1), GREEN),
    ],
)
def test_what_started_at_its_target_is_red_by_its_threshold_or_its_day_alone(
    words: dict[str, Any], day: date, status: Status
) -> None:
    known = indicator(**{"baseline": Decimal(0), "target": Decimal(0), "latest": 1, **words})
    assert status_of_indicator(known, day) is status


@pytest.mark.parametrize(
    ("value", "status"),
    [(94, GREEN), (93, GREEN), (92, GREEN), (91, AMBER), (90, AMBER), (89, RED), (95, GREEN)],
)
def test_thresholds_are_crossed_by_what_lies_beyond_them(value: int, status: Status) -> None:
    known = indicator(direction=ABOVE, target=Decimal(95), amber=Decimal(92), red=Decimal(90), latest=value)
    assert status_of_indicator(known, HALF) is status


def test_one_threshold_alone_decides() -> None:
    assert status_of_indicator(indicator(red=Decimal(25), latest=26), TODAY) is RED
    assert status_of_indicator(indicator(red=Decimal(25), latest=25), HALF) is GREEN
    assert status_of_indicator(indicator(amber=Decimal(25), latest=29), HALF) is AMBER


def test_what_is_to_stay_somewhere_is_measured_at_once() -> None:
    known = indicator(direction=BELOW, baseline=Decimal(5), target=Decimal(2), latest=3)
    assert status_of_indicator(known, TODAY) is RED


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({}, AMBER),
        ({"latest": 5}, AMBER),
        ({"latest": 4}, GREEN),
        ({"latest": 5, "commit": Decimal(6)}, GREEN),
    ],
)
def test_past_its_day_what_was_not_reached_is_not_green(words: dict[str, Any], status: Status) -> None:
    assert status_of_indicator(indicator(**words), DUE + timedelta(days=1)) is status


def test_nothing_is_said_before_a_reading_until_a_promised_one_is_overdue() -> None:
    known = indicator(baseline=None, first_reading_by=HALF)
    assert status_of_indicator(known, HALF) is NO_READING
    assert status_of_indicator(known, HALF + timedelta(days=1)) is AMBER


@given(
    st.sampled_from(Direction), st.tuples(NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS), st.integers(0, 60)
)
def test_a_better_value_never_stands_weaker(
    direction: Direction, way: tuple[Decimal, Decimal], values: tuple[Decimal, Decimal], days: int
) -> None:
    start, target = way
    worse, better = sorted(values, reverse=not direction.is_upward)

    def weakness(value: Decimal) -> int:
        known = indicator(direction=direction, baseline=start, target=target, latest=value)
        return status_of_indicator(known, TODAY + timedelta(days=days)).weakness

    assert weakness(better) <= weakness(worse)
    assert weakness(better) == GREEN.weakness or not meets(direction, better, target)


@given(st.sampled_from((UP, DOWN)), NUMBERS, NUMBERS, st.integers(0, 60))
def test_a_quarter_of_the_way_back_from_the_start_is_always_red(
    direction: Direction, start: Decimal, target: Decimal, days: int
) -> None:
    assume(start != target and meets(direction, target, start))
    lost = start - (target - start) * Decimal("0.26")
    known = indicator(direction=direction, baseline=start, target=target, latest=lost)
    assert status_of_indicator(known, TODAY + timedelta(days=days)) is RED


def said_by(*indicators: IndicatorView) -> tuple[Status, int | None, str] | None:
    found = goal_status(Standing(one, status_of_indicator(one, HALF), progress_of(one)) for one in indicators)
    return (found.status, found.progress, found.weakest) if found else None


def test_a_goal_stands_as_its_weakest_primary_indicator_does() -> None:
    good = indicator(name="good", latest=4, is_primary=True)
    unread = indicator(name="unread", is_primary=True)
    behind = indicator(name="behind", latest=20, is_primary=True)
    worst = indicator(name="worst", latest=30)
    assert said_by(good, worst) == (GREEN, 100, "good")
    assert said_by(good, unread, worst) == (NO_READING, None, "unread")
    assert said_by(good, unread, behind, worst) == (AMBER, 38, "behind")
    assert said_by() is None


def test_without_a_primary_one_a_goal_stands_as_its_weakest() -> None:
    assert said_by(indicator(name="good", latest=4), indicator(name="worst", latest=30)) == (RED, 0, "worst")


@pytest.mark.parametrize(
    ("numbers", "people", "words"),
    [(RED, GREEN, "The numbers say red, the people say green"), (GREEN, AMBER, "The numbers say green, the people"),
     (RED, RED, ""), (NO_READING, RED, "")],
)  # fmt: skip
def test_a_difference_between_numbers_and_people_is_an_invitation(
    numbers: Status, people: Status, words: str
) -> None:
    assert difference(numbers, people).startswith(words)
    assert bool(difference(numbers, people)) == bool(words)
