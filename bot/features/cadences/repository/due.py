"""SQL across workspaces: what is due, and of which cadence."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.repository.cadences import rhythm_of
from bot.features.cadences.repository.subscriptions import Subscriber
from bot.features.cadences.values import CadenceState, Kind, Rhythm
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Workspace

s = Subscription.__table__.c


@dataclass(frozen=True, slots=True)
class Source:
    """The cadence behind what is due.

    Args:
        is_live: False when the cadence doesn't run, the team sleeps or Cairn was removed.
    """

    workspace: str
    team_id: UUID
    rhythm: Rhythm
    skipped: date | None
    is_live: bool


def due_subscribers(session: Session, now: datetime, kind: Kind, *, most: int) -> list[Subscriber]:
    """Subscriptions whose hour has come, locked, oldest first; those another replica holds are left to it."""
    query = (
        select(s.id, s.cadence_id, s.user, s.zone, s.is_enrolled, s.done, s.next_day)
        .where(s.kind == kind, s.next_due <= now)
        .order_by(s.next_due)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [Subscriber(*row) for row in session.connection().execute(query)]


def sources(session: Session, cadence_ids: Collection[UUID]) -> dict[UUID, Source]:
    """The cadences behind these ids, and whether they are to be heard of."""
    query = (
        select(Cadence, Team.state, Workspace.is_active)
        .join(Team, Team.id == Cadence.team_id)
        .outerjoin(Workspace, Workspace.workspace == Cadence.workspace)
        .where(Cadence.id.in_(cadence_ids))
    )
    return {
        row.id: Source(
            row.workspace,
            row.team_id,
            rhythm_of(row),
            row.skipped,
            is_active is not False and team == TeamState.ACTIVE and row.state == CadenceState.ACTIVE,
        )
        for row, team, is_active in session.execute(query)
    }


def first_due(session: Session) -> datetime | None:
    """The earliest moment that anything is due; one look into the index per kind."""
    firsts = [
        session.scalars(select(func.min(s.next_due)).where(s.kind == kind, s.next_due.is_not(None))).one()
        for kind in Kind
    ]
    return min((first for first in firsts if first is not None), default=None)
