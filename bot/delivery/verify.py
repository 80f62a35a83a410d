"""Looking again for stray copies: a worker that was frozen past its lease may have posted after all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.delivery import lanes, rows, rules
from bot.delivery.gateway import MessageGone, SlackGateway
from bot.delivery.lanes import LONG_AGO, Lane
from bot.delivery.models import SurfaceRow
from bot.delivery.pacing import Pace
from bot.delivery.readback import copies
from bot.delivery.rows import NO_PARENT, Held
from bot.delivery.timing import Timing, database_now
from bot.delivery.values import Method, State, Surface

AT_ONCE = 50
SETTLED = (State.SHOWN, State.GONE, State.EXPIRED)

s = SurfaceRow.__table__.c


@dataclass(frozen=True, slots=True)
class Check:
    """A surface to look for stray copies of.

    Args:
        again_at: when another worker will look if this one is never heard of; fences the record.
    """

    surface: Surface
    thread_ts: str | None
    first_send_at: datetime | None
    again_at: datetime


async def remove_strays(gateway: SlackGateway, check: Check, timing: Timing) -> int:
    """Delete every copy but the recorded one; returns how many there were."""
    surface = check.surface
    try:
        found = await copies(gateway, surface, check.first_send_at, check.thread_ts, timing)
    except MessageGone:
        return 0
    strays = [ts for ts in found if ts != surface.ts]
    for ts in strays:
        await gateway.delete(surface.workspace, surface.channel or surface.audience, ts)
    return len(strays)


def due_checks(session: Session, _now: datetime, timing: Timing, pace: Pace) -> list[Check]:
    """Take what is due to be looked at, as far as reading conversations back is allowed now."""
    now = database_now(session)
    query = (
        select(*rows.COLUMNS)
        .where(s.verify_at <= now, s.state.in_(SETTLED))
        .order_by(s.verify_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    by_workspace: dict[str, list[Held]] = defaultdict(list)
    for row in session.execute(query):
        held = rows.as_held(row)
        by_workspace[held.surface.workspace].append(held)
    taken = _within_limits(session, by_workspace, now, pace)
    again_at = now + timing.lease
    ids = [held.surface.id for held in taken]
    session.connection().execute(update(SurfaceRow).where(s.id.in_(ids)).values(verify_at=again_at))
    return _checks(session, taken, again_at)


def record_check(session: Session, _now: datetime, check: Check, timing: Timing) -> None:
    """Note that a surface was looked at, unless another worker took it over."""
    held = rows.lock_rows(session, [check.surface.id]).get(check.surface.id)
    if held is None or held.progress.verify_at != check.again_at:
        return
    at = rules.Moment(database_now(session), timing)
    rows.write_progress(session, [(check.surface.id, rules.verified(held.progress, at))])


def _within_limits(
    session: Session, by_workspace: dict[str, list[Held]], now: datetime, pace: Pace
) -> Sequence[Held]:
    wanted = [Lane(workspace, Method.READ_BACK, now, LONG_AGO, LONG_AGO) for workspace in by_workspace]
    taken: list[Held] = []
    served: dict[Lane, int] = {}
    for lane in lanes.lock(session, wanted) if wanted else ():
        mine = by_workspace[lane.workspace]
        served[lane] = lanes.slots(lane, pace.limits.get(lane.method), now, len(mine))
        taken += mine[: served[lane]]
    lanes.advance(session, served, pace, now)
    return taken


def _checks(session: Session, taken: Sequence[Held], again_at: datetime) -> list[Check]:
    checks = []
    for held in taken:
        known = rows.parents(session, held.surface.workspace, [held.thread_of])
        thread_ts = known.get(held.thread_of or "", NO_PARENT).ts
        checks.append(Check(held.surface, thread_ts, held.progress.first_send_at, again_at))
    return checks
