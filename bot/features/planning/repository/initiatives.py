"""SQL of initiatives."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true, update

from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.ownership.models import Driver
from bot.features.planning.models.initiatives import Initiative, InitiativeCounter
from bot.features.planning.rules.ranks import last_after
from bot.features.planning.values.initiatives import (
    OPEN,
    InitiativeDraft,
    InitiativeState,
    InitiativeView,
    Progress,
)
from bot.features.teams.models import Member
from bot.features.teams.visibility import visible_teams

BY_RANK = (Initiative.rank, Initiative.number)
STILL_OPEN = tuple(sorted(state.value for state in OPEN))


class Initiatives(Repository):
    """Initiatives of the teams that the actor may see."""

    def keep(self, draft: InitiativeDraft) -> InitiativeView:
        """Write a new initiative below all others of its team, in words that were checked."""
        number = self.numbered(draft.team_id)
        row = Initiative(
            team_id=draft.team_id,
            goal_id=draft.goal_id,
            number=number,
            title=draft.title,
            description=draft.description,
            rank=last_after(self._last_rank(draft.team_id)),
            due=draft.due,
            expected=draft.due,
            told_expected=None,
            state=InitiativeState.PLANNED,
            made_by=self.tx.actor or "",
            made_at=self.tx.now,
            changed_at=self.tx.now,
            ended_at=None,
        )
        return initiative_view(self.add(row))

    def numbered(self, team_id: UUID) -> int:
        """The team's next number; who asks at the same time waits for this transaction and gets the one after."""
        insert_if_new(
            self.session,
            InitiativeCounter,
            {"workspace": self.tx.workspace, "team_id": team_id, "last": 0},
        )
        mine = (InitiativeCounter.workspace == self.tx.workspace, InitiativeCounter.team_id == team_id)
        raised = update(InitiativeCounter).where(*mine).values(last=InitiativeCounter.last + 1)
        return self.session.execute(raised.returning(InitiativeCounter.last)).scalar_one()

    def locked(self, initiative_id: UUID) -> Initiative | None:
        """The initiative as it is now, which nobody else changes until this transaction ends."""
        query = self.seen().where(Initiative.id == initiative_id).with_for_update(of=Initiative)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def by_ids(self, initiative_ids: Collection[UUID]) -> dict[UUID, InitiativeView]:
        """Those of them that the actor may see."""
        found = self.views(self.seen().where(Initiative.id.in_(initiative_ids)))
        return {initiative.id: initiative for initiative in found}

    def called(self, team_id: UUID, number: int) -> InitiativeView | None:
        """The team's initiative of this number."""
        theirs = self.seen().where(Initiative.team_id == team_id, Initiative.number == number)
        return next(iter(self.views(theirs)), None)

    def whoever_sees_them(self, initiative_ids: Collection[UUID]) -> list[InitiativeView]:
        """These initiatives, for Cairn's own arithmetic."""
        return self.views(self.scoped(Initiative).where(Initiative.id.in_(initiative_ids)))

    def set_due(self, initiative_id: UUID, day: date) -> None:
        """Give an initiative a due date."""
        mine = (Initiative.workspace == self.tx.workspace, Initiative.id == initiative_id)
        self.session.execute(update(Initiative).where(*mine).values(due=day, changed_at=self.tx.now))

    def of_goals(self, goal_ids: Collection[UUID]) -> list[InitiativeView]:
        """The initiatives of these goals by rank, without those let go."""
        theirs = self.seen().where(Initiative.goal_id.in_(goal_ids))
        return self.views(theirs.where(Initiative.state != InitiativeState.LET_GO).order_by(*BY_RANK))

    def open_counts(self, team_ids: Collection[UUID]) -> dict[UUID, int]:
        """By team, how many are open."""
        theirs = (Initiative.workspace == self.tx.workspace, Initiative.team_id.in_(team_ids))
        counted = select(Initiative.team_id, func.count()).where(*theirs, Initiative.state.in_(STILL_OPEN))
        return dict(self.session.execute(counted.group_by(Initiative.team_id)).all())

    def open_of(self, team_id: UUID, *, most: int) -> list[InitiativeView]:
        """A team's open initiatives, those first that rank first."""
        theirs = self.seen().where(Initiative.team_id == team_id, Initiative.state.in_(STILL_OPEN))
        return self.views(theirs.order_by(*BY_RANK).limit(most))

    def open_for(self, goal_id: UUID, *, most: int) -> list[InitiativeView]:
        """A goal's open initiatives, likewise."""
        theirs = self.seen().where(Initiative.goal_id == goal_id, Initiative.state.in_(STILL_OPEN))
        return self.views(theirs.order_by(*BY_RANK).limit(most))

    def overdue_of(self, user: str, team_ids: Collection[UUID], today: date) -> list[InitiativeView]:
        """What a member of these teams drives there and is overdue, what was due first first."""
        here = and_(Member.team_id == Driver.team_id, Member.user == Driver.user)
        theirs = select(Driver.subject_id).where(Driver.workspace == self.tx.workspace, Driver.user == user)
        mine = self.seen().where(Initiative.team_id.in_(team_ids), Initiative.state.in_(STILL_OPEN))
        late = mine.where(Initiative.id.in_(theirs.join(Member, here)), Initiative.due < today)
        return self.views(late.order_by(Initiative.due, *BY_RANK))

    def progress_of(self, goal_ids: Collection[UUID]) -> dict[UUID, Progress]:
        """How the initiatives of these goals stand, counted by the database."""
        counts = {state: _count(state) for state in (*sorted(OPEN), InitiativeState.DONE)}
        still_open = Initiative.state.in_(STILL_OPEN)
        slips = Initiative.expected > Initiative.due
        likely = case((slips, Initiative.expected), else_=Initiative.due)
        dues = (func.min(case((still_open, day))) for day in (Initiative.due, likely))
        query = (
            select(Initiative.goal_id, *dues, *counts.values())
            .where(Initiative.workspace == self.tx.workspace, Initiative.goal_id.in_(goal_ids))
            .where(self._visible(), Initiative.state != InitiativeState.LET_GO)
            .group_by(Initiative.goal_id)
        )
        return {
            goal_id: Progress(first_due=first, next_due=coming, **dict(zip(counts, numbers, strict=True)))
            for goal_id, first, coming, *numbers in self.session.execute(query)
        }

    def seen(self) -> Select[Initiative]:
        """What the actor may see; the clock sees all, also of teams that sleep."""
        return self.scoped(Initiative).where(self._visible())

    def views(self, query: Select[Initiative]) -> list[InitiativeView]:
        """The values of what a query finds, as it is in the database now."""
        fresh = query.execution_options(populate_existing=True)
        return [initiative_view(row) for row in self.session.scalars(fresh)]

    def _last_rank(self, team_id: UUID) -> int | None:
        theirs = select(func.max(Initiative.rank)).where(Initiative.workspace == self.tx.workspace)
        return self.session.scalar(theirs.where(Initiative.team_id == team_id))

    def _visible(self) -> ColumnElement[bool]:
        return true() if self.tx.actor is None else Initiative.team_id.in_(visible_teams(self.tx))


def _count(state: InitiativeState) -> ColumnElement[int]:
    return func.count(case((Initiative.state == state, 1)))


def initiative_view(row: Initiative) -> InitiativeView:
    """The value of a row."""
    return InitiativeView(
        id=row.id,
        team_id=row.team_id,
        goal_id=row.goal_id,
        number=row.number,
        title=row.title,
        description=row.description,
        rank=row.rank,
        due=row.due,
        expected=row.expected,
        state=InitiativeState(row.state),
        made_by=row.made_by,
        made_at=row.made_at,
        changed_at=row.changed_at,
        ended_at=row.ended_at,
    )
