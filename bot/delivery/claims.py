"""Claiming: which surfaces a worker takes, within every limit, before it calls Slack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.delivery import lanes, rows, rules
from bot.delivery.lanes import Lane
from bot.delivery.models import SurfaceRow
from bot.delivery.pacing import Pace
from bot.delivery.rows import NO_PARENT, Held, Parents
from bot.delivery.timing import Timing, boot_seconds, database_now
from bot.delivery.values import Method, State, Surface

ORPHANED = "the surface it should hang under was never shown"

s = SurfaceRow.__table__.c


@dataclass(frozen=True, slots=True)
class Claimed:
    """A surface that this worker holds, and what it is to do with it.

    Args:
        token: proves the lease when the outcome is recorded.
        not_after: on the clock of `boot_seconds`: the last moment to begin a call.
        thread_ts: the message under which a reply goes.
        parent_channel: where that message is.
        first_send_at: when the message may first have been posted.
        step: the emoji to add next, or `pin`.
    """

    surface: Surface
    token: UUID
    method: Method
    not_after: float
    thread_ts: str | None = None
    parent_channel: str | None = None
    first_send_at: datetime | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How much more a worker can take on.

    Args:
        total: surfaces in all.
        of_workspace: surfaces of one workspace.
    """

    total: int
    of_workspace: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What all of one claim's surfaces have in common."""

    at: rules.Moment
    pace: Pace
    not_after: float


def claim(
    session: Session, _now: datetime, wanted: Sequence[Lane], room: Room, timing: Timing, pace: Pace
) -> list[Claimed]:
    """Take due surfaces of the lanes, in their order; the commit of this transaction is the lease."""
    not_after = boot_seconds() + (timing.lease - timing.call).total_seconds()  # before the lease begins
    claimed: list[Claimed] = []
    served: dict[Lane, int] = {}
    taken: dict[str, int] = {}
    now = database_now(session)
    terms = _Terms(rules.Moment(now, timing, pace.surface_gap), pace, not_after)
    for lane in lanes.lock(session, wanted):
        space = min(
            room.total - len(claimed), room.of_workspace(lane.workspace) - taken.get(lane.workspace, 0)
        )
        most = lanes.slots(lane, pace.limits.get(lane.method), now, space)
        if most > 0:
            mine = _take(session, lane, most, terms)
            claimed += mine
            served[lane] = len(mine)
            taken[lane.workspace] = taken.get(lane.workspace, 0) + len(mine)
    lanes.advance(session, served, pace, now)
    return claimed


def _take(session: Session, lane: Lane, most: int, terms: _Terms) -> list[Claimed]:
    """Lease what is due of one lane; put off what must wait for its parent or its channel."""
    at = terms.at
    due = _due(session, lane, most, at.now)
    parents = rows.parents(session, lane.workspace, [held.thread_of for held in due])
    put_off = {
        held.surface.id: _without_parent(held, parents, at) for held in due if not _may_go(held, parents)
    }
    ready = [held for held in due if held.surface.id not in put_off]
    if lane.method is Method.POST:
        put_off |= _channel_turns(session, lane.workspace, ready, at, terms.pace)
    if lane.method is Method.OPEN:
        put_off |= _being_opened(session, lane.workspace, ready, at)
    taken = [held for held in due if held.surface.id not in put_off]
    leases = {held.surface.id: rules.leased(held.progress, new_id(), at) for held in taken}
    rows.write_progress(session, (put_off | leases).items())
    return [_claimed(held, lane.method, leases[held.surface.id], parents, terms.not_after) for held in taken]


def _due(session: Session, lane: Lane, most: int, now: datetime) -> list[Held]:
    """What is due of a lane; whatever is opened ahead waits for who is to be written to now."""
    first = (s.wanted_version == 0,) if lane.method is Method.OPEN else ()
    query = (
        select(*rows.COLUMNS)
        .where(s.workspace == lane.workspace, s.method == lane.method.value, s.run_at <= now)
        .order_by(*first, s.run_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [rows.as_held(row) for row in session.execute(query)]


def _may_go(held: Held, parents: Parents) -> bool:
    """A reply is posted only under a parent that is shown."""
    if held.thread_of is None or held.progress.state is not State.PENDING:
        return True
    return held.thread_of in parents and parents[held.thread_of].state == State.SHOWN


def _without_parent(held: Held, parents: Parents, at: rules.Moment) -> rules.Progress:
    state = parents.get(held.thread_of or "", NO_PARENT).state
    if state is None:
        return rules.ended(held.progress, State.FAILED, ORPHANED)
    if state in (State.GONE, State.EXPIRED):
        return rules.ended(held.progress, State.EXPIRED, ORPHANED)
    return rules.waiting(held.progress, at)


def _channel_turns(
    session: Session, workspace: str, ready: Sequence[Held], at: rules.Moment, pace: Pace
) -> dict[UUID, rules.Progress]:
    """Let one post a gap into each channel, and spread the others over the gaps that follow."""
    channels = {held.surface.channel for held in ready if held.surface.channel is not None}
    if not channels or not pace.channel_gap:
        return {}
    openings = lanes.channel_openings(session, workspace, channels)
    occupied: dict[str, datetime] = {}
    put_off: dict[UUID, rules.Progress] = {}
    turns = dict(openings)
    for held in ready:
        channel = held.surface.channel or held.surface.audience
        turn = max(turns.get(channel, at.now), at.now)
        if turn > at.now:
            put_off[held.surface.id] = replace(held.progress, run_at=turn)
        else:
            occupied[channel] = at.now + pace.channel_gap
        turns[channel] = turn + pace.channel_gap
    lanes.occupy(session, workspace, occupied)
    return put_off


def _being_opened(
    session: Session, workspace: str, ready: Sequence[Held], at: rules.Moment
) -> dict[UUID, rules.Progress]:
    """A person's direct messages are opened once: all others that wait for them find the channel a little later."""
    busy = set(
        session.scalars(
            select(s.audience).where(
                s.workspace == workspace,
                s.audience.in_({held.surface.audience for held in ready}),
                s.method == Method.OPEN.value,
                s.lease_until > at.now,
            )
        )
    )
    put_off: dict[UUID, rules.Progress] = {}
    for held in ready:
        if held.surface.audience in busy:
            put_off[held.surface.id] = replace(held.progress, run_at=at.now + at.timing.pause(0))
        busy.add(held.surface.audience)
    return put_off


def _claimed(
    held: Held, method: Method, lease: rules.Progress, parents: Parents, not_after: float
) -> Claimed:
    assert lease.lease_token is not None  # noqa: S101 - narrows a type: it was set a moment ago
    parent = parents.get(held.thread_of or "", NO_PARENT)
    return Claimed(
        surface=held.surface,
        token=lease.lease_token,
        method=method,
        not_after=not_after,
        thread_ts=parent.ts,
        parent_channel=parent.channel,
        first_send_at=lease.first_send_at,
        step=(lease.steps_left or (None,))[0],
    )
