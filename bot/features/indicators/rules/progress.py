"""How far an indicator has come, and how far it was expected to be."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

from bot.features.indicators.values import Direction, IndicatorView, Milestone

FULL = Decimal(100)
NONE = Decimal(0)


def progress_of(indicator: IndicatorView) -> int | None:
    """Percent of the way from start to target, 0 to 100; 100 is said only when the target is met.

    What is to stay above or below a value is at 100 while it does, and falls in a straight line to 0 at the red
    threshold, or else at the start; where neither lies beyond the target, to be off it is 0.
    None before a reading.
    """
    return None if indicator.latest is None else _whole(max(percent_at(indicator, indicator.latest), NONE))


def percent_at(indicator: IndicatorView, value: Decimal) -> Decimal:
    """The same for any value, with its fraction; what is worse than the start is negative: it lies behind it."""
    direction, target = indicator.direction, indicator.target
    if meets(direction, value, target):
        return FULL
    origin = _origin(indicator)
    if origin is None or meets(direction, origin, target):
        return NONE
    return (value - origin) / (target - origin) * FULL


def has_way(indicator: IndicatorView) -> bool:
    """Whether there is a way to go from where it starts; what starts at its target has none to be behind on."""
    return indicator.start is None or not meets(indicator.direction, indicator.start, indicator.target)


def meets(direction: Direction, value: Decimal, wanted: Decimal) -> bool:
    """Whether a value is there, or better."""
    return value >= wanted if direction.is_upward else value <= wanted


def expected_percent(indicator: IndicatorView, today: date) -> Decimal:
    """How far it was expected to be by today: along its milestones, each reached in a straight line from the last.

    What is to stay where it is has nothing to wait for, and past its last day everything was expected.
    """
    if indicator.direction.stays or today >= indicator.due_on or indicator.start is None:
        return FULL
    return percent_at(indicator, expected_value(indicator, indicator.start, today))


def expected_value(indicator: IndicatorView, start: Decimal, today: date) -> Decimal:
    """The value that the expected path has on a day."""
    points = list(_points(indicator, start))
    if today <= points[0].day:
        return points[0].value
    for before, after in pairwise(points):
        if today <= after.day:
            share = Decimal((today - before.day).days) / Decimal((after.day - before.day).days)
            return before.value + (after.value - before.value) * share
    return points[-1].value


def _points(indicator: IndicatorView, start: Decimal) -> Iterable[Milestone]:
    """Start, milestones and target, without what an unknown start's first reading has overtaken."""
    begins, ends = indicator.begins_on, indicator.due_on
    yield Milestone(begins, start)
    yield from (point for point in indicator.path if begins < point.day < ends)
    if begins < ends:
        yield Milestone(ends, indicator.target)


def _origin(indicator: IndicatorView) -> Decimal | None:
    if indicator.direction.stays and indicator.red is not None:
        return indicator.red
    return indicator.start


def _whole(percent: Decimal) -> int:
    return int(percent.to_integral_value(ROUND_DOWN))
