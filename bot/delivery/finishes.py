"""Recording what came of surfaces, fenced: a worker whose lease was taken over changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import tuple_, update
from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery import lanes, rows, rules
from bot.delivery.claims import Claimed
from bot.delivery.models import SurfaceRow
from bot.delivery.outcomes import Expired, Found, Gone, Later, Outcome, Posted, Refused
from bot.delivery.pacing import Pace
from bot.delivery.renderers import Renderers
from bot.delivery.timing import Timing, database_now
from bot.delivery.values import State

log = structlog.get_logger(__name__)

DECISIVE = (Posted, Found, Expired, Gone)  # for the replies that wait to hang under a surface

s = SurfaceRow.__table__.c


@dataclass(frozen=True, slots=True)
class Finish:
    """What came of a claimed surface."""

    claimed: Claimed
    outcome: Outcome


def finish(
    session: Session, _now: datetime, finishes: Sequence[Finish], timing: Timing, pace: Pace
) -> list[bool]:
    """Record outcomes; says of each whether the lease still held, so that it counted."""
    held = rows.lock_rows(session, [one.claimed.surface.id for one in finishes])
    now = database_now(session)
    at = rules.Moment(now, timing, pace.surface_gap)
    counted = [_still_held(held.get(one.claimed.surface.id), one.claimed) for one in finishes]
    for one in finishes:
        _hold_lane(session, one, now)
    mine = [one for one, counts in zip(finishes, counted, strict=True) if counts]
    changes = {
        one.claimed.surface.id: rules.finished(
            held[one.claimed.surface.id].progress, one.claimed.method, one.outcome, at
        )
        for one in mine
    }
    rows.write_progress(session, changes.items())
    _wake_replies(session, [one.claimed for one in mine if isinstance(one.outcome, DECISIVE)], now)
    for one in mine:
        _report(one, changes[one.claimed.surface.id])
    return counted


def finish_gone(tx: Transaction, one: Finish, timing: Timing, pace: Pace, renderers: Renderers) -> None:
    """Record that someone deleted the message, and tell its feature in the same transaction."""
    if finish(tx.session, tx.now, [one], timing, pace) == [True]:
        renderers.tell_gone(tx, one.claimed.surface)


def tells(one: Finish) -> bool:
    """Whether a feature wants to hear of it."""
    return isinstance(one.outcome, Gone) and one.outcome.by_someone


def _still_held(row: rows.Held | None, claimed: Claimed) -> bool:
    return row is not None and row.progress.lease_token == claimed.token


def _hold_lane(session: Session, one: Finish, now: datetime) -> None:
    """Slack's 429 is for everybody, whether or not the lease still held."""
    if isinstance(one.outcome, Later) and one.outcome.everyone and one.outcome.after is not None:
        lanes.block(session, one.claimed.surface.workspace, one.claimed.method, now + one.outcome.after)


def _wake_replies(session: Session, parents: Sequence[Claimed], now: datetime) -> None:
    """What hangs under these may be posted now, or never."""
    keys = [(one.surface.workspace, one.surface.key) for one in parents]
    if keys:
        session.connection().execute(
            update(SurfaceRow)
            .where(
                tuple_(s.workspace, s.thread_of).in_(keys),
                s.state == State.PENDING,
                s.lease_token.is_(None),
            )
            .values(run_at=now)
        )


def _report(one: Finish, to: rules.Progress) -> None:
    if isinstance(one.outcome, Refused) or to.state is State.FAILED:
        surface = one.claimed.surface
        log.error(
            "Slack doesn't show this",
            kind=surface.kind,
            surface=str(surface.id),
            workspace=surface.workspace,
            method=one.claimed.method.value,
            error=to.last_error,
        )
