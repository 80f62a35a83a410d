"""When each phase of a cycle begins, as usual or as a team chose."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from itertools import islice, pairwise

from bot.clock.workdays import SATURDAY_AND_SUNDAY
from bot.dates.spans import TOO_FAR, is_far
from bot.features.cycles.values import Field, Phase, Plan
from bot.text import day_in_words

ORDER = tuple(Phase)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WEEKS = 6  # of a cycle, unless the team wants another length
LEAST, MOST = 1, 26  # weeks
SHORT = 2  # weeks; up to that long, each phase around running has one working day
DRAFTING, VOTING, COMMITTING = 3, 2, 2  # working days
DATES = tuple(field.name for field in fields(Plan))
FIELDS = dict(
    zip(
        DATES,
        (Field.STARTS, Field.VOTING, Field.COMMITTING, Field.RUNNING, Field.REFLECTING, Field.ENDS),
        strict=True,
    )
)
"""The field of each date in the form."""
TOO_EARLY = "This comes after {before}, so choose {day} or later."
TOO_SHORT = "A cycle lasts a week at least: choose {day} or later."
TOO_LONG = "A cycle lasts 26 weeks at most: choose {day} or earlier."


def usual_plan(starts_on: date, weeks: int = WEEKS) -> Plan:
    """A cycle's dates from its first day.

    Drafting takes three working days, voting and committing two each; the last week is for reflecting. A cycle of up
    to two weeks has one working day for each of them, and the last one for reflecting.
    """
    ends_on = starts_on + weeks * WEEK - DAY
    if weeks <= SHORT:
        last = next(day for day in _days(ends_on, -DAY) if _is_worked(day))
        voting, committing, running = (_working_day(starts_on, number) for number in (1, 2, 3))
        return plan_of(starts_on, voting, committing, running, last, ends_on)
    voting = _working_day(starts_on, DRAFTING)
    committing = _working_day(starts_on, DRAFTING + VOTING)
    running = _working_day(starts_on, DRAFTING + VOTING + COMMITTING)
    return plan_of(starts_on, voting, committing, running, ends_on - WEEK + DAY, ends_on)


def plan_like(known: Plan, starts_on: date) -> Plan:
    """The dates of the next cycle: the usual ones if this cycle has them, else its own, all moved with the first."""
    weeks = weeks_of(known)
    if weeks is not None and known == usual_plan(known.starts_on, weeks):
        return usual_plan(starts_on, weeks)
    moved = starts_on - known.starts_on
    return plan_of(*(getattr(known, name) + moved for name in DATES))


def plan_of(*days: date) -> Plan:
    """The plan of these days, in its order."""
    return Plan(**dict(zip(DATES, days, strict=True)))


def weeks_of(plan: Plan) -> int | None:
    """How many weeks a cycle lasts; None when its length is no number of weeks."""
    weeks, days = divmod((plan.ends_on - plan.starts_on).days + 1, WEEK.days)
    return weeks if days == 0 and LEAST <= weeks <= MOST else None


def begins(plan: Plan) -> dict[Phase, date]:
    """The first day of each phase; a cycle is closed from the day after its last."""
    first = (getattr(plan, name) for name in DATES[:-1])
    return dict(zip(ORDER, (*first, plan.ends_on + DAY), strict=True))


def has_days(plan: Plan, phase: Phase) -> bool:
    """Whether the plan leaves any day to a phase."""
    first = begins(plan)
    return phase is Phase.CLOSED or first[phase] < first[ORDER[ORDER.index(phase) + 1]]


def following(plan: Plan, phase: Phase) -> Phase | None:
    """The next phase that has days; None after the last."""
    return next((one for one in ORDER[ORDER.index(phase) + 1 :] if has_days(plan, one)), None)


def preceding(plan: Plan, phase: Phase) -> Phase | None:
    """The phase before that has days; None before the first."""
    return next((one for one in reversed(ORDER[: ORDER.index(phase)]) if has_days(plan, one)), None)


def halfway(plan: Plan) -> date:
    """The day from which on half of the running phase is over."""
    return plan.running_on + (plan.reflecting_on - plan.running_on) / 2


def next_start(plan: Plan, planned: date, today: date) -> date:
    """The first day of the cycle that follows: as planned, or today when its drafting would be over by now.

    Nobody drafted while the clock stood still or the team slept, so what begins late has all of its days.

    Args:
        plan: that of the cycle before.
    """
    return planned if today < plan_like(plan, planned).voting_on else max(planned, today)


def problems_of(plan: Plan, today: date) -> dict[str, str]:
    """What has to change in chosen dates before they can hold: a sentence by the field's block id.

    Args:
        today: the date where the team is.
    """
    if is_far(plan.starts_on, today):
        return {Field.STARTS: TOO_FAR}
    if unordered := _unordered(plan):
        return unordered
    shortest, longest = (plan.starts_on + weeks * WEEK - DAY for weeks in (LEAST, MOST))
    if plan.ends_on < shortest:
        return {Field.ENDS: TOO_SHORT.format(day=_said(shortest, plan))}
    if plan.ends_on > longest:
        return {Field.ENDS: TOO_LONG.format(day=_said(longest, plan))}
    return {}


def _unordered(plan: Plan) -> dict[str, str]:
    """Each date that lies before the one before it."""
    named = [
        *((phase.value, name) for phase, name in zip(ORDER, DATES, strict=False)),
        ("the end", DATES[-1]),
    ]
    dated = [(called, name, getattr(plan, name)) for called, name in named]
    return {
        FIELDS[name]: TOO_EARLY.format(before=before, day=_said(earliest, plan))
        for (before, _, earliest), (_, name, day) in pairwise(dated)
        if day < earliest
    }


def _said(day: date, plan: Plan) -> str:
    return day_in_words(day, year_of=plan.starts_on)


def _days(first: date, step: timedelta = DAY) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += step


def _is_worked(day: date) -> bool:
    return day.weekday() not in SATURDAY_AND_SUNDAY


def _working_day(first: date, number: int) -> date:
    """The working day after that many of them, from this day on."""
    return next(islice(filter(_is_worked, _days(first)), number, None))
