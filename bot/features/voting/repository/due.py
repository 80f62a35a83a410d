"""What the clock asks of ballots, across workspaces."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.features.voting.repository.ballots import IS_UNCOUNTED, b, over


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Ballots to close or to count, across workspaces: (workspace, ballot id), earliest deadline first."""
    query = select(b.workspace, b.id).where(over(now)).order_by(b.deadline).limit(most)
    return [(workspace, ballot_id) for workspace, ballot_id in session.connection().execute(query)]


def first_deadline(session: Session) -> datetime | None:
    """When the first ballot closes that nobody and nothing has closed yet, across workspaces."""
    waiting = and_(IS_UNCOUNTED, b.closed_at.is_(None), b.completed.is_(None))
    earliest: datetime | None = session.scalar(select(func.min(b.deadline)).where(waiting))
    return earliest


def closing_soon(
    session: Session, now: datetime, within: timedelta, *, most: int
) -> list[tuple[str, UUID, UUID]]:
    """Ballots to reconcile, across workspaces: (workspace, ballot id, subject), earliest deadline first."""
    soon = and_(IS_UNCOUNTED, b.closed_at.is_(None), b.reconciled_at.is_(None), b.completed.is_(None))
    query = (
        select(b.workspace, b.id, b.subject)
        .where(soon, b.deadline > now, b.deadline <= now + within)
        .order_by(b.deadline)
        .limit(most)
    )
    return [(workspace, one, subject) for workspace, one, subject in session.connection().execute(query)]
