"""A team's current cycle: what phase it is in, what its dates bring, and what a strict team refuses."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.asked import asked_once
from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed
from bot.features.cycles import repository
from bot.features.cycles.events import CycleClosed, CycleHalfway, CycleOpened, PhaseChanged
from bot.features.cycles.models import Cycle
from bot.features.cycles.repository import CycleRepository, start_of, state_of, today_in, write, write_due
from bot.features.cycles.rules import phases, plans
from bot.features.cycles.rules.phases import Move
from bot.features.cycles.values import (
    CLOSED,
    CycleEnd,
    CyclePage,
    CycleSettings,
    CycleView,
    Doing,
    Phase,
    Plan,
)
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.teams.membership import ON_ITS_WAY, held
from bot.features.teams.values import TEAM_CARD, TeamState
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.events import ZoneChanged

AT_ONCE = 500  # cycles that the clock takes on in one run


def current(tx: Transaction, team_id: UUID) -> CycleView:
    """The newest cycle of a team that was found for the actor, in the phase that its dates say by now.

    A closed one stays the current one until the next begins.

    Raises:
        Conflict: it has none, because Cairn is only just coming into its channel.
    """
    found = currents(tx, [team_id]).get(team_id)
    if found is None:
        raise Conflict(ON_ITS_WAY)
    return found


@asked_once
def currents(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, CycleView]:
    """The same for many teams, by team, in one statement; a team without a cycle is left out."""
    return CycleRepository(tx).views(team_ids)


def cycles_on_record(tx: Transaction, cycle_ids: Collection[UUID]) -> dict[UUID, CycleView]:
    """These cycles by id, whoever asks, in one statement; for what Cairn itself shows."""
    return CycleRepository(tx).views_by_id(cycle_ids)


def end_of(tx: Transaction, cycle_id: UUID) -> CycleEnd | None:
    """A cycle that was closed, and whether the next has begun; None when there is no such cycle."""
    cycle = cycles_on_record(tx, [cycle_id]).get(cycle_id)
    return CycleEnd(cycle=cycle, was_followed=current(tx, cycle.team_id).id != cycle_id) if cycle else None


def page_in(tx: Transaction, channel: str) -> CyclePage:
    """The cycle of the team in a channel that the actor is in.

    Raises:
        NoTeamHere: no team works there.
        Conflict: Cairn isn't in the channel (yet).
    """
    return page(tx, teams.required_team_in(tx, channel).id)


def page(tx: Transaction, team_id: UUID) -> CyclePage:
    """A team's cycle, and who can change it.

    Raises:
        NotFound: the actor may not see the team.
    """
    teams.team(tx, team_id)
    cycle = current(tx, team_id)
    moves = _moves(tx, cycle)
    return CyclePage(
        cycle=cycle,
        today=today_of(tx, team_id),
        left_out=phases.left_out(moves, cycle.phase),
        off_plan=phases.off_plan(moves, cycle.phase),
        stewards=stewards_of(tx, team_id),
        may_change=teams.is_steward(tx, team_id, tx.actor or ""),
    )


def require(tx: Transaction, team_id: UUID, doing: Doing) -> None:
    """Let pass what belongs to the phase, and everything where the team takes its phases as advice.

    Raises:
        NotAllowed: the team is strict, and this belongs to another phase.
    """
    cycle = currents(tx, [team_id]).get(team_id)
    if cycle is not None and phases.is_refused(cycle, doing):
        raise NotAllowed(phases.refusal(cycle.phase, doing, stewards_of(tx, team_id)))


def refused_in(tx: Transaction, team_ids: Collection[UUID], doing: Doing) -> frozenset[UUID]:
    """Those of these teams that `require` would refuse this now: for what Cairn itself does, which needs no words."""
    found = currents(tx, team_ids).items()
    return frozenset(team_id for team_id, one in found if phases.is_refused(one, doing))


def voting_begins(tx: Transaction, cycle: CycleView) -> datetime | None:
    """When voting begins in a strict team that drafts; None where nobody has to wait for it.

    It begins with the voting phase. When no date brings that, the day after the cycle stands for it.
    """
    if not cycle.is_strict or cycle.phase is not Phase.DRAFTING:
        return None
    coming = cycle.ahead
    is_planned = coming is not None and coming.by_itself and coming.phase is Phase.VOTING
    day = cycle.plan.voting_on if is_planned else cycle.ends_on + plans.DAY
    return start_of(day, teams.team_zone(tx, cycle.team_id))


def closes_at(tx: Transaction, cycle: CycleView) -> datetime | None:
    """The first moment at which its dates have closed a cycle; None where a person closes it."""
    return None if cycle.closes_on is None else start_of(cycle.closes_on, teams.team_zone(tx, cycle.team_id))


def stewards_of(tx: Transaction, team_id: UUID) -> tuple[str, ...]:
    """Who can change the team's cycle, by name; those not looked up yet are left out."""
    return teams.portrait(tx, teams.team_by_id(tx, team_id)).stewards


def today_of(tx: Transaction, team_id: UUID) -> date:
    """The date it is where the team is."""
    return today_in(teams.team_zone(tx, team_id), tx.now)


def begin(tx: Transaction, team_id: UUID) -> CycleView:
    """Open a team's first cycle on the day it is there, with the usual dates, unless it has one."""
    if CycleRepository(tx).newest(team_id) is None:
        open_next(tx, team_id, 1, plans.usual_plan(today_of(tx, team_id)), CycleSettings())
    return current(tx, team_id)


def settle(tx: Transaction, team_id: UUID) -> CycleView:
    """Do what the cycle's dates brought, whoever asks: move it, tell its middle, open the next one.

    Who writes something for the cycle that is current asks this first. While a team sleeps, its cycle rests.

    Raises:
        Conflict: the team has no cycle yet.
    """
    known = CycleRepository(tx).newest(team_id)
    if known is not None and known.due_at is not None and known.due_at <= tx.now:
        settled(tx, team_id)
    return current(tx, team_id)


def due(session: Session, now: datetime) -> list[tuple[str, UUID]]:
    """Cycles to settle, across workspaces: (workspace, team id)."""
    return repository.due(session, now, most=AT_ONCE)


def next_change(session: Session) -> datetime | None:
    """When the next cycle goes on by itself, across workspaces."""
    return repository.first_due(session)


def team_arrived(tx: Transaction, event: TeamArrived) -> None:
    """A new team's first cycle begins; that of one which was away is where its dates are now."""
    team_id = UUID(event.subject)
    begin(tx, team_id)
    settle(tx, team_id)


def zone_changed(tx: Transaction, event: ZoneChanged) -> None:
    """The days of the teams that this person started begin at other moments now."""
    for team_id in CycleRepository(tx).teams_started_by(event.subject):
        settled(tx, team_id)


def settled(tx: Transaction, team_id: UUID) -> Cycle | None:
    """The newest cycle with all that its dates brought written down; the team is held.

    None when there is none, or the team sleeps.
    """
    team = held(tx, team_id)
    row = CycleRepository(tx).newest(team_id)
    if row is None or team.state != TeamState.ACTIVE:
        return None
    today = today_of(tx, team_id)
    go_to(tx, row, phases.as_of(state_of(row), today), by_date=True)
    if phases.is_halfway(state_of(row), today):
        row.was_halfway = True
        tx.happened(CycleHalfway(subject=str(team_id), team_id=team_id, cycle_id=row.id))
    opens_on = phases.opens_on(state_of(row))
    if opens_on is not None and opens_on <= today:
        known = state_of(row)
        plan = plans.plan_like(known.plan, plans.next_start(known.plan, opens_on, today))
        return open_after(tx, row, plan, known.settings)
    write_due(row, teams.team_zone(tx, team_id))
    return row


def go_to(tx: Transaction, row: Cycle, after: phases.CycleState, *, by_date: bool) -> None:
    """Write what became of a held cycle, and tell of another phase."""
    before = Phase(row.phase)
    write(row, after)
    if after.phase is before:
        return
    team_id, subject = row.team_id, str(row.team_id)
    moved = PhaseChanged(
        subject=subject, team_id=team_id, cycle_id=row.id, before=before, after=after.phase, by_date=by_date
    )
    tx.happened(moved)
    if after.phase is Phase.CLOSED:
        tx.happened(CycleClosed(subject=subject, team_id=team_id, cycle_id=row.id, number=row.number))
        tx.show(CLOSED, row.id, teams.team_by_id(tx, team_id).channel, key=f"cycle-closed:{row.id}")
    if Phase.CLOSED in {before, after.phase}:
        tx.touch(CLOSED, row.id)
    tx.touch(TEAM_CARD, team_id)


def open_after(tx: Transaction, closed: Cycle, plan: Plan, settings: CycleSettings) -> Cycle:
    """Open the cycle after a closed one, whose message says so."""
    closed.due_at = None
    tx.touch(CLOSED, closed.id)
    return open_next(tx, closed.team_id, closed.number + 1, plan, settings)


def open_next(tx: Transaction, team_id: UUID, number: int, plan: Plan, settings: CycleSettings) -> Cycle:
    """Open a team's cycle, whose number is free."""
    row = CycleRepository(tx).open(team_id, number, plan, settings)
    write_due(row, teams.team_zone(tx, team_id))
    opened = CycleOpened(
        subject=str(team_id),
        team_id=team_id,
        cycle_id=row.id,
        number=number,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )
    tx.happened(opened)
    tx.touch(TEAM_CARD, team_id)
    return row


def _moves(tx: Transaction, cycle: CycleView) -> list[Move]:
    """The cycle's moves on record and of this transaction, oldest first."""
    told = (entry for entry in workspaces.history(tx, str(cycle.team_id)) if entry.kind == PhaseChanged.kind)
    on_record = [
        Move(Phase(str(was["before"])), Phase(str(was["after"])), bool(was["by_date"]))
        for was in (entry.detail for entry in told)
        if was["cycle_id"] == str(cycle.id)
    ]
    now = (event for event in tx.events if isinstance(event, PhaseChanged) and event.cycle_id == cycle.id)
    return [*on_record, *(Move(event.before, event.after, event.by_date) for event in now)]
