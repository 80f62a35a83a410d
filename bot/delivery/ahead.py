"""Opening direct messages ahead: Slack lets Cairn open fewer a minute than it lets it post."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.upsert import insert_if_new
from bot.delivery.models import SurfaceRow
from bot.delivery.pacing import Pace
from bot.delivery.timing import database_now
from bot.delivery.values import Method

DIRECT_MESSAGES = "direct_messages"

s = SurfaceRow.__table__.c


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom Cairn will write soon."""

    workspace: str
    user: str


Announce = Callable[[Session, datetime], Sequence[Recipient]]
"""Gives some of those to whom a room will write soon, whoever comes first first; each once, in the end nobody."""


def open_ahead(session: Session, now: datetime, announce: Announce, pace: Pace) -> int:
    """Let delivery open the direct messages of some people, unless it knows them; returns how many were announced.

    Each gets a surface that shows nothing. It ends when it has its channel, where every later one looks for it.
    """
    recipients = announce(session, now)
    rows = []
    for workspace in sorted({one.workspace for one in recipients}):
        users = dict.fromkeys(one.user for one in recipients if one.workspace == workspace)
        met = _met(session, workspace, users)
        new = [user for user in users if user not in met]
        turns = _turns(session, workspace, len(new), pace)
        rows += sorted((workspace, user, turn) for user, turn in zip(new, turns, strict=True))
    insert_if_new(session, SurfaceRow, [_row(*row) for row in rows])
    return len(recipients)


def _met(session: Session, workspace: str, users: Collection[str]) -> set[str]:
    """Those whose direct messages are known, or were to be opened ahead before."""
    seen = or_(s.slack_channel.is_not(None), s.kind == DIRECT_MESSAGES)
    query = select(s.audience).where(s.workspace == workspace, s.audience.in_(users), seen)
    return set(session.scalars(query.distinct()))


def _turns(session: Session, workspace: str, count: int, pace: Pace) -> list[datetime]:
    """When each may be opened: after those that wait already, and at a distance that leaves room for others."""
    rate, now = pace.limits.get(Method.OPEN), database_now(session)
    waiting = (s.workspace == workspace, s.method == Method.OPEN.value, s.run_at.is_not(None))
    last = session.scalar(select(func.max(s.run_at)).where(*waiting, s.kind == DIRECT_MESSAGES))
    gap = rate.calm if rate else timedelta()
    first = now if last is None else max(now, last + gap)
    return [first + gap * number for number in range(count)]


def _row(workspace: str, user: str, turn: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "workspace": workspace,
        "kind": DIRECT_MESSAGES,
        "subject": user,
        "audience": user,
        "key": f"direct-messages:{user}",
        "wanted_version": 0,
        "method": Method.OPEN,
        "run_at": turn,
    }
