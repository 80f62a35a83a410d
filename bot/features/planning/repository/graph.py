"""SQL of what waits for what: Cairn's own arithmetic, whoever may see the initiatives."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, and_, select, update
from sqlalchemy.orm import Session, aliased

from bot.db.repository import Repository
from bot.features.planning.models.dependencies import Dependency
from bot.features.planning.models.initiatives import Initiative
from bot.features.planning.repository.initiatives import STILL_OPEN
from bot.features.planning.values.dependencies import DependencyState
from bot.features.planning.values.initiatives import OPEN, InitiativeState
from bot.features.planning.values.slips import Need, Step
from bot.features.workspaces.models import Workspace


class Graph(Repository):
    """The workspace's initiatives and the accepted dependencies between them."""

    def hold(self) -> None:
        """Change the graph alone until this transaction ends: two halves of a circle may come from two teams."""
        mine = select(Workspace.workspace).where(Workspace.workspace == self.tx.workspace)
        self.session.execute(mine.with_for_update(key_share=True))

    def waiting_for(self, initiative_ids: Collection[UUID]) -> frozenset[UUID]:
        """These initiatives, and all that wait for them, near or far."""
        roots = and_(Initiative.workspace == self.tx.workspace, Initiative.id.in_(initiative_ids))
        found = select(Initiative.id.label("id")).where(roots).cte("waiting", recursive=True)
        further = select(Dependency.initiative_id).join(found, Dependency.delivers_id == found.c.id)
        return self._ids(found.union(further.where(self._is_agreed())))

    def waited_for_by(self, initiative_id: UUID) -> frozenset[UUID]:
        """The initiative, and all that it waits for, near or far."""
        root = and_(Initiative.workspace == self.tx.workspace, Initiative.id == initiative_id)
        found = select(Initiative.id.label("id")).where(root).cte("waited_for", recursive=True)
        further = select(Dependency.delivers_id).join(found, Dependency.initiative_id == found.c.id)
        return self._ids(found.union(further.where(self._is_agreed())))

    def needs_of(self, needers: Collection[UUID]) -> list[Need]:
        """What these initiatives wait for, directly."""
        query = select(
            Dependency.initiative_id, Dependency.delivers_id, Dependency.needed_by, Dependency.what
        )
        theirs = query.where(self._is_agreed(), Dependency.initiative_id.in_(needers))
        rows = self.session.execute(theirs.order_by(Dependency.id))
        return [Need(needer, brings, day, what) for needer, brings, day, what in rows if brings is not None]

    def steps(self, initiative_ids: Collection[UUID]) -> dict[UUID, Step]:
        """These initiatives as steps."""
        query = select(Initiative.id, Initiative.due, Initiative.state, Initiative.expected)
        mine = query.where(Initiative.workspace == self.tx.workspace, Initiative.id.in_(initiative_ids))
        return {
            row.id: Step(row.id, row.due, InitiativeState(row.state) in OPEN, row.expected)
            for row in self.session.execute(mine)
        }

    def told(self, initiative_ids: Collection[UUID]) -> dict[UUID, date | None]:
        """The late day of each that its driver heard of last."""
        query = select(Initiative.id, Initiative.told_expected)
        mine = query.where(Initiative.workspace == self.tx.workspace, Initiative.id.in_(initiative_ids))
        return {row.id: row.told_expected for row in self.session.execute(mine)}

    def expect(self, days: Mapping[UUID, date | None]) -> None:
        """Write when these initiatives are expected."""
        for initiative_id, day in sorted(days.items()):
            self._set(initiative_id, expected=day)

    def tell(self, days: Mapping[UUID, date | None]) -> None:
        """Note what the drivers of these hear; None when they hear that all is in time again."""
        for initiative_id, day in sorted(days.items()):
            self._set(initiative_id, told_expected=day)

    def brought_by(self, initiative_ids: Collection[UUID]) -> list[tuple[UUID, UUID, UUID]]:
        """The agreed dependencies that these initiatives deliver: (dependency, who needs it, who brings it)."""
        query = select(Dependency.id, Dependency.initiative_id, Dependency.delivers_id)
        theirs = query.where(self._is_agreed(), Dependency.delivers_id.in_(initiative_ids))
        rows = self.session.execute(theirs.order_by(Dependency.id))
        return [(found, needer, brings) for found, needer, brings in rows if brings is not None]

    def _set(self, initiative_id: UUID, **values: date | None) -> None:
        mine = (Initiative.workspace == self.tx.workspace, Initiative.id == initiative_id)
        self.session.execute(update(Initiative).where(*mine).values(**values))

    def _is_agreed(self) -> ColumnElement[bool]:
        return and_(
            Dependency.workspace == self.tx.workspace,
            Dependency.state == DependencyState.ACCEPTED,
            Dependency.delivers_id.is_not(None),
        )

    def _ids(self, found: CTE) -> frozenset[UUID]:
        return frozenset(self.session.scalars(select(found.c.id)))


def late(session: Session, today: date, *, most: int) -> list[tuple[str, UUID]]:
    """What others wait for and was expected before today, across workspaces: (workspace, initiative)."""
    needer = aliased(Initiative)
    query = (
        select(Initiative.workspace, Initiative.id)
        .distinct()
        .join(Dependency, Dependency.delivers_id == Initiative.id)
        .join(needer, needer.id == Dependency.initiative_id)
        .where(Dependency.state == DependencyState.ACCEPTED, needer.state.in_(STILL_OPEN))
        .where(Initiative.state.in_(STILL_OPEN), Initiative.expected < today)
        .order_by(Initiative.workspace, Initiative.id)
    )
    return list(session.execute(query.limit(most)))
