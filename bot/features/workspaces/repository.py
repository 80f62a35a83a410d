"""SQL of workspaces."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from bot.db.repository import Repository
from bot.db.upsert import insert_if_new, upsert
from bot.features.workspaces.models import Activity, Person, Workspace
from bot.features.workspaces.values import ActivityView, Installation, PersonFacts, PersonKind, PersonView

ROWS_AT_ONCE = 500  # values of a statement are limited; SQLite's limit is the lowest

p = Person.__table__.c


class WorkspaceRepository(Repository):
    """Installs, people and the activity log of one workspace."""

    def install(self, *, name: str, bot_user: str, bot_id: str) -> None:
        """Write the install; `installed_at` is when the present one began, however often Cairn starts."""
        before = self.session.scalars(self.scoped(Workspace)).one_or_none()
        row = {
            "workspace": self.tx.workspace,
            "name": name,
            "bot_user": bot_user,
            "bot_id": bot_id,
            "installed_at": before.installed_at if before is not None and before.is_active else self.tx.now,
            "is_active": True,
        }
        upsert(self.session, Workspace, row, key=["workspace"])
        self.session.expire_all()

    def installation(self) -> Installation | None:
        row = self.session.scalars(self.scoped(Workspace)).one_or_none()
        return Installation(row.name, row.bot_user, row.bot_id, row.is_active) if row is not None else None

    def deactivate(self, installed_before: datetime) -> None:
        mine = (Workspace.workspace == self.tx.workspace, Workspace.installed_at <= installed_before)
        self.session.execute(update(Workspace).where(*mine).values(is_active=False))

    def meet(self, users: Iterable[str]) -> None:
        strangers = [
            {"workspace": self.tx.workspace, "user": user, "kind": PersonKind.UNKNOWN, **NOTHING_KNOWN}
            for user in sorted(set(users))
        ]
        for start in range(0, len(strangers), ROWS_AT_ONCE):
            insert_if_new(self.session, Person, strangers[start : start + ROWS_AT_ONCE])

    def remember(self, people: Sequence[PersonFacts]) -> None:
        rows = [
            {
                "workspace": self.tx.workspace,
                "user": person.user,
                "name": person.name,
                "zone": person.zone,
                "home": person.home,
                "kind": person.kind,
                "looked_up_at": self.tx.now,
            }
            for person in sorted(
                {person.user: person for person in people}.values(), key=lambda one: one.user
            )
        ]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            upsert(self.session, Person, rows[start : start + ROWS_AT_ONCE], key=["workspace", "user"])

    def asked(self, users: Collection[str]) -> None:
        mine = (Person.workspace == self.tx.workspace, Person.user.in_(users))
        self.session.execute(update(Person).where(*mine).values(looked_up_at=self.tx.now))

    def people(self, users: Collection[str]) -> dict[str, PersonView]:
        query = select(p.user, p.name, p.zone, p.kind).where(
            p.workspace == self.tx.workspace, p.user.in_(users)
        )
        rows = self.session.connection().execute(query)
        return {row.user: PersonView(row.user, row.name, row.zone, PersonKind(row.kind)) for row in rows}

    def log(self, entries: Sequence[dict[str, object]]) -> None:
        self.session.execute(insert(Activity), entries)

    def history(self, subject: str) -> list[ActivityView]:
        entries = self.scoped(Activity).where(Activity.subject == subject)
        return [entry_of(row) for row in self.session.scalars(entries.order_by(Activity.at, Activity.place))]

    def recent(self, subjects: Collection[str], since: datetime, *, most: int) -> list[ActivityView]:
        entries = self.scoped(Activity).where(Activity.subject.in_(subjects), Activity.at >= since)
        newest = entries.order_by(Activity.at.desc(), Activity.place.desc()).limit(most)
        return [entry_of(row) for row in self.session.scalars(newest)]


NOTHING_KNOWN: dict[str, object] = {"name": "", "zone": "", "home": "", "looked_up_at": None}


def unknown_people(session: Session, asked_before: datetime, *, most: int) -> list[tuple[str, str]]:
    """People of all active workspaces whom Slack was not asked about since; those never asked about first."""
    query = (
        select(Person.workspace, Person.user)
        .join(Workspace, Workspace.workspace == Person.workspace)
        .where(
            Workspace.is_active,
            Person.kind == PersonKind.UNKNOWN,
            or_(Person.looked_up_at.is_(None), Person.looked_up_at < asked_before),
        )
        .order_by(Person.looked_up_at.nulls_first())
        .limit(most)
    )
    return [(workspace, user) for workspace, user in session.execute(query)]


def entry_of(row: Activity) -> ActivityView:
    """The value of a row."""
    return ActivityView(row.id, row.at, row.actor, row.kind, row.subject, row.detail)
