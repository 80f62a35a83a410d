"""SQL of dependencies."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from bot.db.repository import Repository
from bot.features.planning.models.dependencies import Dependency
from bot.features.planning.models.initiatives import Initiative
from bot.features.planning.repository.initiatives import STILL_OPEN
from bot.features.planning.values.dependencies import (
    Awaited,
    DependencyDraft,
    DependencyState,
    DependencyView,
    Unsettled,
)
from bot.features.teams.models import Team
from bot.features.teams.visibility import visible_teams

WAITING = (DependencyState.ASKED.value, DependencyState.COUNTERED.value)
STANDING = (*WAITING, DependencyState.ACCEPTED.value)
DELIVERER = aliased(Initiative)  # what brings it


class Dependencies(Repository):
    """What teams need of each other; seen by whoever may see one of the two."""

    def keep(self, team_id: UUID, draft: DependencyDraft) -> DependencyView:
        """Write what an initiative of this team needs, in words that were checked."""
        row = Dependency(
            team_id=team_id,
            initiative_id=draft.initiative_id,
            giver_id=draft.giver_id,
            delivers_id=None,
            what=draft.what,
            needed_by=draft.needed_by,
            offered=None,
            reason="",
            state=DependencyState.ASKED,
            asked_by=self.tx.actor or "",
            asked_at=self.tx.now,
            answered_by=None,
            changed_at=self.tx.now,
        )
        return dependency_view(self.add(row))

    def locked(self, dependency_id: UUID) -> Dependency | None:
        """The dependency as it is now, which nobody else changes until this transaction ends."""
        query = self._seen().where(Dependency.id == dependency_id).with_for_update(of=Dependency)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def by_id(self, dependency_id: UUID) -> DependencyView | None:
        """One dependency, whatever became of it."""
        return next(iter(self._views(self._seen().where(Dependency.id == dependency_id))), None)

    def standing_of(self, initiative_ids: Collection[UUID]) -> list[DependencyView]:
        """What these initiatives need or bring, and is not declined or withdrawn, by day."""
        either = or_(Dependency.initiative_id.in_(initiative_ids), Dependency.delivers_id.in_(initiative_ids))
        return self._views(self._seen().where(either, Dependency.state.in_(STANDING)))

    def all_of(self, initiative_id: UUID) -> list[DependencyView]:
        """What an initiative needs or brings, or was to, whatever became of it."""
        either = or_(Dependency.initiative_id == initiative_id, Dependency.delivers_id == initiative_id)
        return self._views(self._seen().where(either))

    def declined_of(self, initiative_id: UUID) -> list[DependencyView]:
        """What was declined of what an initiative needs, by day."""
        theirs = self._seen().where(Dependency.initiative_id == initiative_id)
        return self._views(theirs.where(Dependency.state == DependencyState.DECLINED))

    def late_for(self, initiative_ids: Collection[UUID], today: date) -> dict[UUID, list[Awaited]]:
        """What these initiatives wait for and is late, by day; one that waits for nothing late is missing."""
        query = select(Dependency.initiative_id, Dependency.what, Initiative.due).join(
            Initiative, Initiative.id == Dependency.delivers_id
        )
        agreed = query.where(
            Dependency.workspace == self.tx.workspace,
            Dependency.initiative_id.in_(initiative_ids),
            Dependency.state == DependencyState.ACCEPTED,
        )
        late = agreed.where(Initiative.state.in_(STILL_OPEN), Initiative.due < today)
        found: defaultdict[UUID, list[Awaited]] = defaultdict(list)
        for needer, what, due in self.session.execute(late.order_by(Initiative.due, Dependency.id)):
            if due is not None:
                found[needer].append(Awaited(what, due))
        return dict(found)

    def unsettled_for(self, initiative_ids: Collection[UUID], today: date) -> dict[UUID, list[Unsettled]]:
        """What these initiatives need and is not settled, by day; one without any is missing."""
        found: defaultdict[UUID, list[Unsettled]] = defaultdict(list)
        for one in self._unsettled_views(
            self._unsettled(today).where(Dependency.initiative_id.in_(initiative_ids))
        ):
            found[one.initiative_id].append(one)
        return dict(found)

    def unsettled_of(
        self, team_id: UUID, today: date, *, shown: Collection[UUID], most: int
    ) -> tuple[int, list[Unsettled]]:
        """How much a team needs that is not settled, and what comes first; without what `late_for` tells of those shown.

        Args:
            shown: initiatives that what is late for them stands beside.
        """
        is_beside_it = and_(Dependency.state == DependencyState.ACCEPTED, Dependency.initiative_id.in_(shown))
        theirs = self._unsettled(today).where(Dependency.team_id == team_id, ~is_beside_it)
        ids = theirs.with_only_columns(Dependency.id).order_by(None).subquery()
        total = self.session.scalar(select(func.count()).select_from(ids)) or 0
        return total, self._unsettled_views(theirs.limit(most))

    def channels_of(self, team_ids: Collection[UUID]) -> dict[UUID, str]:
        """The channels of these teams, as far as the actor may see them."""
        query = select(Team.id, Team.channel).where(Team.workspace == self.tx.workspace)
        seen = query.where(Team.id.in_(team_ids), Team.id.in_(visible_teams(self.tx)))
        return {row.id: row.channel for row in self.session.execute(seen)}

    def waiting_at(self, giver_ids: Collection[UUID]) -> dict[UUID, int]:
        """How many requests wait for an answer of each of these teams; a team without any is missing."""
        query = select(Dependency.giver_id, func.count()).where(Dependency.workspace == self.tx.workspace)
        asked = query.where(Dependency.giver_id.in_(giver_ids), Dependency.state == DependencyState.ASKED)
        counted = self.session.execute(asked.group_by(Dependency.giver_id))
        return {row[0]: row[1] for row in counted}

    def team_at(self, channel: str) -> UUID | None:
        """The team that works in a channel, when the actor may see it."""
        at = select(Team.id).where(Team.workspace == self.tx.workspace, Team.channel == channel)
        return self.session.scalar(at.where(Team.id.in_(visible_teams(self.tx))))

    def rows_of(self, initiative_id: UUID) -> list[Dependency]:
        """The rows of what an initiative needs or brings, whoever may see the other team."""
        either = or_(Dependency.initiative_id == initiative_id, Dependency.delivers_id == initiative_id)
        standing = self.scoped(Dependency).where(either, Dependency.state.in_(STANDING))
        return list(self.session.scalars(standing.order_by(Dependency.id).with_for_update()))

    def _unsettled(self, today: date) -> Select[UUID, int, str, date, str, date, date]:
        """What nobody answered, what waits for who asked, and what is overdue; a team that is closed to the actor stays unnamed."""
        asked = and_(Team.id == Dependency.giver_id, Team.id.in_(visible_teams(self.tx)))
        is_agreed = Dependency.state == DependencyState.ACCEPTED
        is_late = and_(
            is_agreed,
            Initiative.state.in_(STILL_OPEN),
            DELIVERER.state.in_(STILL_OPEN),
            DELIVERER.due < today,
        )
        late_since = case((is_agreed, DELIVERER.due))
        return (
            select(
                Dependency.initiative_id,
                Initiative.number,
                Dependency.what,
                Dependency.needed_by,
                Team.channel,
                case((Dependency.state == DependencyState.COUNTERED, Dependency.offered)),
                late_since,
            )
            .join(Initiative, Initiative.id == Dependency.initiative_id)
            .outerjoin(DELIVERER, DELIVERER.id == Dependency.delivers_id)
            .outerjoin(Team, asked)
            .where(Dependency.workspace == self.tx.workspace, or_(Dependency.state.in_(WAITING), is_late))
            .order_by(func.coalesce(late_since, Dependency.needed_by), Dependency.id)
        )

    def _unsettled_views(self, query: Select[UUID, int, str, date, str, date, date]) -> list[Unsettled]:
        return [
            Unsettled(
                initiative_id=needer,
                number=number,
                what=what,
                needed_by=day,
                channel=channel,
                offered=offered,
                late_since=late_since,
            )
            for needer, number, what, day, channel, offered, late_since in self.session.execute(query)
        ]

    def _seen(self) -> Select[Dependency]:
        """The clock sees all, also of teams that sleep."""
        if self.tx.actor is None:
            return self.scoped(Dependency)
        mine = visible_teams(self.tx)
        return self.scoped(Dependency).where(or_(Dependency.team_id.in_(mine), Dependency.giver_id.in_(mine)))

    def _views(self, query: Select[Dependency]) -> list[DependencyView]:
        fresh = query.execution_options(populate_existing=True)
        rows = self.session.scalars(fresh.order_by(Dependency.needed_by, Dependency.id))
        return [dependency_view(row) for row in rows]


def unanswered(session: Session, today: date, looked_at: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """What was asked for by a day before today and not touched since then, across workspaces: (workspace, dependency)."""
    query = select(Dependency.workspace, Dependency.id).where(Dependency.state == DependencyState.ASKED)
    late = query.where(Dependency.needed_by < today, Dependency.changed_at < looked_at)
    return list(session.execute(late.order_by(Dependency.workspace, Dependency.id).limit(most)))


def dependency_view(row: Dependency) -> DependencyView:
    """The value of a row."""
    return DependencyView(
        id=row.id,
        team_id=row.team_id,
        initiative_id=row.initiative_id,
        giver_id=row.giver_id,
        what=row.what,
        needed_by=row.needed_by,
        delivers_id=row.delivers_id,
        offered=row.offered,
        reason=row.reason,
        state=DependencyState(row.state),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answered_by=row.answered_by,
    )
