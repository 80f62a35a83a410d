"""Surface rows to progress values and back: the only place that knows the columns' names."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from bot.delivery.models import SurfaceRow
from bot.delivery.rules import Progress
from bot.delivery.surfaces import SHOWN_COLUMNS, as_surface
from bot.delivery.values import Method, State, Surface

s = SurfaceRow.__table__.c
PROGRESS_COLUMNS = (
    s.state, s.withdrawn, s.wanted_version, s.shown_version, s.steps_left, s.method, s.run_at, s.quiet_until,
    s.attempt, s.lease_token, s.lease_until, s.first_send_at, s.verify_at, s.verified, s.slack_channel,
    s.slack_ts, s.last_error,
)  # fmt: skip
COLUMNS = (*SHOWN_COLUMNS, s.thread_of, *PROGRESS_COLUMNS)


@dataclass(frozen=True, slots=True)
class Held:
    """A surface row, read under lock."""

    surface: Surface
    thread_of: str | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class Parent:
    """What a reply needs to know of the surface that it hangs under."""

    state: str | None
    channel: str | None
    ts: str | None


Parents = Mapping[str, Parent]
NO_PARENT = Parent(None, None, None)


def as_held(row: Row[*tuple[Any, ...]]) -> Held:
    """The values of a row selected by COLUMNS."""
    progress = Progress(
        state=State(row.state),
        withdrawn=row.withdrawn,
        wanted_version=row.wanted_version,
        shown_version=row.shown_version,
        steps_left=None if row.steps_left is None else tuple(row.steps_left),
        method=None if row.method is None else Method(row.method),
        run_at=row.run_at,
        quiet_until=row.quiet_until,
        attempt=row.attempt,
        lease_token=row.lease_token,
        lease_until=row.lease_until,
        first_send_at=row.first_send_at,
        verify_at=row.verify_at,
        verified=row.verified,
        channel=row.slack_channel,
        ts=row.slack_ts,
        last_error=row.last_error,
    )
    return Held(as_surface(row), row.thread_of, progress)


def lock_rows(session: Session, ids: Collection[UUID]) -> dict[UUID, Held]:
    """Lock rows in the order of their ids and read them."""
    query = select(*COLUMNS).where(s.id.in_(ids)).order_by(s.id).with_for_update()
    return {held.surface.id: held for held in map(as_held, session.execute(query))}


def parents(session: Session, workspace: str, keys: Iterable[str | None]) -> Parents:
    """The surfaces under which others hang, by key."""
    asked = {key for key in keys if key is not None}
    if not asked:
        return {}
    query = select(s.key, s.state, s.slack_channel, s.slack_ts)
    found = session.execute(query.where(s.workspace == workspace, s.key.in_(asked)))
    return {key: Parent(state, channel, ts) for key, state, channel, ts in found}


def write_progress(session: Session, changes: Iterable[tuple[UUID, Progress]]) -> None:
    """Write what delivery decided about rows that this transaction locked; versions wanted are the services'."""
    rows = [
        {
            "row": surface,
            "state": to.state.value,
            "shown_version": to.shown_version,
            "steps_left": None if to.steps_left is None else list(to.steps_left),
            "method": to.method.value if to.method else None,
            "run_at": to.run_at,
            "quiet_until": to.quiet_until,
            "attempt": to.attempt,
            "lease_token": to.lease_token,
            "lease_until": to.lease_until,
            "first_send_at": to.first_send_at,
            "verify_at": to.verify_at,
            "verified": to.verified,
            "slack_channel": to.channel,
            "slack_ts": to.ts,
            "last_error": to.last_error,
        }
        for surface, to in changes
    ]
    if rows:
        session.connection().execute(update(SurfaceRow).where(s.id == bindparam("row")), rows)
