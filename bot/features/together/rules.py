"""When numbers are read together, what is said of each, and on which days it recurs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.clock.recurrence import Schedule, Weekly, next_day
from bot.features.cycles.values import CycleView, Phase
from bot.features.indicators.rules.progress import expected_value, has_way
from bot.features.indicators.rules.status import status_of_indicator
from bot.features.indicators.values import IndicatorView, ReadingView
from bot.features.thresholds.rules import facilitator as next_one
from bot.features.thresholds.values import Candidate
from bot.features.together.values import Figure

TUESDAY = 1
WEEKS = 2  # from one to the next (P6 of product.md)
INTERVAL = timedelta(weeks=WEEKS)
DAY = timedelta(days=1)
LATE = DAY  # what could not be posted by then waits for the next time
CLOSE = 10  # where start and target are less apart, a decimal more is told of what is expected


def is_to_post(day: date, today: date, phase: Phase | None, *, is_newest: bool, is_measured: bool) -> bool:
    """Whether a reading that was due on a day is posted: the newest one, in time, in a running cycle with numbers."""
    return is_newest and today - day <= LATE and phase is Phase.RUNNING and is_measured


def runs(cycle: CycleView, today: date) -> tuple[date, date] | None:
    """From which day to which the cycle runs from now on; None when no date says, or it has run."""
    plan, coming = cycle.plan, cycle.ahead
    if cycle.phase is Phase.RUNNING:
        ends = coming.on if coming is not None and coming.by_itself else None
        return today, ends - DAY if ends is not None else date.max
    is_ahead = cycle.settings.by_date and today < plan.running_on < plan.reflecting_on
    return (plan.running_on, plan.reflecting_on - DAY) if is_ahead and not has_run(cycle) else None


def has_run(cycle: CycleView) -> bool:
    """Whether the cycle's running is over."""
    return cycle.phase in (Phase.REFLECTING, Phase.CLOSED)


def figure(indicator: IndicatorView, readings: Sequence[ReadingView], *, since: date, until: date) -> Figure:
    """How an indicator stands on a day, and where it stood when numbers were read together last.

    Args:
        readings: its own, by day.
    """
    known = [reading for reading in readings if reading.day <= until]
    latest = known[-1] if known else None
    before = [reading.value for reading in known if reading.day <= since]
    seen = replace(
        indicator, latest=latest.value if latest else None, latest_on=latest.day if latest else None
    )
    return Figure(
        indicator=seen,
        status=status_of_indicator(seen, until),
        expected=_expected(seen, until),
        before=before[-1] if before else None,
        is_fresh=latest is not None and latest.day > since,
    )


def facilitator(candidates: Collection[Candidate], *, drivers: Collection[str]) -> str | None:
    """Whose turn it is: anybody but who drives what is read; where everybody free drives some of it, one of them."""
    return next_one(candidates, but=drivers) or next_one(candidates, but=())


def with_turns(candidates: Iterable[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    """The same people, each with the turns that they had here besides."""
    had = {one.user: one for one in more}
    return [_together(one, had.get(one.user, Candidate(one.user))) for one in candidates]


def usual_day(checkins: Iterable[Schedule]) -> int:
    """The weekday that a team begins with, Monday being 0: that of its digest, else Tuesday."""
    return next((min(one.weekdays) for one in checkins if isinstance(one, Weekly)), TUESDAY)


def schedule_of(weekday: int, today: date, known: Schedule | None = None) -> Weekly:
    """Every second week on that day: the next such day to come, or in the weeks that the team counts already."""
    weekdays = frozenset({weekday})
    if isinstance(known, Weekly):
        return Weekly(weekdays, every=WEEKS, anchor=known.anchor)
    first = next_day(Weekly(weekdays, anchor=today), today)
    return Weekly(weekdays, every=WEEKS, anchor=first or today)


def _together(one: Candidate, other: Candidate) -> Candidate:
    last = max((turn for turn in (one.last, other.last) if turn is not None), default=None)
    return Candidate(one.user, one.turns + other.turns, last)


def _expected(indicator: IndicatorView, day: date) -> Decimal | None:
    if indicator.direction.stays or not has_way(indicator):
        return indicator.target
    start = indicator.start
    return None if start is None else _readable(indicator, start, expected_value(indicator, start, day))


def _readable(indicator: IndicatorView, start: Decimal, value: Decimal) -> Decimal:
    """With about as many decimals as the numbers that it lies between."""
    target = indicator.target
    return round(value, max(_decimals(start), _decimals(target)) + (abs(target - start) < CLOSE))


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
