"""All SQL of drivers and hand-overs."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, Update, and_, delete, exists, func, select, update

from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.ownership.models import Driver, Handover
from bot.features.ownership.values import GOAL, DriverView, HandoverView, Ownable
from bot.features.teams.models import Member


class Drivers(Repository):
    """Who drives what."""

    def of(self, subject_ids: Collection[UUID]) -> dict[UUID, DriverView]:
        """The drivers of these things; one without a driver is missing."""
        query = select(Driver.subject_id, Driver.user, Driver.since)
        mine = query.where(Driver.workspace == self.tx.workspace, Driver.subject_id.in_(subject_ids))
        return {row.subject_id: DriverView(*row) for row in self.session.execute(mine)}

    def departed(self, subject_ids: Collection[UUID]) -> set[UUID]:
        """Those of these things whose driver is no member of their team."""
        query = select(Driver.subject_id).where(
            Driver.workspace == self.tx.workspace,
            Driver.subject_id.in_(subject_ids),
            ~exists().where(Member.team_id == Driver.team_id, Member.user == Driver.user),
        )
        return set(self.session.scalars(query))

    def goals_of(self, user: str, most: int) -> list[UUID]:
        """Some of the goals that somebody drives and that go on, the longest first."""
        query = select(Driver.subject_id).where(
            Driver.workspace == self.tx.workspace, Driver.user == user, Driver.sort == GOAL, Driver.is_open
        )
        return list(self.session.scalars(query.order_by(Driver.since, Driver.subject_id).limit(most)))

    def goals_in(self, team_id: UUID, user: str) -> list[UUID]:
        """The goals of one team that somebody drives and that go on."""
        mine = (Driver.workspace == self.tx.workspace, Driver.team_id == team_id, Driver.user == user)
        query = select(Driver.subject_id).where(*mine, Driver.sort == GOAL, Driver.is_open)
        return list(self.session.scalars(query))

    def claim(self, thing: Ownable, user: str) -> bool:
        """Become the driver unless there is one; of two at once the database lets one through."""
        row = {
            "workspace": self.tx.workspace,
            "subject_id": thing.id,
            "sort": thing.sort,
            "team_id": thing.team_id,
            "user": user,
            "since": self.tx.now,
            "is_open": True,
        }
        return bool(insert_if_new(self.session, Driver, row))

    def release(self, subject_id: UUID, user: str) -> bool:
        """Leave the thing without a driver, if it is still this person's."""
        return self._changed(delete(Driver).where(self._is(subject_id, user)))

    def replace(self, subject_id: UUID, former: str, taker: str) -> bool:
        """Change the driver, if it is still the former one."""
        changed = update(Driver).where(self._is(subject_id, former))
        return self._changed(changed.values(user=taker, since=self.tx.now))

    def settle(self, subject_id: UUID, *, is_open: bool) -> None:
        """The thing is over, or goes on: only what goes on is a load."""
        mine = and_(Driver.workspace == self.tx.workspace, Driver.subject_id == subject_id)
        self.session.execute(update(Driver).where(mine).values(is_open=is_open))

    def load_of(self, users: Collection[str]) -> dict[str, int]:
        """How many things that go on each of them drives; who drives none is missing."""
        query = (
            select(Driver.user, func.count())
            .where(Driver.workspace == self.tx.workspace, Driver.user.in_(users), Driver.is_open)
            .group_by(Driver.user)
        )
        return dict(self.session.execute(query).all())

    def keep_handover(self, goal_id: UUID, *, giver: str, former: str, taker: str | None, note: str) -> UUID:
        """Put on record how a goal's driver changed."""
        row = Handover(goal_id=goal_id, giver=giver, former=former, taker=taker, note=note, at=self.tx.now)
        return self.add(row).id

    def handover(self, handover_id: UUID) -> HandoverView | None:
        """One hand-over."""
        row = self.session.scalars(self.scoped(Handover).where(Handover.id == handover_id)).first()
        return HandoverView(row.id, row.goal_id, row.giver, row.former, row.taker, row.note) if row else None

    def _is(self, subject_id: UUID, user: str) -> ColumnElement[bool]:
        mine = and_(Driver.workspace == self.tx.workspace, Driver.subject_id == subject_id)
        return and_(mine, Driver.user == user)

    def _changed(self, statement: Delete | Update) -> bool:
        return bool(self.session.connection().execute(statement).rowcount)
