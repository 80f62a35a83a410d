"""Which phase a cycle is in, what its dates bring next, and what belongs to a phase."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.features.cycles.rules.plans import DAY, ORDER, begins, following, halfway
from bot.features.cycles.values import Ahead, CycleSettings, CycleView, Doing, Phase, Plan
from bot.text import listing

BELONGS: dict[Doing, frozenset[Phase]] = {
    Doing.PROPOSE: frozenset({Phase.DRAFTING, Phase.VOTING}),
    Doing.GIVE_INPUT: frozenset({Phase.DRAFTING}),
    Doing.VOTE: frozenset({Phase.VOTING}),
    Doing.COMMIT: frozenset({Phase.COMMITTING}),
    Doing.MEASURE: frozenset({Phase.COMMITTING, Phase.RUNNING, Phase.REFLECTING}),
    Doing.CHECK_IN: frozenset({Phase.RUNNING, Phase.REFLECTING}),
    Doing.REFLECT: frozenset({Phase.RUNNING, Phase.REFLECTING, Phase.CLOSED}),
}
"""The phases that a strict team keeps each thing to; all other teams take them as advice."""
CALLED = {
    Doing.PROPOSE: "proposing goals",
    Doing.GIVE_INPUT: "giving input",
    Doing.VOTE: "voting",
    Doing.COMMIT: "giving one's word",
    Doing.MEASURE: "putting readings on record",
    Doing.CHECK_IN: "checking in",
    Doing.REFLECT: "looking back",
}
UNTIL_THEN = {
    Doing.MEASURE: " Until then, the *Baseline* of an indicator says where it stands now.",
}
"""What a strict team can do instead before a thing's phases have come."""
GOES_ON = ", and goes on until the next cycle is running"


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleState:
    """What is on record of a cycle and decides what its dates bring.

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


@dataclass(frozen=True, slots=True)
class Move:
    """What is on record of a cycle's going to another phase; `by_date`: its dates moved it, not a person."""

    before: Phase
    after: Phase
    by_date: bool


def as_of(state: CycleState, today: date) -> CycleState:
    """The cycle with what its dates brought by that day.

    A date moves it on and never back, and only one after the day on which a person moved it: what they moved ahead
    waits for the next date to come, and what they moved back isn't moved on again by a date that was over.
    """
    came = [phase for phase, day in _dates_to_come(state) if day <= today]
    if not came:
        return state
    closed_on = begins(state.plan)[Phase.CLOSED] if came[-1] is Phase.CLOSED else None
    return replace(state, phase=came[-1], closed_on=closed_on)


def by_hand(state: CycleState, phase: Phase, today: date) -> CycleState:
    """The cycle when a person moves it to this phase, forward or back."""
    closed_on = today if phase is Phase.CLOSED else None
    return replace(state, phase=phase, moved_on=today, closed_on=closed_on)


def ahead(state: CycleState, today: date) -> Ahead | None:
    """What comes next, for a cycle as of today; None when it is closed and nothing begins by itself."""
    if state.phase is Phase.CLOSED:
        day = opens_on(state)
        return Ahead(phase=Phase.DRAFTING, on=day, by_itself=True) if day is not None else None
    if coming := _dates_to_come(state):
        first = min(day for _, day in coming)
        return Ahead(phase=[phase for phase, day in coming if day == first][-1], on=first, by_itself=True)
    after = following(state.plan, state.phase) or Phase.CLOSED
    planned = begins(state.plan)[after]
    return Ahead(phase=after, on=planned if planned > today else None, by_itself=False)


def opens_on(state: CycleState) -> date | None:
    """The day on which the cycle after this one opens by itself; None when it doesn't.

    What dates closed is followed on the same day, what a person closed early on the next.
    """
    if state.closed_on is None or not (state.settings.by_date and state.settings.goes_on):
        return None
    return state.closed_on if state.closed_on > state.plan.ends_on else state.closed_on + DAY


def is_halfway(state: CycleState, today: date) -> bool:
    """Whether half of running is over, and it wasn't told yet."""
    return any(day <= today for day in _halfway_to_come(state))


def next_change(state: CycleState) -> date | None:
    """The day, be it over, on which a phase begins, half of running is over, or the next cycle opens."""
    opening = opens_on(state)
    days = [
        *(day for _, day in _dates_to_come(state)),
        *_halfway_to_come(state),
        *([opening] if opening is not None else []),
    ]
    return min(days, default=None)


def left_out(moves: Sequence[Move], now: Phase) -> frozenset[Phase]:
    """The phases before this one in which the cycle never was, because a person moved it past them.

    Args:
        moves: those on record, oldest first; where dates moved it, and since then, it was in every phase on the way.
    """
    first, last = (moves[0].before, moves[-1].after) if moves else (now, now)
    been = {*ORDER[: ORDER.index(first) + 1], *_way(last, now), *(move.after for move in moves)}
    by_dates = (phase for move in moves if move.by_date for phase in _way(move.before, move.after))
    return frozenset(ORDER[: ORDER.index(now)]) - been.union(by_dates)


def off_plan(moves: Sequence[Move], now: Phase) -> frozenset[Phase]:
    """The phases up to this one that went otherwise than planned, because a person moved it into or out of them.

    Args:
        moves: as for `left_out`; to this phase itself its date may have brought it since.
    """
    touched = [phase for move in moves if not move.by_date for phase in (move.before, move.after)]
    was_moved_here = bool(moves) and not moves[-1].by_date and moves[-1].after is now
    until = ORDER.index(now) + was_moved_here
    return frozenset(ORDER[:until]).intersection(touched)


def is_refused(cycle: CycleView, doing: Doing) -> bool:
    """Whether a team doesn't do that now; what belongs to a closed cycle does so until the next is running."""
    is_before_running = ORDER.index(cycle.phase) < ORDER.index(Phase.RUNNING)
    followed = {Phase.CLOSED} if cycle.number > 1 and is_before_running else set()
    return cycle.is_strict and BELONGS[doing].isdisjoint({cycle.phase, *followed})


def refusal(phase: Phase, doing: Doing, stewards: Sequence[str]) -> str:
    """Why a strict team refuses something now, and who can change it.

    Args:
        stewards: names of who can move the phase.
    """
    now = "its cycle is closed" if phase is Phase.CLOSED else f"it is {phase} now"
    open_phases = [one.value for one in ORDER if one in BELONGS[doing] and one is not Phase.CLOSED]
    who = f": {listing(stewards)}" if stewards else ""
    is_early = all(ORDER.index(phase) < ORDER.index(one) for one in BELONGS[doing])
    instead = UNTIL_THEN.get(doing, "") if is_early else ""
    goes_on = GOES_ON if Phase.CLOSED in BELONGS[doing] else ""
    return (
        f"This team keeps to its phases, and {now}; {CALLED[doing]} belongs to {listing(open_phases)}{goes_on}.{instead} "
        f"Nothing was lost or changed. A steward can move the cycle with `/cairn cycle`{who}."
    )


def _way(before: Phase, after: Phase) -> Sequence[Phase]:
    return ORDER[ORDER.index(before) + 1 : ORDER.index(after) + 1]


def _dates_to_come(state: CycleState) -> list[tuple[Phase, date]]:
    """The dates that move it on, those that are over among them, in the order of their phases."""
    if not state.settings.by_date:
        return []
    later = ORDER[ORDER.index(state.phase) + 1 :]
    return [
        (phase, day) for phase, day in begins(state.plan).items() if phase in later and day > state.moved_on
    ]


def _halfway_to_come(state: CycleState) -> list[date]:
    waits = state.phase is Phase.RUNNING and not state.was_halfway
    return [halfway(state.plan)] if waits else []
