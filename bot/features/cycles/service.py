"""A team's current cycle: opening it, what its dates bring, and what a strict team refuses."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed
from bot.features.cycles import repository, rules
from bot.features.cycles.events import CycleClosed, CycleHalfway, CycleOpened, PhaseChanged
from bot.features.cycles.models import Cycle
from bot.features.cycles.repository import (
    CycleRepository,
    plan_of,
    settings_of,
    state_of,
    today_in,
    write_due,
)
from bot.features.cycles.values import CycleSettings, CycleView, Doing, Phase, Plan
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.teams.membership import ON_ITS_WAY
from bot.features.teams.membership import held as held_team
from bot.features.teams.values import TEAM_CARD, TeamState

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


def currents(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, CycleView]:
    """The same for many teams, by team, in one statement; a team without a cycle is left out."""
    return CycleRepository(tx).views(team_ids)


def require(tx: Transaction, team_id: UUID, doing: Doing) -> None:
    """Let pass what belongs to the phase, and everything where the team takes its phases as advice.

    Raises:
        NotAllowed: the team is strict, and this belongs to another phase.
    """
    cycle = currents(tx, [team_id]).get(team_id)
    if cycle is not None and cycle.is_strict and cycle.phase not in rules.BELONGS[doing]:
        raise NotAllowed(rules.refusal(cycle.phase, doing, stewards_of(tx, team_id)))


def stewards_of(tx: Transaction, team_id: UUID) -> tuple[str, ...]:
    """Who can move the team's phases, by name; those not looked up yet are left out."""
    return teams.portrait(tx, teams.team_by_id(tx, team_id)).stewards


def begin(tx: Transaction, team_id: UUID) -> CycleView:
    """Open a team's first cycle on the day it is there, with the usual dates, unless it has one."""
    if CycleRepository(tx).newest(team_id) is None:
        today = today_in(teams.team_zone(tx, team_id), tx.now)
        _open(tx, team_id, 1, rules.usual_plan(today), CycleSettings())
    return current(tx, team_id)


def team_arrived(tx: Transaction, event: TeamArrived) -> None:
    """A new team's first cycle begins; one that was away goes on where its dates are now."""
    team_id = UUID(event.subject)
    begin(tx, team_id)
    settle(tx, team_id)


def settle(tx: Transaction, team_id: UUID) -> CycleView:
    """Do what the cycle's dates brought, whoever asks: move it, tell its middle, open the next one.

    Whoever writes to a cycle that dates may have ended asks this first. While the team sleeps its cycle rests.

    Raises:
        Conflict: the team has no cycle yet.
    """
    known = CycleRepository(tx).newest(team_id)
    if known is not None and known.due_at is not None and known.due_at <= tx.now:
        _settle(tx, team_id)
    return current(tx, team_id)


def due(session: Session, now: datetime) -> list[tuple[str, UUID]]:
    """Cycles to settle, across workspaces: (workspace, team id)."""
    return repository.due(session, now, most=AT_ONCE)


def _settle(tx: Transaction, team_id: UUID) -> None:
    team = held_team(tx, team_id)
    row = CycleRepository(tx).newest(team_id)
    if row is None or team.state != TeamState.ACTIVE:
        return
    zone = teams.team_zone(tx, team_id)
    today = today_in(zone, tx.now)
    after = rules.phase_on(state_of(row), today)
    if after != row.phase:
        _move(tx, row, after)
    if rules.is_halfway(state_of(row), today):
        row.was_halfway = True
        tx.happened(CycleHalfway(subject=str(team_id), team_id=team_id, cycle_id=row.id))
    opens_on = rules.opens_on(state_of(row))
    if opens_on is None or opens_on > today:
        write_due(row, zone)
        return
    row.due_at = None
    plan = plan_of(row)
    next_plan = rules.plan_like(plan, rules.next_start(plan, opens_on, today))
    _open(tx, team_id, row.number + 1, next_plan, settings_of(row))


def _move(tx: Transaction, row: Cycle, after: Phase) -> None:
    """A date's doing."""
    before = Phase(row.phase)
    row.phase = after
    moved = PhaseChanged(
        subject=str(row.team_id),
        team_id=row.team_id,
        cycle_id=row.id,
        before=before,
        after=after,
        by_date=True,
    )
    tx.happened(moved)
    tx.touch(TEAM_CARD, row.team_id)
    if after is Phase.CLOSED:
        row.closed_on = row.ends_on + rules.DAY
        tx.happened(
            CycleClosed(subject=str(row.team_id), team_id=row.team_id, cycle_id=row.id, number=row.number)
        )


def _open(tx: Transaction, team_id: UUID, number: int, plan: Plan, settings: CycleSettings) -> None:
    row = CycleRepository(tx).open(team_id, number, plan, settings)
    write_due(row, teams.team_zone(tx, team_id))
    tx.session.flush()
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
