"""Which phase a date means, what moves a cycle on, and when each phase of a new one begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import islice

from bot.clock.workdays import SATURDAY_AND_SUNDAY
from bot.features.cycles.values import CycleSettings, Doing, Phase, Plan
from bot.text import listing

ORDER = tuple(Phase)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WEEKS = 6  # of a cycle, unless the team wants another length
LEAST, MOST = 1, 26  # weeks
SHORT = 2  # weeks; a cycle up to that long has a working day for each phase before it runs
DRAFTING, VOTING, COMMITTING = 3, 2, 2  # working days
OPENING = frozenset({Phase.DRAFTING, Phase.VOTING})
UNDER_WAY = frozenset({Phase.COMMITTING, Phase.RUNNING, Phase.REFLECTING})
BELONGS: dict[Doing, frozenset[Phase]] = {
    Doing.PROPOSE: OPENING,
    Doing.GIVE_INPUT: frozenset({Phase.DRAFTING}),
    Doing.VOTE: frozenset({Phase.VOTING}),
    Doing.COMMIT: frozenset({Phase.COMMITTING}),
    Doing.MEASURE: UNDER_WAY,
    Doing.CHECK_IN: frozenset({Phase.RUNNING, Phase.REFLECTING}),
    Doing.REFLECT: frozenset({Phase.RUNNING, Phase.REFLECTING, Phase.CLOSED}),
}
"""The phases that a strict team keeps each thing to; all others take them as advice."""
DOING_WORDS = {
    Doing.PROPOSE: "proposing goals",
    Doing.VOTE: "voting",
    Doing.GIVE_INPUT: "giving input",
    Doing.COMMIT: "committing",
    Doing.MEASURE: "measuring",
    Doing.CHECK_IN: "checking in",
    Doing.REFLECT: "looking back",
}
PHASE_NAMES = {phase: phase.value for phase in Phase} | {Phase.CLOSED: "the time after a cycle is closed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleState:
    """What is on record of a cycle, and decides what its dates bring.

    Args:
        moved_on: the day on which a person moved it last; the day before its first, when nobody did.
        closed_on: its first day of being closed; None while it is not.
        was_halfway: whether the middle of running was told.
    """

    phase: Phase
    plan: Plan
    settings: CycleSettings
    moved_on: date
    closed_on: date | None = None
    was_halfway: bool = False


def usual_plan(starts_on: date, weeks: int = WEEKS) -> Plan:
    """A cycle's dates from its first day.

    Drafting takes three working days, voting and committing two each; the last week is for reflecting. Up to two
    weeks long, it has one working day for each of them, and the last one for reflecting.
    """
    ends_on = starts_on + weeks * WEEK - DAY
    if weeks <= SHORT:
        days = [day for day in _days_from(starts_on, ends_on) if day.weekday() not in SATURDAY_AND_SUNDAY]
        return _plan(starts_on, days[1], days[2], days[3], days[-1], ends_on)
    voting, committing, running = (
        _working_day(starts_on, number)
        for number in (DRAFTING, DRAFTING + VOTING, DRAFTING + VOTING + COMMITTING)
    )
    return _plan(starts_on, voting, committing, running, ends_on - WEEK + DAY, ends_on)


def plan_like(known: Plan, starts_on: date) -> Plan:
    """The plan of the next cycle: as long as this one, with the usual dates for whole weeks.

    Of another length, all its dates move with the first.
    """
    length = known.ends_on - known.starts_on + DAY
    if length % WEEK == timedelta(0):
        return usual_plan(starts_on, length // WEEK)
    moved = starts_on - known.starts_on
    return Plan(**{field.name: getattr(known, field.name) + moved for field in fields(Plan)})


def begins(plan: Plan) -> dict[Phase, date]:
    """The first day of each phase; a cycle is closed from the day after its last."""
    return {
        Phase.DRAFTING: plan.starts_on,
        Phase.VOTING: plan.voting_on,
        Phase.COMMITTING: plan.committing_on,
        Phase.RUNNING: plan.running_on,
        Phase.REFLECTING: plan.reflecting_on,
        Phase.CLOSED: plan.ends_on + DAY,
    }


def phase_on(state: CycleState, today: date) -> Phase:
    """Which phase a cycle is in.

    A date moves it on and never back, and only one after the day on which a person moved it: what they moved ahead
    waits for the next date to come, and what they moved back isn't moved on again by a date that was over.
    """
    if not state.settings.by_date:
        return state.phase
    came = [one for one, day in begins(state.plan).items() if state.moved_on < day <= today]
    return max([state.phase, *came], key=ORDER.index)


def next_change(state: CycleState) -> date | None:
    """The day, be it over, on which something happens of itself: a phase begins, half of running is over, or the
    next cycle opens; None when nothing will."""
    days = [*_dates_to_come(state), *_halfway_to_come(state), *_opening_to_come(state)]
    return min(days, default=None)


def opens_on(state: CycleState) -> date | None:
    """The day on which the cycle after this one opens of itself; None when it doesn't.

    What dates closed is followed on the same day, what a person closed early on the next.
    """
    if state.closed_on is None or not (state.settings.by_date and state.settings.goes_on):
        return None
    return state.closed_on if state.closed_on > state.plan.ends_on else state.closed_on + DAY


def halfway(plan: Plan) -> date:
    """The day from which on half of the running phase is over."""
    return plan.running_on + (plan.reflecting_on - plan.running_on) / 2


def is_halfway(state: CycleState, today: date) -> bool:
    """Whether the middle of running is to be told now."""
    return any(day <= today for day in _halfway_to_come(state))


def following(plan: Plan, phase: Phase) -> Phase | None:
    """The next phase that has days; None after the last."""
    return next((one for one in ORDER[ORDER.index(phase) + 1 :] if _has_days(plan, one)), None)


def preceding(plan: Plan, phase: Phase) -> Phase | None:
    """The phase before that has days; None before the first."""
    return next((one for one in reversed(ORDER[: ORDER.index(phase)]) if _has_days(plan, one)), None)


def last_day(plan: Plan, phase: Phase) -> date:
    """The last day that the plan has for a phase."""
    if phase is Phase.CLOSED:
        return plan.ends_on
    after = following(plan, phase) or Phase.CLOSED
    return begins(plan)[after] - DAY


def next_start(plan: Plan, planned: date, today: date) -> date:
    """The first day of the cycle that follows: as planned, or today when its drafting would be over by now.

    Nobody drafted while the clock stood still or the team slept, so what begins late has all of its days.

    Args:
        plan: that of the cycle before.
    """
    return planned if today < plan_like(plan, planned).voting_on else max(planned, today)


def refusal(phase: Phase, doing: Doing, stewards: Sequence[str]) -> str:
    """Why a strict team refuses something now, and who can change it.

    Args:
        stewards: names of who can move the phase.
    """
    where = listing([PHASE_NAMES[one] for one in ORDER if one in BELONGS[doing]])
    who = f" ({listing(stewards)})" if stewards else ""
    return (
        f"This team keeps to its phases, and is in {PHASE_NAMES[phase]} now: {DOING_WORDS[doing]} belongs to {where}. "
        f"Nothing was lost or changed. A steward{who} can move the phase with `/cairn cycle`."
    )


def is_before(phase: Phase, other: Phase) -> bool:
    """Whether one phase comes before another."""
    return ORDER.index(phase) < ORDER.index(other)


def _dates_to_come(state: CycleState) -> list[date]:
    if not state.settings.by_date:
        return []
    first = begins(state.plan)
    return [day for one, day in first.items() if is_before(state.phase, one) and day > state.moved_on]


def _halfway_to_come(state: CycleState) -> list[date]:
    waits = state.phase is Phase.RUNNING and not state.was_halfway
    return [halfway(state.plan)] if waits else []


def _opening_to_come(state: CycleState) -> list[date]:
    day = opens_on(state)
    return [day] if day is not None else []


def _has_days(plan: Plan, phase: Phase) -> bool:
    if phase is Phase.CLOSED:
        return True
    first = begins(plan)
    return first[phase] < first[ORDER[ORDER.index(phase) + 1]]


def _plan(*days: date) -> Plan:
    return Plan(**dict(zip((field.name for field in fields(Plan)), days, strict=True)))


def _days_from(first: date, last: date | None = None) -> Iterator[date]:
    day = first
    while last is None or day <= last:
        yield day
        day += DAY


def _working_day(first: date, number: int) -> date:
    """The working day after `number` of them, from this day on."""
    working = (day for day in _days_from(first) if day.weekday() not in SATURDAY_AND_SUNDAY)
    return next(islice(working, number, None))
