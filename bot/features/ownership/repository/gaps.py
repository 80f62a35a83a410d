"""All SQL of the scan: each question counts everything and reads one page, in one statement."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select

from bot.db.repository import Repository
from bot.db.transaction import Transaction
from bot.features.goals.models import Goal
from bot.features.goals.values import STANDING, GoalState
from bot.features.ownership.models import AreaOwner, DecisionArea, Driver, RoleHolder, TeamRole
from bot.features.ownership.repository.offers import asked_of
from bot.features.ownership.repository.roles import Roles, is_member
from bot.features.ownership.values import Finding, Gap, GapThing
from bot.features.teams.models import Member
from bot.features.voting.models import BallotRow

Page = Row[*tuple[Any, ...]]


class Gaps(Repository):
    """What of a team's is nobody's, or two people's; the service has asked whether the actor may see the team.

    Args:
        states: of the goals whose driver is missed.
    """

    def __init__(self, tx: Transaction, states: Collection[GoalState] = STANDING) -> None:
        super().__init__(tx)
        self._states = sorted(states)

    def find(self, gap: Gap, team_id: UUID, *, most: int, first: int = 0) -> Finding:
        """How many there are, and those from that place on; past the end there are none."""
        asked: dict[Gap, Callable[[UUID], Select[*tuple[Any, ...]]]] = {
            Gap.DEPARTED: self._departed,
            Gap.UNDRIVEN: self._undriven,
            Gap.UNHELD: self._unheld,
            Gap.UNOWNED: self._unowned,
            Gap.CONTESTED: self._contested,
        }
        found = self._page(gap, asked[gap](team_id), most, first)
        return self._with_roles(found) if gap is Gap.CONTESTED and found.things else found

    def claimable(self, team_id: UUID, *, most: int) -> Finding:
        """Standing goals that nobody of the team drives, those being voted on too."""
        here = exists().where(Member.team_id == Driver.team_id, Member.user == Driver.user)
        driven = exists().where(Driver.subject_id == Goal.id, here)
        query = select(Goal.id, Goal.title, Goal.number).where(self._of(team_id), ~driven)
        return self._page(Gap.UNDRIVEN, query.order_by(Goal.number), most, 0)

    def _departed(self, team_id: UUID) -> Select[*tuple[Any, ...]]:
        """Goals whose driver left the team, and that nobody is asked to drive."""
        here = exists().where(Member.team_id == Driver.team_id, Member.user == Driver.user)
        query = select(Goal.id, Goal.title, Goal.number, Driver.user.label("left"))
        driven = query.join(Driver, Driver.subject_id == Goal.id).where(self._of(team_id))
        left = driven.where(Driver.team_id == team_id, Driver.is_open, ~here, ~self._is_offered())
        return left.order_by(Goal.number)

    def _undriven(self, team_id: UUID) -> Select[*tuple[Any, ...]]:
        """Goals that nobody drives or is asked to; one that is being voted on need not have a driver yet."""
        driven = exists().where(Driver.subject_id == Goal.id)
        voting = exists().where(
            BallotRow.subject == Goal.id,
            BallotRow.replaced_at.is_(None),
            BallotRow.closed_at.is_(None),
            BallotRow.deadline > self.tx.now,
        )
        due = or_(Goal.state == GoalState.COMMITTED, ~voting)
        query = select(Goal.id, Goal.title, Goal.number).where(self._of(team_id), ~driven, due)
        return query.where(~self._is_offered()).order_by(Goal.number)

    def _unheld(self, team_id: UUID) -> Select[*tuple[Any, ...]]:
        """Roles that no member holds."""
        is_held = exists().where(RoleHolder.role_id == TeamRole.id, is_member())
        mine = and_(TeamRole.workspace == self.tx.workspace, TeamRole.team_id == team_id)
        query = select(TeamRole.id, TeamRole.name.label("title"))
        return query.where(mine, TeamRole.retired_at.is_(None), ~is_held).order_by(TeamRole.folded)

    def _unowned(self, team_id: UUID) -> Select[*tuple[Any, ...]]:
        """Decision areas that no role has."""
        owned = exists().where(AreaOwner.area_id == DecisionArea.id)
        return self._areas(team_id).where(~owned)

    def _contested(self, team_id: UUID) -> Select[*tuple[Any, ...]]:
        """Decision areas that two roles or more have."""
        owners = select(func.count()).where(AreaOwner.area_id == DecisionArea.id).scalar_subquery()
        return self._areas(team_id).where(owners > 1)

    def _areas(self, team_id: UUID) -> Select[*tuple[Any, ...]]:
        mine = and_(DecisionArea.workspace == self.tx.workspace, DecisionArea.team_id == team_id)
        query = select(DecisionArea.id, DecisionArea.name.label("title"))
        return query.where(mine).order_by(DecisionArea.folded)

    def _of(self, team_id: UUID) -> ColumnElement[bool]:
        mine = and_(Goal.workspace == self.tx.workspace, Goal.team_id == team_id)
        return and_(mine, Goal.state.in_(self._states))

    def _is_offered(self) -> ColumnElement[bool]:
        return asked_of(self.tx, Goal.id).correlate(Goal).exists()

    def _page(self, gap: Gap, query: Select[*tuple[Any, ...]], most: int, first: int) -> Finding:
        """The count beside each row: a window over all of them would read and sort every one first."""
        everything = select(func.count()).select_from(query.order_by(None).subquery())
        counted = query.add_columns(everything.scalar_subquery().label("total"))
        rows = self.session.execute(counted.limit(most).offset(first)).all()
        return Finding(gap, rows[0].total if rows else 0, tuple(map(_thing, rows)))

    def _with_roles(self, found: Finding) -> Finding:
        owners = Roles(self.tx).owners_of([thing.id for thing in found.things])
        named = (
            GapThing(id=thing.id, title=thing.title, roles=tuple(owners.get(thing.id, {}).values()))
            for thing in found.things
        )
        return Finding(found.gap, found.count, tuple(named))


def _thing(row: Page) -> GapThing:
    known = row._mapping  # noqa: SLF001 - SQLAlchemy's own public name
    return GapThing(id=row.id, title=row.title, number=known.get("number"), left=known.get("left"))
