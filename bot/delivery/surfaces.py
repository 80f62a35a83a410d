"""What services asked to show becomes rows, in their own transaction; and finding surfaces again."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Update, and_, bindparam, case, or_, select, update

from bot.db.base import new_id
from bot.db.transaction import Show, Touch, Transaction
from bot.db.upsert import insert_if_new
from bot.delivery.models import SurfaceRow
from bot.delivery.timing import moment_on
from bot.delivery.values import LIVE, Method, State, Surface, is_person

s = SurfaceRow.__table__.c
SHOWN_COLUMNS = (
    s.id, s.workspace, s.kind, s.subject, s.audience, s.key, s.slack_channel, s.slack_ts, s.state,
)  # fmt: skip
_mine = select(*SHOWN_COLUMNS).where(s.workspace == bindparam("workspace")).limit(1)
AT_MESSAGE = _mine.where(s.slack_channel == bindparam("channel"), s.slack_ts == bindparam("ts"))
BY_KEY = _mine.where(s.key == bindparam("key"))
ABSENCES = (  # what Slack says of a channel that Cairn isn't in, and of an archived one to a post or a change
    "not_in_channel", "channel_not_found", "is_archived", "is_inactive",
)  # fmt: skip


def write_surfaces(tx: Transaction) -> None:
    """Put what the transaction collected into rows; one of Database.before_commit.

    Touches come last and sorted: votes on one card meet on its row, and must neither wait long nor deadlock.
    """
    if tx.shown:
        insert_if_new(tx.session, SurfaceRow, [_row(tx, show) for show in tx.shown])
    if tx.touched:
        _raise_versions(tx, sorted(tx.touched))


def surface_at(tx: Transaction, channel: str, ts: str) -> Surface | None:
    """The surface whose message this is; asked for every reaction in every channel."""
    return _first(tx, AT_MESSAGE, channel=channel, ts=ts)


def surface_by_key(tx: Transaction, key: str) -> Surface | None:
    """The surface that was shown under this key."""
    return _first(tx, BY_KEY, key=key)


def surfaces_of(tx: Transaction, kind: str, subject: str) -> list[Surface]:
    """All surfaces of one subject, shown or not: to link to its card, for one."""
    rows = tx.connection.execute(
        select(*SHOWN_COLUMNS).where(s.workspace == tx.workspace, s.kind == kind, s.subject == subject)
    )
    return [as_surface(row) for row in rows]


def retry_failed(tx: Transaction, channel: str) -> int:
    """A channel is open to Cairn (again): retry what Slack refused while it wasn't; returns how many."""
    now = moment_on(tx.connection.dialect.name)
    absent = or_(*(s.last_error.startswith(code) for code in ABSENCES))
    here = and_(s.workspace == tx.workspace, s.slack_channel == channel, absent)
    failed = (
        update(SurfaceRow)
        .where(here, s.state == State.FAILED)
        .values(state=State.PENDING, method=Method.POST, run_at=now, attempt=0, steps_left=None)
    )
    shown = (
        update(SurfaceRow)
        .where(here, s.state == State.SHOWN, s.lease_token.is_(None))
        .values(method=Method.UPDATE, run_at=now, attempt=0, wanted_version=s.wanted_version + 1)
    )
    unread = update(SurfaceRow).where(here, s.state == State.UNKNOWN).values(run_at=now)
    connection = tx.connection
    return sum(connection.execute(statement).rowcount for statement in (failed, shown, unread))


def withdraw(tx: Transaction, kind: str, subject: str) -> None:
    """Stop showing a subject: what is pending is dropped, what is in Slack is deleted, Home tabs just stop."""
    subject_is = and_(s.workspace == tx.workspace, s.kind == kind, s.subject == subject)
    never_posted = or_(s.state == State.PENDING, and_(s.state == State.SHOWN, s.slack_ts.is_(None)))
    idle = and_(s.state == State.SHOWN, s.lease_token.is_(None))
    connection = tx.connection
    connection.execute(
        update(SurfaceRow)
        .where(subject_is, never_posted)
        .values(state=State.GONE, method=None, run_at=None, lease_token=None, lease_until=None)
    )
    connection.execute(
        update(SurfaceRow)
        .where(subject_is, s.state.in_(LIVE))
        .values(
            withdrawn=True,
            method=case((idle, Method.DELETE), else_=s.method),
            run_at=case((idle, moment_on(tx.connection.dialect.name)), else_=s.run_at),
        )
    )


def recast(tx: Transaction, kind: str, subject: str, into: str) -> None:
    """Let what is shown of a subject be drawn as another kind from now on; what was never posted is dropped."""
    subject_is = and_(s.workspace == tx.workspace, s.kind == kind, s.subject == subject)
    gone = {"state": State.GONE, "method": None, "run_at": None, "lease_token": None, "lease_until": None}
    pending = update(SurfaceRow).where(subject_is, s.state == State.PENDING).values(**gone)
    live = update(SurfaceRow).where(subject_is, s.state.in_(LIVE)).values(kind=into)
    for statement in (pending, live):
        tx.connection.execute(statement)
    tx.touch(into, subject)


def as_surface(row: Row[*tuple[Any, ...]]) -> Surface:
    """The value of a row that was selected by SHOWN_COLUMNS and perhaps more."""
    return Surface(
        id=row.id,
        workspace=row.workspace,
        kind=row.kind,
        subject=row.subject,
        audience=row.audience,
        key=row.key,
        channel=row.slack_channel,
        ts=row.slack_ts,
        state=row.state,
    )


def _first(tx: Transaction, query: Select[*tuple[Any, ...]], **named: str) -> Surface | None:
    row = tx.connection.execute(query, {"workspace": tx.workspace, **named}).first()
    return as_surface(row) if row is not None else None


def _row(tx: Transaction, show: Show) -> dict[str, object]:
    person = is_person(show.audience)
    return {
        "id": new_id(),
        "workspace": tx.workspace,
        "kind": show.kind,
        "subject": show.subject,
        "audience": show.audience,
        "key": show.key,
        "thread_of": show.thread_of,
        "slack_channel": None if person else show.audience,
        "method": Method.ROUTE if person else Method.POST,
        "run_at": moment_on(tx.connection.dialect.name),
    }


def _raise_versions(tx: Transaction, touched: Sequence[Touch]) -> None:
    """One after the other in this order, sent together: what a whole team hears of touches as many Homes."""
    named = [
        {"of_workspace": tx.workspace, "of_kind": touch.kind, "of_subject": touch.subject}
        for touch in touched
    ]
    tx.connection.execute(_raising(tx.connection.dialect.name), named if len(named) > 1 else named[0])


@cache
def _raising(dialect: str) -> Update:
    """Every vote runs it, and building it takes longer than running it."""
    now = moment_on(dialect)
    idle = and_(s.state == State.SHOWN, s.lease_token.is_(None), s.withdrawn.is_(False))
    redraw = case((s.slack_ts.is_(None), Method.PUBLISH), else_=Method.UPDATE)
    return (
        update(SurfaceRow)
        .where(
            s.workspace == bindparam("of_workspace"),
            s.kind == bindparam("of_kind"),
            s.subject == bindparam("of_subject"),
            or_(*(s.state == state for state in LIVE)),  # an IN is written anew each time it is run
        )
        .values(
            wanted_version=s.wanted_version + 1,
            method=case((idle, redraw), else_=s.method),
            run_at=case((and_(idle, s.quiet_until > now), s.quiet_until), (idle, now), else_=s.run_at),
        )
    )
