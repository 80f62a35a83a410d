"""SQL of attention: people's hours, days taken, notices waiting and shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new, upsert
from bot.features.attention.models import DayTaken, Notice, OwnHours
from bot.features.attention.values import AvailabilityDraft, Cause, NoticeView
from bot.features.workspaces.models import Person, Workspace

h, d, n = OwnHours.__table__.c, DayTaken.__table__.c, Notice.__table__.c
WAITS = (n.due_at.is_not(None), n.on_kind.is_(None))
RIDES = (n.due_at.is_not(None), n.on_kind.is_not(None))
SEEN = (n.id, n.user, n.kind, n.subject, n.key, n.cause, n.made_at)


@dataclass(frozen=True, slots=True)
class SaidToday:
    """How many messages with what colleagues ask somebody got on a date, and when the last one came."""

    messages: int = 0
    last: datetime | None = None


class AttentionRepository(Repository):
    """People's attention in one workspace."""

    def hours_of(self, users: Collection[str]) -> dict[str, AvailabilityDraft]:
        """What these people set; who set nothing is left out."""
        query = select(*h).where(h.workspace == self.tx.workspace, h.user.in_(users))
        return {row.user: _hours(row) for row in self.session.connection().execute(query)}

    def set_hours(self, user: str, wanted: AvailabilityDraft) -> None:
        """Keep what somebody set."""
        row = {
            "workspace": self.tx.workspace,
            "user": user,
            "days": sorted(wanted.days),
            "starts": f"{wanted.starts:%H:%M}",
            "ends": f"{wanted.ends:%H:%M}",
            "country": wanted.country,
            "follows_status": wanted.follows_status,
            "away_until": wanted.away_until,
        }
        upsert(self.session, OwnHours, row, key=["workspace", "user"])

    def take_day(self, user: str, day: date, what: str) -> bool:
        """Whether the day is now taken by this; of two at once the database lets one through."""
        key = {"workspace": self.tx.workspace, "user": user, "day": day}
        if insert_if_new(self.session, DayTaken, {**key, "what": what}):
            return True
        return self.taker(user, day) == what

    def taker(self, user: str, day: date) -> str | None:
        """What took the day."""
        query = select(d.what).where(d.workspace == self.tx.workspace, d.user == user, d.day == day)
        return self.session.connection().execute(query).scalar()

    def keep(self, user: str, kind: str, subject: str, key: str, cause: Cause) -> None:
        """Put a notice on the list, to be tried at once; one of the same key changes nothing."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "user": user,
            "kind": kind,
            "subject": subject,
            "key": key,
            "cause": cause,
            "made_at": self.tx.now,
            "due_at": self.tx.now,
        }
        insert_if_new(self.session, Notice, row)

    def held(self, users: Collection[str]) -> list[str]:
        """Those of them whom no other replica writes to until this transaction ends: budgets are counted one by one."""
        query = (
            select(Person.user)
            .where(Person.workspace == self.tx.workspace, Person.user.in_(users))
            .order_by(Person.user)
            .with_for_update(skip_locked=True)
        )
        return list(self.session.scalars(query))

    def waiting(self, users: Collection[str], cause: Cause | None = None) -> list[NoticeView]:
        """What waits for these people, oldest first; nobody else says it until this transaction ends."""
        query = (
            select(*SEEN)
            .where(n.workspace == self.tx.workspace, n.user.in_(users), *WAITS)
            .order_by(n.made_at, n.id)
            .with_for_update(skip_locked=True)
        )
        if cause is not None:
            query = query.where(n.cause == cause)
        return [_view(row) for row in self.session.connection().execute(query)]

    def postpone(self, notices: Sequence[NoticeView], until: datetime) -> None:
        """Try these again at that moment."""
        self._change(notices, {"due_at": until})

    def drop(self, users: Collection[str]) -> None:
        """Say nothing of what waits for these people."""
        waiting = (n.workspace == self.tx.workspace, n.user.in_(users), n.due_at.is_not(None))
        self.session.connection().execute(delete(Notice).where(*waiting))

    def retry(self, user: str) -> None:
        """Try all that waits for somebody now."""
        waiting = (n.workspace == self.tx.workspace, n.user == user, *WAITS)
        self.session.connection().execute(update(Notice).where(*waiting).values(due_at=self.tx.now))

    def said(
        self,
        notices: Sequence[NoticeView],
        day: date,
        *,
        on: tuple[str, str],
        look_again: datetime | None = None,
    ) -> None:
        """Note that these are shown as part of a surface, given by kind and subject.

        Args:
            look_again: when to see whether a surface that isn't theirs was posted at all.
        """
        kind, subject = on
        shown = {"shown_at": self.tx.now, "shown_day": day, "on_kind": kind, "on_subject": subject}
        self._change(notices, {"due_at": look_again, **shown})

    def carriers(self, users: Collection[str]) -> set[tuple[str, str]]:
        """Kind and subject of every surface that took notices of these people along and is to be looked at now."""
        query = select(n.on_kind, n.on_subject).where(
            n.workspace == self.tx.workspace, n.user.in_(users), n.due_at <= self.tx.now, *RIDES
        )
        return {(row.on_kind, row.on_subject) for row in self.session.connection().execute(query)}

    def arrived(self, on: tuple[str, str]) -> None:
        """What went along with a surface was posted with it."""
        self._change_riders(on, {"due_at": None})

    def left_behind(self, on: tuple[str, str]) -> None:
        """A surface was never posted: what went along with it waits again, and is tried at once."""
        nowhere = dict.fromkeys(("shown_at", "shown_day", "on_kind", "on_subject"))
        self._change_riders(on, {"due_at": self.tx.now, **nowhere})

    def asked_on(self, user: str, day: date) -> SaidToday:
        """How much of what colleagues ask reached somebody on that date."""
        surface = func.count((n.on_kind + n.on_subject).distinct())
        query = select(surface.label("messages"), func.max(n.shown_at).label("last")).where(
            n.workspace == self.tx.workspace,
            n.user == user,
            n.shown_day == day,
            n.cause == Cause.ASKED,
        )
        row = self.session.connection().execute(query).one()
        return SaidToday(row.messages, row.last)

    def on(self, kind: str, subject: str) -> list[NoticeView]:
        """What is shown as part of a surface, oldest first."""
        query = select(*SEEN).where(
            n.workspace == self.tx.workspace, n.on_kind == kind, n.on_subject == subject
        )
        return [_view(row) for row in self.session.connection().execute(query.order_by(n.made_at, n.id))]

    def surfaces_with(self, kind: str, subject: str) -> list[tuple[str, str]]:
        """Kind and subject of every surface that a notice is part of."""
        query = (
            select(n.on_kind, n.on_subject)
            .where(
                n.workspace == self.tx.workspace,
                n.kind == kind,
                n.subject == subject,
                n.on_kind.is_not(None),
            )
            .distinct()
        )
        return [(row.on_kind, row.on_subject) for row in self.session.connection().execute(query)]

    def _change_riders(self, on: tuple[str, str], values: Mapping[str, object]) -> None:
        kind, subject = on
        theirs = (n.workspace == self.tx.workspace, n.on_kind == kind, n.on_subject == subject, *RIDES)
        self.session.connection().execute(update(Notice).where(*theirs).values(values))

    def _change(self, notices: Iterable[NoticeView], values: Mapping[str, object]) -> None:
        mine = (n.workspace == self.tx.workspace, n.id.in_([notice.id for notice in notices]))
        self.session.connection().execute(update(Notice).where(*mine).values(values))


def due_people(session: Session, now: datetime, *, most: int) -> list[tuple[str, str]]:
    """Whom something is due for in all active workspaces: (workspace, user), who waits longest first."""
    query = (
        select(n.workspace, n.user)
        .join(Workspace, Workspace.workspace == n.workspace)
        .where(Workspace.is_active, n.due_at <= now)
        .group_by(n.workspace, n.user)
        .order_by(func.min(n.due_at))
        .limit(most)
    )
    return [(row.workspace, row.user) for row in session.execute(query)]


def _hours(row: Row[*tuple[Any, ...]]) -> AvailabilityDraft:
    return AvailabilityDraft(
        days=frozenset(row.days),
        starts=time.fromisoformat(row.starts),
        ends=time.fromisoformat(row.ends),
        country=row.country,
        follows_status=row.follows_status,
        away_until=row.away_until,
    )


def _view(row: Row[*tuple[Any, ...]]) -> NoticeView:
    return NoticeView(
        id=row.id,
        user=row.user,
        kind=row.kind,
        subject=row.subject,
        key=row.key,
        cause=Cause(row.cause),
        made_at=row.made_at,
    )
