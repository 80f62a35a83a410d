"""SQL of who is subscribed to a cadence, and what they wait for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from bot.clock.recurrence import Occurrence
from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.cadences.models import Cadence, Subscription
from bot.features.teams.models import Member
from bot.features.workspaces.models import Person

ROWS_AT_ONCE = 500  # values of a statement are limited; SQLite's limit is the lowest

s = Subscription.__table__.c


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One subscription, as it waits."""

    id: UUID
    cadence_id: UUID
    user: str
    zone: str
    is_enrolled: bool
    done: date | None
    next_day: date | None
    next_due: datetime | None
    takes_part: bool

    def due(self, now: datetime) -> Occurrence | None:
        """What it waited for, if its hour has come."""
        if self.next_day is None or self.next_due is None or self.next_due > now:
            return None
        return Occurrence(self.next_day, self.next_due)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a subscription waits for from now on."""

    id: UUID
    zone: str
    done: date | None
    next: Occurrence | None
    is_enrolled: bool = True


class Subscriptions(Repository):
    """Subscriptions to cadences of one workspace."""

    def subscribers(self, cadence_id: UUID, user: str | None = None) -> list[Subscriber]:
        """The cadence's subscriptions, locked; those no longer enrolled too."""
        query = select(
            s.id, s.cadence_id, s.user, s.zone, s.is_enrolled, s.done, s.next_day, s.next_due, s.takes_part
        ).where(s.cadence_id == cadence_id)
        if user is not None:
            query = query.where(s.user == user)
        rows = self.session.connection().execute(query.order_by(s.id).with_for_update())
        return [Subscriber(*row) for row in rows]

    def enrolled(self, cadence_id: UUID) -> dict[str, str]:
        """Who takes part, with their zone."""
        mine = select(s.user, s.zone).where(s.cadence_id == cadence_id, s.is_enrolled, s.takes_part)
        return {row.user: row.zone for row in self.session.connection().execute(mine.order_by(s.user))}

    def zones_of(self, cadence_id: UUID) -> set[str]:
        """The zones in which anybody is enrolled."""
        query = select(s.zone).where(s.cadence_id == cadence_id, s.is_enrolled).distinct()
        return set(self.session.connection().execute(query).scalars())

    def earliest_day(self, cadence_id: UUID) -> date | None:
        """The first local date that anybody waits for."""
        query = select(func.min(s.next_day)).where(s.cadence_id == cadence_id, s.is_enrolled)
        earliest: date | None = self.session.connection().execute(query).scalar_one()
        return earliest

    def subscribe(self, cadence: Cadence, zones: dict[str, str], plans: dict[str, Occurrence | None]) -> None:
        """Write subscriptions of people who had none."""
        rows = [
            {
                "id": new_id(),
                "workspace": self.tx.workspace,
                "cadence_id": cadence.id,
                "kind": cadence.kind,
                "user": user,
                "zone": zone,
                "is_enrolled": True,
                "takes_part": True,
                "done": None,
                **_waiting(plans[zone]),
            }
            for user, zone in sorted(zones.items())
        ]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            insert_if_new(self.session, Subscription, rows[start : start + ROWS_AT_ONCE])

    def members(self, team_id: UUID, users: Collection[str]) -> set[str]:
        """Those of them who are members of the team."""
        mine = select(Member.user).where(Member.team_id == team_id, Member.workspace == self.tx.workspace)
        return set(users) & set(self.session.scalars(mine))

    def zones(self, users: Collection[str]) -> dict[str, str]:
        """The zone names of those who are known."""
        names = sorted(users)
        found: dict[str, str] = {}
        for start in range(0, len(names), ROWS_AT_ONCE):
            query = select(Person.user, Person.zone).where(
                Person.workspace == self.tx.workspace, Person.user.in_(names[start : start + ROWS_AT_ONCE])
            )
            found.update((row.user, row.zone) for row in self.session.execute(query))
        return found


def write_parts(session: Session, parts: Mapping[UUID, bool]) -> None:
    """Which of these subscriptions' people take part from now on."""
    if parts:
        rows = [{"of": of, "takes_part": takes_part} for of, takes_part in sorted(parts.items())]
        session.connection().execute(update(Subscription.__table__).where(s.id == bindparam("of")), rows)  # type: ignore[arg-type]


def write_plans(session: Session, plans: Sequence[Plan]) -> None:
    """What each of them waits for from now on."""
    if not plans:
        return
    rows = [
        {
            "of": plan.id,
            "zone": plan.zone,
            "is_enrolled": plan.is_enrolled,
            "done": plan.done,
            **_waiting(plan.next),
        }
        for plan in sorted(plans, key=lambda plan: plan.id)
    ]
    session.connection().execute(update(Subscription.__table__).where(s.id == bindparam("of")), rows)  # type: ignore[arg-type]


def _waiting(coming: Occurrence | None) -> dict[str, object]:
    return {"next_day": coming.day if coming else None, "next_due": coming.due if coming else None}
