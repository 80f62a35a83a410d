"""Lanes: a workspace and a method, the pair that Slack's rate limits are about; SQL of who may go next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from bot.db.upsert import insert_if_new, upsert
from bot.delivery.models import ChannelPace, SurfaceRow, WorkspacePace
from bot.delivery.pacing import Pace, Rate
from bot.delivery.timing import database_now
from bot.delivery.values import Method

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

s = SurfaceRow.__table__.c
p = WorkspacePace.__table__.c


@dataclass(frozen=True, slots=True)
class Lane:
    """What waits in one workspace for one method, and how fast it may go.

    Args:
        due: when its first surface wants attention.
        tat: GCRA's theoretical arrival time; also tells who was served longest ago.
        blocked_until: what Slack's last 429 said.
    """

    workspace: str
    method: Method
    due: datetime
    tat: datetime
    blocked_until: datetime

    def opens_at(self, pace: Pace) -> datetime:
        """When its first surface may go."""
        rate = pace.limits.get(self.method)
        return max(self.due, self.blocked_until, rate.opens_at(self.tat) if rate else self.due)


@dataclass(frozen=True, slots=True)
class Board:
    """All lanes in which something waits, at one moment of the database's clock."""

    now: datetime
    lanes: tuple[Lane, ...]

    def open(self, pace: Pace, methods: Collection[Method]) -> list[Lane]:
        """Lanes that may go now, the workspace served longest ago first, so that a large one starves nobody."""
        ready = [lane for lane in self.lanes if lane.method in methods and lane.opens_at(pace) <= self.now]
        return sorted(ready, key=lambda lane: (lane.tat, lane.workspace, lane.method))

    def seconds_to_next(self, pace: Pace) -> float | None:
        """How long until a lane opens; None when nothing waits anywhere."""
        opening = min((lane.opens_at(pace) for lane in self.lanes), default=None)
        return None if opening is None else max(0.0, (opening - self.now).total_seconds())


def look(session: Session, _now: datetime) -> Board:
    """Read what waits, in a few index look-ups per workspace however much of it there is."""
    found = session.connection().execute(_looking())
    lanes = (
        Lane(workspace, Method(way), due, tat or LONG_AGO, blocked or LONG_AGO)
        for workspace, way, due, tat, blocked in found
    )
    return Board(database_now(session), tuple(lanes))


@cache
def _looking() -> Select[*tuple[Any, ...]]:
    """Built once, of SELECTs instead of VALUES, which SQLAlchemy would compile anew each time."""
    turn = _workspaces_waiting()
    method = union_all(*(select(literal(m.value).label("method")) for m in Method)).cte("way")
    first = (
        select(func.min(s.run_at))
        .where(s.workspace == turn.c.workspace, s.method == method.c.method, s.run_at.is_not(None))
        .scalar_subquery()
    )
    waiting = (
        select(turn.c.workspace, method.c.method, first.label("due")).join(method, literal(1) == 1).cte()
    )
    mine = and_(p.workspace == waiting.c.workspace, p.method == waiting.c.method)
    return (
        select(waiting, p.tat, p.blocked_until)
        .outerjoin(WorkspacePace, mine)
        .where(waiting.c.due.is_not(None))
    )


def _workspaces_waiting() -> CTE:
    """Hop from one workspace to the next over the index of what waits, instead of reading all of it."""
    turn = select(func.min(s.workspace).label("workspace")).where(s.run_at.is_not(None)).cte(recursive=True)
    after = select(func.min(s.workspace)).where(s.workspace > turn.c.workspace, s.run_at.is_not(None))
    return turn.union_all(select(after.scalar_subquery()).where(turn.c.workspace.is_not(None)))


def lock(session: Session, lanes: Sequence[Lane]) -> list[Lane]:
    """Lock the lanes' paces and read them anew; what another replica is serving just now is left to it."""
    keys = sorted({(lane.workspace, lane.method.value) for lane in lanes})
    fresh = [{"workspace": workspace, "method": method, "tat": LONG_AGO} for workspace, method in keys]
    insert_if_new(session, WorkspacePace, fresh)
    locked = session.execute(
        select(p.workspace, p.method, p.tat, p.blocked_until)
        .where(tuple_(p.workspace, p.method).in_(keys))
        .with_for_update(skip_locked=True)
    )
    paces = {(row.workspace, row.method): (row.tat, row.blocked_until or LONG_AGO) for row in locked}
    return [
        Lane(lane.workspace, lane.method, lane.due, *paces[lane.workspace, lane.method])
        for lane in lanes
        if (lane.workspace, lane.method) in paces
    ]


def slots(lane: Lane, rate: Rate | None, now: datetime, wanted: int) -> int:
    """How many calls the lane allows now."""
    if lane.blocked_until > now:
        return 0
    return rate.slots(lane.tat, now, wanted) if rate else wanted


def advance(session: Session, served: Mapping[Lane, int], pace: Pace, now: datetime) -> None:
    """Note how many calls each locked lane was given."""
    rows = []
    for lane, calls in served.items():
        rate = pace.limits.get(lane.method)
        tat = rate.after(lane.tat, now, calls) if rate else now
        rows.append({"of": lane.workspace, "way": lane.method.value, "until": tat})
    if rows:
        step = update(WorkspacePace).where(p.workspace == bindparam("of"), p.method == bindparam("way"))
        session.connection().execute(step.values(tat=bindparam("until")), rows)


def block(session: Session, workspace: str, method: Method, until: datetime) -> None:
    """Let nobody call this method for this workspace before `until`: Slack answered 429."""
    insert_if_new(session, WorkspacePace, {"workspace": workspace, "method": method.value, "tat": LONG_AGO})
    longer = p.blocked_until.is_(None) | (p.blocked_until < until)
    mine = and_(p.workspace == workspace, p.method == method.value, longer)
    session.connection().execute(update(WorkspacePace).where(mine).values(blocked_until=until))


def blocked(session: Session, now: datetime) -> dict[tuple[str, Method], datetime]:
    """Every lane that Slack asked to wait, with the end of its wait."""
    found = session.execute(select(p.workspace, p.method, p.blocked_until).where(p.blocked_until > now))
    return {(workspace, Method(method)): until for workspace, method, until in found}


def channel_openings(session: Session, workspace: str, channels: Collection[str]) -> dict[str, datetime]:
    """When each channel takes the next post, where that is known."""
    c = ChannelPace.__table__.c
    query = select(c.channel, c.next_at).where(c.workspace == workspace, c.channel.in_(channels))
    return {row.channel: row.next_at for row in session.execute(query)}


def occupy(session: Session, workspace: str, openings: Mapping[str, datetime]) -> None:
    """Note when each channel takes the next post."""
    rows = [
        {"workspace": workspace, "channel": channel, "next_at": next_at}
        for channel, next_at in sorted(openings.items())
    ]
    if rows:
        upsert(session, ChannelPace, rows, key=["workspace", "channel"])
