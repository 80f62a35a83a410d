"""Cycles for tests: plans, states, and views of them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service, settings
from bot.features.cycles.rules import plans
from bot.features.cycles.rules.phases import CycleState, ahead, as_of
from bot.features.cycles.values import CyclePage, CycleSettings, CycleView, Phase, Plan

MONDAY = date(2026, 3, 2)
SIX_WEEKS = plans.usual_plan(MONDAY)
"""Mon 2 March drafting, Thu 5 voting, Mon 9 committing, Wed 11 running, Mon 6 April reflecting, until Sun 12 April."""
STRICT = CycleSettings(is_strict=True)
BY_HAND = CycleSettings(by_date=False)
ALONE = CycleSettings(goes_on=False)


def state(phase: Phase = Phase.DRAFTING, plan: Plan = SIX_WEEKS, **words: Any) -> CycleState:
    """A cycle that nobody moved; `words` are its other fields."""
    known = CycleState(phase=phase, plan=plan, settings=CycleSettings(), moved_on=plan.starts_on - plans.DAY)
    return replace(known, **words)


def view(phase: Phase = Phase.DRAFTING, *, today: date = MONDAY, number: int = 2, **words: Any) -> CycleView:
    """A cycle as it is on that day; `words` are fields of its state."""
    known = as_of(state(phase, **words), today)
    return CycleView(
        id=UUID(int=7),
        team_id=UUID(int=1),
        number=number,
        phase=known.phase,
        starts_on=known.plan.starts_on,
        ends_on=known.plan.ends_on,
        plan=known.plan,
        settings=known.settings,
        ahead=ahead(known, today),
        moved_on=known.moved_on if known.moved_on >= known.plan.starts_on else None,
    )


def page(
    cycle: CycleView,
    *,
    may_change: bool = True,
    stewards: tuple[str, ...] = ("Ana",),
    today: date | None = None,
    left_out: frozenset[Phase] = frozenset(),
    off_plan: frozenset[Phase] = frozenset(),
) -> CyclePage:
    """A cycle as somebody sees it on that day, or its first."""
    return CyclePage(
        cycle=cycle,
        today=today or cycle.starts_on,
        left_out=left_out,
        off_plan=off_plan,
        stewards=stewards,
        may_change=may_change,
    )


def go_through(tx: Transaction, team_id: UUID, /, **wanted: bool) -> CyclePage:
    """Change how the team goes through its cycle; run as a steward."""
    cycle = service.current(tx, team_id)
    held = replace(cycle.settings, **wanted)
    return settings.change(tx, cycle.id, cycle.plan, held, seen=cycle.fingerprint)


def move(tx: Transaction, team_id: UUID, to: Phase) -> CyclePage:
    """Put the team's cycle into a phase; run as a steward."""
    cycle = service.current(tx, team_id)
    return settings.move(tx, cycle.id, to, seen=cycle.phase)
