"""SQL of milestones."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from bot.db.repository import Repository
from bot.features.planning.models.milestones import Milestone
from bot.features.planning.values.milestones import MilestoneDraft, MilestoneState, MilestoneView
from bot.features.teams.visibility import visible_teams


class Milestones(Repository):
    """Milestones of the teams that the actor may see."""

    def keep(self, draft: MilestoneDraft) -> MilestoneView:
        """Write a new milestone, in words that were checked."""
        row = Milestone(
            team_id=draft.team_id,
            goal_id=draft.goal_id,
            title=draft.title,
            day=draft.day,
            state=MilestoneState.AHEAD,
            made_by=self.tx.actor or "",
            made_at=self.tx.now,
            changed_at=self.tx.now,
        )
        return milestone_view(self.add(row))

    def locked(self, milestone_id: UUID) -> Milestone | None:
        """The milestone as it is now, which nobody else changes until this transaction ends."""
        query = self._seen().where(Milestone.id == milestone_id).with_for_update(of=Milestone)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def by_id(self, milestone_id: UUID) -> MilestoneView | None:
        """One milestone, removed or not."""
        row = self.session.scalars(self._seen().where(Milestone.id == milestone_id)).one_or_none()
        return milestone_view(row) if row is not None else None

    def of_teams(self, team_ids: Collection[UUID]) -> list[MilestoneView]:
        """The milestones of these teams by day, without removed ones."""
        theirs = self._seen().where(Milestone.team_id.in_(team_ids))
        kept = theirs.where(Milestone.state != MilestoneState.REMOVED)
        rows = self.session.scalars(kept.order_by(Milestone.day, Milestone.title, Milestone.id))
        return [milestone_view(row) for row in rows]

    def ahead_of(self, team_ids: Collection[UUID], *, each: int) -> list[MilestoneView]:
        """The first of each team's milestones that are still ahead, by day."""
        order = (Milestone.day, Milestone.title, Milestone.id)
        place = func.row_number().over(partition_by=Milestone.team_id, order_by=order).label("place")
        theirs = select(Milestone.id, place).where(Milestone.workspace == self.tx.workspace)
        ahead = theirs.where(Milestone.team_id.in_(team_ids), Milestone.state == MilestoneState.AHEAD)
        placed = ahead.subquery()
        first = self._seen().join(placed, placed.c.id == Milestone.id).where(placed.c.place <= each)
        return [milestone_view(row) for row in self.session.scalars(first.order_by(*order))]

    def since(self, team_id: UUID, day: date, *, most: int) -> tuple[int, list[MilestoneView]]:
        """A team's milestones from this day on, and those before it that are still ahead: how many, and the first."""
        theirs = self._seen().where(Milestone.team_id == team_id)
        reached = and_(Milestone.state == MilestoneState.REACHED, Milestone.day >= day)
        kept = theirs.where(or_(Milestone.state == MilestoneState.AHEAD, reached))
        ids = kept.with_only_columns(Milestone.id).subquery()
        total = self.session.scalar(select(func.count()).select_from(ids)) or 0
        rows = self.session.scalars(kept.order_by(Milestone.day, Milestone.title, Milestone.id).limit(most))
        return total, [milestone_view(row) for row in rows]

    def _seen(self) -> Select[Milestone]:
        """The clock sees all, also of teams that sleep."""
        if self.tx.actor is None:
            return self.scoped(Milestone)
        return self.scoped(Milestone).where(Milestone.team_id.in_(visible_teams(self.tx)))


def milestone_view(row: Milestone) -> MilestoneView:
    """The value of a row."""
    return MilestoneView(
        id=row.id,
        team_id=row.team_id,
        goal_id=row.goal_id,
        title=row.title,
        day=row.day,
        state=MilestoneState(row.state),
        made_by=row.made_by,
        changed_at=row.changed_at,
    )
