"""What is due, across workspaces: the clock's side of cadences."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from bot.clock.recurrence import Occurrence
from bot.delivery.ahead import Recipient
from bot.features.cadences import rules
from bot.features.cadences.repository.due import (
    Awaited,
    Move,
    Source,
    due_subscriptions,
    first_due,
    move_on,
    sources,
    take_unannounced,
)
from bot.features.cadences.values import Due, Kind
from bot.features.workspaces.rules import zone_named

Turn = tuple[Occurrence | None, Occurrence | None]  # what is due, and what comes after it
AHEAD = timedelta(days=1)
MOST = 500  # rows a transaction, so that nobody's answer waits behind the clock


def take_due(session: Session, now: datetime, kind: Kind, *, most: int = MOST) -> list[Due]:
    """Take what is due of a kind, across workspaces, and move each on to its next time.

    The caller writes its own rows for what it got ON CONFLICT DO NOTHING in the same transaction
    (`Database.write_across`), so nothing is lost between the two; another replica gets others. Of what was missed
    only the newest is due. What is older than 24 hours, or of a team that sleeps, is moved on without being given.

    Args:
        most: subscriptions a transaction.
    """
    awaited = due_subscriptions(session, now, kind, most=most)
    behind = sources(session, {one.cadence_id for one in awaited})
    reckoned: dict[tuple[UUID, str, date], Turn] = {}
    due: list[Due] = []
    moves: list[Move] = []
    for one in awaited:
        source, key = behind[one.cadence_id], (one.cadence_id, one.zone, one.planned)
        if key not in reckoned:
            reckoned[key] = _turn_of(source, one, now)
        this, coming = reckoned[key]
        moves.append(Move(one.id, this.day if this else one.done, coming))
        if this is not None and source.is_live:
            due.append(
                Due(
                    workspace=source.workspace,
                    cadence_id=one.cadence_id,
                    team_id=source.team_id,
                    user=one.user,
                    day=this.day,
                    due=this.due,
                    zone=one.zone,
                    takes_part=one.takes_part,
                )
            )
    move_on(session, moves)
    return due


def announce(session: Session, now: datetime) -> list[Recipient]:
    """Give people for whom something is due within a day, each once, so that delivery can open their messages."""
    return take_unannounced(session, now + AHEAD, most=MOST)


def next_due_of(session: Session, kind: Kind) -> datetime | None:
    """The earliest moment that anything of one kind is due, in any workspace."""
    return first_due(session, kind)


def _turn_of(source: Source, one: Awaited, now: datetime) -> Turn:
    zone = zone_named(one.zone)
    return rules.newest_due(source.rhythm, zone, now=now, planned=one.planned, skipped=source.skipped)
