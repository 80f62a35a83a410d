"""All SQL of what members say, halfway through a cycle, of what must be true."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.goals.models import Look
from bot.features.goals.values import LookView, Says


class LookRepository(Repository):
    """One answer a member, goal and cycle; whoever shows them has checked that the goal may be seen."""

    def say(self, goal_id: UUID, cycle_id: UUID, user: str, says: Says, words: str) -> LookView:
        """Write somebody's answer, or change it."""
        row = {"id": new_id(), "workspace": self.tx.workspace, "goal_id": goal_id, "cycle_id": cycle_id}
        insert_if_new(self.session, Look, {**row, "user": user, "says": says, "words": words})
        mine = (Look.workspace == self.tx.workspace, Look.goal_id == goal_id, Look.cycle_id == cycle_id)
        changed = update(Look).where(*mine, Look.user == user).values(says=says, words=words)
        look_id = self.session.execute(changed.returning(Look.id)).scalar_one()
        return LookView(look_id, goal_id, user, says, words)

    def look(self, look_id: UUID) -> LookView | None:
        """One answer."""
        fresh = self.scoped(Look).execution_options(populate_existing=True)
        row = self.session.scalars(fresh.where(Look.id == look_id)).first()
        return None if row is None else LookView(row.id, row.goal_id, row.user, Says(row.says), row.words)

    def counts(self, goal_ids: Collection[UUID], cycle_id: UUID) -> dict[UUID, dict[Says, int]]:
        """How many said what of each goal in that cycle."""
        query = (
            select(Look.goal_id, Look.says, func.count())
            .where(Look.workspace == self.tx.workspace)
            .where(Look.cycle_id == cycle_id, Look.goal_id.in_(goal_ids))
            .group_by(Look.goal_id, Look.says)
        )
        found: defaultdict[UUID, dict[Says, int]] = defaultdict(dict)
        for goal_id, says, count in self.session.execute(query):
            found[goal_id][Says(says)] = count
        return dict(found)
