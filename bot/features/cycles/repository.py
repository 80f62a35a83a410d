"""All SQL of cycles."""

from collections.abc import Collection
from dataclasses import fields
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from bot.db.repository import Repository
from bot.features.cycles.models import Cycle
from bot.features.cycles.rules.phases import CycleState, ahead, as_of, next_change
from bot.features.cycles.rules.plans import DATES, DAY
from bot.features.cycles.values import CycleSettings, CycleView, Phase, Plan
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Person, Workspace
from bot.features.workspaces.rules import zone_named

SETTINGS = tuple(field.name for field in fields(CycleSettings))


class CycleRepository(Repository):
    """Cycles of one workspace, for teams that were found for whoever asks."""

    def open(self, team_id: UUID, number: int, plan: Plan, settings: CycleSettings) -> Cycle:
        """Write a new cycle, in drafting."""
        row = Cycle(
            team_id=team_id,
            number=number,
            phase=Phase.DRAFTING,
            moved_on=plan.starts_on - DAY,
            was_halfway=False,
            closed_on=None,
            due_at=None,
            **{name: getattr(plan, name) for name in DATES},
            **{name: getattr(settings, name) for name in SETTINGS},
        )
        return self.add(row)

    def by_id(self, cycle_id: UUID) -> Cycle | None:
        """One cycle, whatever its place."""
        return self.session.scalars(self.scoped(Cycle).where(Cycle.id == cycle_id)).one_or_none()

    def views_by_id(self, cycle_ids: Collection[UUID]) -> dict[UUID, CycleView]:
        """These cycles as they are on the date that it is for their teams' starters."""
        rows = self.session.execute(self._with_zones().where(Cycle.id.in_(cycle_ids)))
        return {row.id: self._view(row, zone) for row, zone in rows}

    def newest(self, team_id: UUID) -> Cycle | None:
        """The team's newest cycle, read anew."""
        query = self.scoped(Cycle).where(Cycle.team_id == team_id).order_by(Cycle.number.desc()).limit(1)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def views(self, team_ids: Collection[UUID]) -> dict[UUID, CycleView]:
        """Each team's newest cycle, on the date that it is for its starter."""
        later = aliased(Cycle)
        newest = (
            select(func.max(later.number))
            .where(later.team_id == Cycle.team_id)
            .correlate(Cycle)
            .scalar_subquery()
        )
        query = self._with_zones().where(Cycle.team_id.in_(team_ids), Cycle.number == newest)
        return {row.team_id: self._view(row, zone) for row, zone in self.session.execute(query)}

    def teams_started_by(self, user: str) -> list[UUID]:
        """The teams whose days go by this person's clock, in the order in which they are held."""
        query = select(Team.id).where(Team.workspace == self.tx.workspace, Team.started_by == user)
        return list(self.session.scalars(query.order_by(Team.id)))

    def _view(self, row: Cycle, zone: str | None) -> CycleView:
        return view_of(row, today_in(zone_named(zone or ""), self.tx.now))

    def _with_zones(self) -> Select[Cycle, str]:
        starter = and_(Person.workspace == Team.workspace, Person.user == Team.started_by)
        return (
            select(Cycle, Person.zone)
            .join(Team, Team.id == Cycle.team_id)
            .outerjoin(Person, starter)
            .where(Cycle.workspace == self.tx.workspace)
        )


def state_of(row: Cycle) -> CycleState:
    """What the rules decide on."""
    return CycleState(
        phase=Phase(row.phase),
        plan=plan_of(row),
        settings=settings_of(row),
        moved_on=row.moved_on,
        closed_on=row.closed_on,
        was_halfway=row.was_halfway,
    )


def plan_of(row: Cycle) -> Plan:
    """The row's dates."""
    return Plan(**{name: getattr(row, name) for name in DATES})


def settings_of(row: Cycle) -> CycleSettings:
    """How its team goes through it."""
    return CycleSettings(**{name: getattr(row, name) for name in SETTINGS})


def view_of(row: Cycle, today: date) -> CycleView:
    """The cycle as its dates say today, written or not."""
    state = as_of(state_of(row), today)
    return CycleView(
        id=row.id,
        team_id=row.team_id,
        number=row.number,
        phase=state.phase,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        plan=state.plan,
        settings=state.settings,
        ahead=ahead(state, today),
        moved_on=state.moved_on if state.moved_on >= row.starts_on else None,
    )


def write(row: Cycle, state: CycleState) -> None:
    """Keep with the row what was decided."""
    row.phase, row.moved_on = state.phase, state.moved_on
    row.closed_on, row.was_halfway = state.closed_on, state.was_halfway
    for name in DATES:
        setattr(row, name, getattr(state.plan, name))
    for name in SETTINGS:
        setattr(row, name, getattr(state.settings, name))


def write_due(row: Cycle, zone: ZoneInfo) -> None:
    """Keep with the row when something happens of itself next: at the beginning of that day where the team is."""
    day = next_change(state_of(row))
    row.due_at = start_of(day, zone) if day is not None else None


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in the zone, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def today_in(zone: ZoneInfo, now: datetime) -> date:
    """The date it is there."""
    return now.astimezone(zone).date()


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Teams at work to whose cycle something happens now, across workspaces, longest due first: (workspace, team)."""
    query = (
        select(Cycle.workspace, Cycle.team_id)
        .join(Team, Team.id == Cycle.team_id)
        .join(Workspace, Workspace.workspace == Cycle.workspace)
        .where(Cycle.due_at <= now, Team.state == TeamState.ACTIVE, Workspace.is_active)
        .order_by(Cycle.due_at, Cycle.id)
        .limit(most)
    )
    return [(workspace, team_id) for workspace, team_id in session.execute(query)]


def first_due(session: Session) -> datetime | None:
    """When something happens of itself to the cycle of any team at work, across workspaces."""
    query = select(func.min(Cycle.due_at)).join(Team, Team.id == Cycle.team_id)
    return session.scalars(query.where(Team.state == TeamState.ACTIVE)).one()
