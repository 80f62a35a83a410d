"""What a team's stewards decide of its cycles: the phase, the dates, how it goes through them, and the next one."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cycles import service
from bot.features.cycles.events import CyclePlanned
from bot.features.cycles.models import Cycle
from bot.features.cycles.repository import CycleRepository, state_of, view_of
from bot.features.cycles.rules import phases, plans
from bot.features.cycles.values import CyclePage, CycleSettings, CycleView, Field, Phase, Plan
from bot.features.teams.values import TEAM_CARD
from bot.text import listing

NOT_FOUND = (
    "I can't find that cycle here. Nothing was changed. `/cairn cycle` shows the team's cycle as it is."
)
NOT_YOURS = (
    "The team's cycle is moved and planned by its stewards{who}. Nothing was changed. Ask one of them."
)
CHANGED = (
    "Somebody changed the cycle while your form was open, so nothing was saved. Close it and run `/cairn cycle` "
    "once more to see it as it is now."
)
GOES_ON = "This cycle goes on, so the next one wasn't begun and nothing was changed. `/cairn cycle` shows it as it is."
FOLLOWED = "The next cycle has begun already, so nothing was changed. `/cairn cycle` shows it."
IS_OVER = "This cycle is closed, so its dates stay as they were. Nothing was changed."
DAY_IS_OVER = "That day is over. Choose today or later."
OVERLAPS = "The cycle before was open until then. Choose a later day."


def page_of(tx: Transaction, cycle_id: UUID) -> CyclePage:
    """The newest cycle of the team that has this one.

    Raises:
        NotFound: there is no such cycle, or the actor may not see its team.
    """
    return service.page(tx, _team_of(tx, cycle_id))


def to_change(tx: Transaction, cycle_id: UUID) -> CyclePage:
    """A team's newest cycle, if the actor may change it.

    Raises:
        NotFound: there is no such cycle, or the actor may not see its team.
        NotAllowed: the actor is no steward of the team.
        Conflict: the next cycle has begun.
    """
    found = page_of(tx, cycle_id)
    if not found.may_change:
        who = f": {listing(found.stewards)}" if found.stewards else ""
        raise NotAllowed(NOT_YOURS.format(who=who))
    if found.cycle.id != cycle_id:
        raise Conflict(FOLLOWED)
    return found


def move(tx: Transaction, cycle_id: UUID, to: Phase, *, seen: Phase) -> CyclePage:
    """Put a cycle into another phase, on or back; raises as `to_change` does.

    Args:
        seen: the phase that the actor was shown; when it is another by now, nothing changes.
    """
    row = _held(tx, cycle_id)
    if row.phase == seen:
        today = service.today_of(tx, row.team_id)
        service.go_to(tx, row, phases.by_hand(state_of(row), to, today), by_date=False)
        service.settled(tx, row.team_id)
    return service.page(tx, row.team_id)


def change(tx: Transaction, cycle_id: UUID, plan: Plan, settings: CycleSettings, *, seen: str) -> CyclePage:
    """Give a cycle other dates, or go through it in another way; what stays as it was makes no noise.

    Args:
        plan: its first day stays what it is.
        seen: fingerprint of the cycle that the actor was shown.

    Raises:
        Invalid: the dates are out of order, too close, too far apart, or over; `field` is that of the form.
        Conflict: somebody changed the cycle since, or it is closed; and else as `to_change` does.
    """
    row = _held(tx, cycle_id)
    today = service.today_of(tx, row.team_id)
    before = view_of(row, today)
    if before.is_closed:
        raise Conflict(IS_OVER)
    if before.fingerprint != seen:
        raise Conflict(CHANGED)
    wanted = _valid(replace(plan, starts_on=before.starts_on), today)
    if wanted.ends_on < today:
        raise Invalid(Field.ENDS, DAY_IS_OVER)
    service.go_to(tx, row, replace(state_of(row), plan=wanted, settings=settings), by_date=False)
    _tell(tx, before, view_of(row, today))
    service.settled(tx, row.team_id)
    return service.page(tx, row.team_id)


def to_follow(tx: Transaction, cycle_id: UUID) -> CyclePage:
    """A team's closed cycle, if the actor may begin the next one now.

    Raises:
        NotFound, NotAllowed: as for `to_change`.
        Conflict: the next cycle has begun, or this one was opened again.
    """
    found = to_change(tx, cycle_id)
    if not found.cycle.is_closed:
        raise Conflict(GOES_ON)
    return found


def start_next(tx: Transaction, closed_id: UUID, plan: Plan, settings: CycleSettings) -> CyclePage:
    """Begin the cycle after a closed one.

    Raises:
        Invalid: the dates are out of order, too close, too far apart, too far ahead, over, or within the cycle before.
        Conflict: the cycle isn't closed, or the next one has begun; and else as `to_change` does.
    """
    row = _held(tx, closed_id)
    if row.closed_on is None:
        raise Conflict(GOES_ON)
    today = service.today_of(tx, row.team_id)
    wanted = _valid(plan, today)
    if wanted.starts_on < row.closed_on:
        raise Invalid(Field.STARTS, OVERLAPS)
    if wanted.ends_on < today:
        raise Invalid(Field.ENDS, DAY_IS_OVER)
    service.open_after(tx, row, wanted, settings)
    service.settled(tx, row.team_id)
    return service.page(tx, row.team_id)


def next_plan(page: CyclePage) -> Plan:
    """The dates that the cycle after this one begins with in its form: begun by hand, today is its first day."""
    return plans.plan_like(page.cycle.plan, page.today)


def _held(tx: Transaction, cycle_id: UUID) -> Cycle:
    """The newest cycle of a team that is held until this transaction ends, as its dates have it."""
    page_of(tx, cycle_id)
    row = service.settled(tx, _team_of(tx, cycle_id))
    to_change(tx, cycle_id)  # once nobody else changes who stewards the team
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def _team_of(tx: Transaction, cycle_id: UUID) -> UUID:
    row = CycleRepository(tx).by_id(cycle_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    return row.team_id


def _valid(plan: Plan, today: date) -> Plan:
    for field, sentence in plans.problems_of(plan, today).items():
        raise Invalid(field, sentence)
    return plan


def _tell(tx: Transaction, before: CycleView, after: CycleView) -> None:
    was, now = _words(before), _words(after)
    changed = [name for name in was if was[name] != now[name]]
    if not changed:
        return
    tx.touch(TEAM_CARD, after.team_id)
    planned = CyclePlanned(
        subject=str(after.team_id),
        team_id=after.team_id,
        cycle_id=after.id,
        before={name: was[name] for name in changed},
        after={name: now[name] for name in changed},
    )
    tx.happened(planned)


def _words(cycle: CycleView) -> dict[str, str | bool]:
    """The cycle's dates and settings by name."""
    dates = {name: getattr(cycle.plan, name).isoformat() for name in plans.DATES}
    settings = cycle.settings
    return {
        **dates,
        "by_date": settings.by_date,
        "goes_on": settings.goes_on,
        "is_strict": settings.is_strict,
    }
