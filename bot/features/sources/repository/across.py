"""SQL across workspaces: what is due, and what an old key sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.features.goals.models import Goal
from bot.features.goals.values import STANDING
from bot.features.indicators.models import Indicator
from bot.features.sources.models import Source
from bot.features.sources.values import Due
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Workspace

s = Source.__table__.c


def is_anything_due(session: Session, now: datetime) -> bool:
    """Whether there is something to take; one look into the index."""
    return session.scalar(select(exists().where(s.next_at <= now))) or False


def put_off(session: Session, now: datetime, until: datetime, *, most: int) -> None:
    """What is due though nobody waits for it is looked at again then; whoever had taken it let their time pass."""
    idle = select(s.id).where(s.next_at <= now, ~_is_awaited()).limit(most)
    session.execute(update(Source).where(s.id.in_(idle)).values(next_at=until, claim=None))


def take(session: Session, now: datetime, until: datetime) -> Due | None:
    """Take what is due longest; None when nothing is that another replica doesn't hold.

    Args:
        until: when it may be taken anew, should whoever took it now say nothing.
    """
    due = select(Source).where(s.next_at <= now, _is_awaited()).order_by(s.next_at).limit(1)
    row = session.scalars(due.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    claim = new_id()
    row.claim, row.next_at = claim, until
    return Due(
        id=row.id,
        workspace=row.workspace,
        claim=claim,
        address=row.address,
        path=row.path,
        headers=row.headers,
    )


def sealed_with_others(session: Session, key: str, *, after: UUID | None, most: int) -> list[Source]:
    """Sources whose headers another key sealed, held, in the order of their ids."""
    query = select(Source).where(s.headers.is_not(None), s.sealed_with != key)
    if after is not None:
        query = query.where(s.id > after)
    return list(session.scalars(query.order_by(s.id).limit(most).with_for_update()))


def _is_awaited() -> ColumnElement[bool]:
    """Whether Cairn is installed, the team awake and its goal standing: else nobody waits for the number."""
    removed = exists().where(Workspace.workspace == s.workspace, Workspace.is_active.is_(False))
    awake = exists().where(Team.id == s.team_id, Team.state == TeamState.ACTIVE)
    stands = exists().where(
        Indicator.id == s.indicator_id, Goal.id == Indicator.goal_id, Goal.state.in_(STANDING)
    )
    return awake & stands & ~removed
