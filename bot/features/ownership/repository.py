"""All SQL of drivers and hand-overs; who may see the goal is asked by the service, of the goals."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, update

from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.ownership.models import Driver, Handover
from bot.features.ownership.values import DriverView, HandoverView


class Drivers(Repository):
    """Who drives which goal."""

    def of(self, goal_ids: Collection[UUID]) -> dict[UUID, DriverView]:
        """The drivers of these goals; a goal without one is missing."""
        found = self.session.scalars(self.scoped(Driver).where(Driver.goal_id.in_(goal_ids)))
        return {row.goal_id: DriverView(row.goal_id, row.user, row.since) for row in found}

    def claim(self, goal_id: UUID, user: str) -> bool:
        """Become the driver unless there is one; of two at once the database lets one through."""
        row = {"workspace": self.tx.workspace, "goal_id": goal_id, "user": user, "since": self.tx.now}
        return bool(insert_if_new(self.session, Driver, row))

    def release(self, goal_id: UUID, user: str) -> bool:
        """Leave the goal without a driver, if it is still this person's."""
        where = (Driver.workspace == self.tx.workspace, Driver.goal_id == goal_id, Driver.user == user)
        return bool(self.session.connection().execute(delete(Driver).where(*where)).rowcount)

    def hand_over(self, goal_id: UUID, giver: str, taker: str) -> bool:
        """Change the driver, if it is still the giver."""
        where = (Driver.workspace == self.tx.workspace, Driver.goal_id == goal_id, Driver.user == giver)
        changed = update(Driver).where(*where).values(user=taker, since=self.tx.now)
        return bool(self.session.connection().execute(changed).rowcount)

    def keep_handover(self, former: DriverView, taker: str | None, note: str = "") -> UUID:
        """Put on record that the actor changed the driver."""
        row = Handover(
            goal_id=former.goal_id,
            giver=self.tx.actor or "",
            former=former.user,
            taker=taker,
            note=note,
            at=self.tx.now,
        )
        return self.add(row).id

    def handover(self, handover_id: UUID) -> HandoverView | None:
        """One hand-over."""
        row = self.session.scalars(self.scoped(Handover).where(Handover.id == handover_id)).first()
        return HandoverView(row.id, row.goal_id, row.giver, row.former, row.taker, row.note) if row else None
