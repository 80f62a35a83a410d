"""SQL of the backlog: a page at a time, however long it is."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select, update

from bot.features.goals.models import Goal
from bot.features.goals.values import GoalState
from bot.features.ownership.models import Driver
from bot.features.ownership.repository.offers import asked_of
from bot.features.planning.models.initiatives import Initiative, InitiativeCounter
from bot.features.planning.repository.initiatives import (
    BY_RANK,
    STILL_OPEN,
    Initiatives,
    initiative_view,
)
from bot.features.planning.values.backlog import NOBODY, PAGE, Due, Row, Shown, Wanted
from bot.features.planning.values.initiatives import InitiativeView

FALLING = (Initiative.rank.desc(), Initiative.number.desc())


class Backlog(Initiatives):
    """A team's initiatives in the order of their ranks."""

    def count(self, team_id: UUID, wanted: Wanted, today: date) -> int:
        """How many are looked for."""
        ids = self._wanted(team_id, wanted, today).with_only_columns(Initiative.id).subquery()
        return self.session.scalar(select(func.count()).select_from(ids)) or 0

    def page(self, team_id: UUID, wanted: Wanted, today: date, first: int) -> tuple[Row, ...]:
        """Those on the page that begins at this place."""
        return self._rows(self._wanted(team_id, wanted, today).order_by(*BY_RANK).offset(first).limit(PAGE))

    def due(self, team_id: UUID, *, most: int) -> tuple[int, tuple[Row, ...]]:
        """How many open ones have a due date, and those that are due first."""
        dated = self._open(team_id).where(Initiative.due.is_not(None))
        ids = dated.with_only_columns(Initiative.id)
        total = self.session.scalar(select(func.count()).select_from(ids.subquery())) or 0
        first = ids.order_by(Initiative.due, *BY_RANK).limit(most)
        soon = self.scoped(Initiative).where(Initiative.id.in_(first))
        return total, self._rows(soon.order_by(Initiative.due, *BY_RANK))

    def hold_ranks(self, team_id: UUID) -> None:
        """Change the team's ranks alone until this transaction ends."""
        mine = (InitiativeCounter.workspace == self.tx.workspace, InitiativeCounter.team_id == team_id)
        self.session.execute(select(InitiativeCounter.last).where(*mine).with_for_update())

    def above(self, found: InitiativeView, wanted: Wanted, today: date) -> InitiativeView | None:
        """The one just above it, among those looked for."""
        return self._next(self._wanted(found.team_id, wanted, today).where(_is_above(found)), FALLING)

    def below(self, found: InitiativeView, wanted: Wanted, today: date) -> InitiativeView | None:
        """The one just below it, likewise."""
        return self._next(self._wanted(found.team_id, wanted, today).where(_is_below(found)), BY_RANK)

    def topmost(self, found: InitiativeView, wanted: Wanted, today: date) -> InitiativeView | None:
        """The first of those looked for that stand above it."""
        return self._next(self._wanted(found.team_id, wanted, today).where(_is_above(found)), BY_RANK)

    def beside(self, target: InitiativeView, *, below: bool, apart_from: UUID) -> int | None:
        """The rank of the target's neighbour among all of its team; None where the list ends."""
        others = self.seen().where(Initiative.team_id == target.team_id, Initiative.id != apart_from)
        side, order = (_is_below(target), BY_RANK) if below else (_is_above(target), FALLING)
        neighbour = self._next(others.where(side), order)
        return neighbour.rank if neighbour else None

    def place(self, found: InitiativeView) -> int:
        """Its place among the open ones of its team, from 1."""
        above = self._open(found.team_id).where(_is_above(found)).with_only_columns(Initiative.id).subquery()
        return 1 + (self.session.scalar(select(func.count()).select_from(above)) or 0)

    def set_rank(self, initiative_id: UUID, rank: int) -> None:
        """Give an initiative another rank."""
        mine = (Initiative.workspace == self.tx.workspace, Initiative.id == initiative_id)
        self.session.execute(update(Initiative).where(*mine).values(rank=rank))

    def space_out(self, team_id: UUID, gap: int) -> None:
        """Give all of the team new ranks in the same order, with this gap between them."""
        mine = (Initiative.workspace == self.tx.workspace, Initiative.team_id == team_id)
        place = func.row_number().over(order_by=BY_RANK).label("place")
        ranked = select(Initiative.id, place).where(*mine).subquery()
        spaced = update(Initiative).where(*mine, Initiative.id == ranked.c.id)
        self.session.execute(
            spaced.values(rank=ranked.c.place * gap), execution_options={"synchronize_session": False}
        )

    def _rows(self, query: Select[Initiative]) -> tuple[Row, ...]:
        fresh = self._with_owner_and_goal(query).execution_options(populate_existing=True)
        return tuple(
            Row(initiative_view(found), owner or "", goal, offered or "", GoalState(state) if state else None)
            for found, owner, goal, state, offered in self.session.execute(fresh)
        )

    def _next(
        self, query: Select[Initiative], order: Sequence[SQLColumnExpression[int]]
    ) -> InitiativeView | None:
        return next(iter(self.views(query.order_by(*order).limit(1))), None)

    def _open(self, team_id: UUID) -> Select[Initiative]:
        return self.seen().where(Initiative.team_id == team_id, Initiative.state.in_(STILL_OPEN))

    def _wanted(self, team_id: UUID, wanted: Wanted, today: date) -> Select[Initiative]:
        query = self.seen().where(Initiative.team_id == team_id, _in_state(wanted.shown))
        if wanted.due is not None:
            query = query.where(_is_due(wanted.due, today))
        if wanted.goal is not None:
            query = query.where(Initiative.goal_id == self._goal(team_id, wanted.goal))
        if wanted.owner == NOBODY:
            query = query.where(~self._drivers(Initiative.id).exists())
        elif wanted.owner:
            query = query.where(self._drivers(Initiative.id).where(Driver.user == wanted.owner).exists())
        return query

    def _goal(self, team_id: UUID, number: int) -> ColumnElement[UUID]:
        theirs = (Goal.workspace == self.tx.workspace, Goal.team_id == team_id, Goal.number == number)
        return select(Goal.id).where(*theirs).correlate(None).scalar_subquery()

    def _drivers(self, subject: SQLColumnExpression[UUID]) -> Select[UUID]:
        theirs = (Driver.workspace == self.tx.workspace, Driver.subject_id == subject)
        return select(Driver.subject_id).where(*theirs).correlate(Initiative)

    def _with_owner_and_goal(self, query: Select[Initiative]) -> Select[Initiative, str, int, str, str]:
        driven = and_(Driver.workspace == self.tx.workspace, Driver.subject_id == Initiative.id)
        offered = asked_of(self.tx, Initiative.id).correlate(Initiative).scalar_subquery()
        owned = query.add_columns(Driver.user, Goal.number, Goal.state, offered).outerjoin(Driver, driven)
        return owned.outerjoin(Goal, Goal.id == Initiative.goal_id)


def _in_state(shown: Shown) -> ColumnElement[bool]:
    return Initiative.state.in_(STILL_OPEN) if shown is Shown.OPEN else Initiative.state == shown.value


def _is_due(due: Due, today: date) -> ColumnElement[bool]:
    match due:
        case Due.OVERDUE:
            return Initiative.due < today
        case Due.THIS_WEEK:
            monday = today - timedelta(days=today.weekday())
            return Initiative.due.between(monday, monday + timedelta(days=6))
        case Due.NO_DATE:
            return Initiative.due.is_(None)


def _is_above(moved: InitiativeView) -> ColumnElement[bool]:
    same = and_(Initiative.rank == moved.rank, Initiative.number < moved.number)
    return or_(Initiative.rank < moved.rank, same)


def _is_below(moved: InitiativeView) -> ColumnElement[bool]:
    same = and_(Initiative.rank == moved.rank, Initiative.number > moved.number)
    return or_(Initiative.rank > moved.rank, same)
