"""SQL across workspaces: what is due, and of which cadence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select, update
from sqlalchemy.orm import Session

from bot.clock.recurrence import Occurrence
from bot.delivery.ahead import Recipient
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.repository.cadences import rhythm_of
from bot.features.cadences.values import TEAM_ITSELF, CadenceState, Kind, Rhythm
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


@dataclass(frozen=True, slots=True)
class Awaited:
    """A subscription whose hour has come.

    Args:
        planned: the local date that it waited for.
    """

    id: UUID
    cadence_id: UUID
    user: str
    zone: str
    done: date | None
    planned: date
    takes_part: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What a subscription waits for after its turn."""

    id: UUID
    done: date | None
    next: Occurrence | None


def due_subscriptions(session: Session, now: datetime, kind: Kind, *, most: int) -> list[Awaited]:
    """Subscriptions whose hour has come, locked, oldest first; those another replica holds are left to it."""
    query = (
        select(s.id, s.cadence_id, s.user, s.zone, s.done, s.next_day, s.takes_part)
        .where(s.kind == kind, s.next_due <= now)
        .order_by(s.next_due)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [Awaited(*row) for row in session.connection().execute(query)]


def move_on(session: Session, moves: Sequence[Move]) -> None:
    """Let each of these subscriptions, which this transaction holds, wait for its next time."""
    if not moves:
        return
    rows = [
        {
            "of": move.id,
            "done": move.done,
            "next_day": move.next.day if move.next else None,
            "next_due": move.next.due if move.next else None,
        }
        for move in moves
    ]
    session.connection().execute(update(Subscription.__table__).where(s.id == bindparam("of")), rows)  # type: ignore[arg-type]


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


def take_unannounced(session: Session, until: datetime, *, most: int) -> list[Recipient]:
    """People who wait for something by then and weren't taken before, the soonest first, where Cairn is installed.

    Those another replica holds are left to it.
    """
    removed = exists().where(Workspace.workspace == s.workspace, Workspace.is_active.is_(False))
    query = (
        select(s.id, s.workspace, s.user)
        .where(s.is_announced.is_(False), s.next_due <= until, s.user != TEAM_ITSELF, ~removed)
        .order_by(s.next_due)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = session.connection().execute(query).all()
    mine = update(Subscription).where(s.id.in_([row.id for row in taken]))
    session.connection().execute(mine.values(is_announced=True))
    return [Recipient(row.workspace, row.user) for row in taken]


def first_due(session: Session, kind: Kind) -> datetime | None:
    """The earliest moment that anything of one kind is due; one look into the index."""
    earliest: datetime | None = session.scalar(
        select(func.min(s.next_due)).where(s.kind == kind, s.next_due.is_not(None))
    )
    return earliest
