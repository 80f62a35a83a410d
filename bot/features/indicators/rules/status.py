"""How indicators and goals stand, and how that differs from what people feel."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from bot.features.indicators.rules.progress import expected_percent, has_way, meets, percent_at
from bot.features.indicators.values import GoalStatus, IndicatorView, Standing, Status

BEHIND_AMBER, BEHIND_RED = Decimal(10), Decimal(25)  # points of progress behind the expected path
CALLED = {
    Status.NO_READING: "nothing yet",
    Status.GREEN: "green",
    Status.AMBER: "amber",
    Status.RED: "red",
}


def status_of_indicator(indicator: IndicatorView, today: date) -> Status:
    """By its thresholds where it has any, else by how far it is behind its expected path.

    Before the first reading it has no status, until the day is over by which one was promised: then it is amber.
    Past its due day, what reached neither its commit nor its target is amber at least. What started at its target, and
    left it, has no path to be behind on: it is amber, and red when it missed its day.
    """
    if indicator.latest is None:
        return Status.AMBER if today > _read_by(indicator) else Status.NO_READING
    if meets(indicator.direction, indicator.latest, indicator.target):
        return Status.GREEN
    found = _by_thresholds(indicator, indicator.latest) or _by_path(indicator, indicator.latest, today)
    return Status.AMBER if found is Status.GREEN and _is_missed(indicator, today) else found


def goal_status(standings: Iterable[Standing]) -> GoalStatus | None:
    """A goal's: that of its weakest primary indicator, without one of its weakest; None without indicators.

    Of equally weak ones, the one that has come least far speaks.
    """
    every = list(standings)
    candidates = [found for found in every if found.indicator.is_primary] or every
    if not candidates:
        return None
    weakest = min(candidates, key=lambda found: (-found.status.weakness, found.progress or 0))
    return GoalStatus(weakest.status, weakest.progress, weakest.indicator.name)


def difference(numbers: Status, people: Status) -> str:
    """How what the numbers say differs from what people feel, as an invitation; empty when they agree.

    Args:
        people: their confidence, as green, amber or red.
    """
    if Status.NO_READING in {numbers, people} or numbers is people:
        return ""
    said = f"The numbers say {CALLED[numbers]}, the people say {CALLED[people]}"
    better = (
        "what do the numbers not show?" if people.weakness < numbers.weakness else "what is on your minds?"
    )
    return f"{said}: worth a talk, {better}"


def _read_by(indicator: IndicatorView) -> date:
    return indicator.first_reading_by or indicator.due_on


def _by_thresholds(indicator: IndicatorView, value: Decimal) -> Status | None:
    if indicator.amber is None and indicator.red is None:
        return None
    if indicator.red is not None and not meets(indicator.direction, value, indicator.red):
        return Status.RED
    if indicator.amber is not None and not meets(indicator.direction, value, indicator.amber):
        return Status.AMBER
    return Status.GREEN


def _by_path(indicator: IndicatorView, value: Decimal, today: date) -> Status:
    if not indicator.direction.stays and not has_way(indicator):
        return Status.RED if _is_missed(indicator, today) else Status.AMBER
    behind = expected_percent(indicator, today) - percent_at(indicator, value)
    if behind > BEHIND_RED:
        return Status.RED
    return Status.AMBER if behind > BEHIND_AMBER else Status.GREEN


def _is_missed(indicator: IndicatorView, today: date) -> bool:
    wanted = indicator.target if indicator.commit is None else indicator.commit
    is_there = indicator.latest is not None and meets(indicator.direction, indicator.latest, wanted)
    return today > indicator.due_on and not is_there
