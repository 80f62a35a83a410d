"""All SQL of goals."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.goals.models import Aim, Goal, GoalCounter
from bot.features.goals.values import STANDING, GoalState, GoalView, Outcome
from bot.features.teams.visibility import visible_teams
from bot.features.voting.models import BallotRow

LISTED = (GoalState.COMMITTED, GoalState.PROPOSED, GoalState.ENDED)
GONE = (GoalState.ENDED, GoalState.WITHDRAWN)


class GoalRepository(Repository):
    """Goals that the actor may see."""

    def goal(self, goal_id: UUID) -> GoalView | None:
        """One goal, withdrawn or not."""
        return next(iter(self._views(self._seen().where(Goal.id == goal_id))), None)

    def goal_whoever_sees_it(self, goal_id: UUID) -> GoalView | None:
        """One goal, whatever state its team is in; for what Cairn itself shows."""
        return next(iter(self._views(self._with_aims().where(Goal.id == goal_id))), None)

    def hold(self, goal_id: UUID) -> None:
        """Keep the goal's row from others who hold or change it until this transaction ends."""
        mine = (Goal.workspace == self.tx.workspace, Goal.id == goal_id)
        self.session.execute(select(Goal.id).where(*mine).with_for_update(key_share=True))

    def goals_by_id(self, goal_ids: Collection[UUID]) -> list[GoalView]:
        """These goals, whatever became of them, by id."""
        return self._views(self._seen().where(Goal.id.in_(goal_ids)).order_by(Goal.id))

    def goals_of(self, team_id: UUID, states: Collection[GoalState] = tuple(GoalState)) -> list[GoalView]:
        """A team's goals in these states, by number."""
        mine = self._seen().where(Goal.team_id == team_id, Goal.state.in_(states))
        return self._views(mine.order_by(Goal.number))

    def gone_since(self, team_id: UUID, since: datetime, most: int) -> list[GoalView]:
        """The goals that a team ended or withdrew since then, the last one first."""
        mine = self._seen().where(Goal.team_id == team_id, Goal.state.in_(GONE), Goal.changed_at >= since)
        return self._views(mine.order_by(Goal.changed_at.desc(), Goal.number).limit(most))

    def has_standing(self, team_id: UUID) -> bool:
        """Whether a team has any goal that is proposed or committed."""
        mine = (Goal.team_id == team_id, Goal.state.in_((GoalState.PROPOSED, GoalState.COMMITTED)))
        found = select(Goal.id).where(Goal.workspace == self.tx.workspace, *mine).limit(1)
        return self.session.scalar(found) is not None

    def proposed(self, team_id: UUID) -> list[UUID]:
        """Ids of a team's proposed goals, by number."""
        mine = (Goal.workspace == self.tx.workspace, Goal.team_id == team_id)
        query = select(Goal.id).where(*mine, Goal.team_id.in_(visible_teams(self.tx)))
        return list(self.session.scalars(query.where(Goal.state == GoalState.PROPOSED).order_by(Goal.number)))

    def serving(self, aim_id: UUID) -> list[UUID]:
        """Ids of the goals that serve an aim, whoever may see them."""
        mine = (Goal.workspace == self.tx.workspace, Goal.aim_id == aim_id)
        return list(self.session.scalars(select(Goal.id).where(*mine)))

    def page(
        self, team_id: UUID, first: int, most: int, in_motion: Sequence[UUID], cycle_id: UUID | None
    ) -> list[GoalView]:
        """A team's goals from that place on, without withdrawn ones: committed, then proposed, then ended ones.

        Of each of these first those with a rank, in its order; then those whose vote isn't over or comes anew, and the
        rest.

        Args:
            in_motion: those whose vote isn't over and that were voted on, as they stand.
            cycle_id: the team's current cycle: what an earlier one voted on and left proposed has no rank any more.
        """
        query = self._seen().outerjoin(BallotRow, _ballot_that_ranks(cycle_id)).where(*self._listed(team_id))
        return self._views(query.order_by(*_list_order(in_motion)).offset(first).limit(most))

    def count(self, team_id: UUID) -> int:
        """How many goals a team's list has."""
        seen = (*self._listed(team_id), Goal.team_id.in_(visible_teams(self.tx)))
        return self.session.scalar(select(func.count()).select_from(Goal).where(*seen)) or 0

    def counts(
        self, team_ids: Collection[UUID], cycle_ids: Collection[UUID]
    ) -> dict[UUID, dict[GoalState, int]]:
        """By team, how many goals stand, by state, and how many of these cycles have ended."""
        mine = (Goal.workspace == self.tx.workspace, Goal.team_id.in_(team_ids))
        ended = and_(Goal.state == GoalState.ENDED, Goal.cycle_id.in_(cycle_ids))
        query = select(Goal.team_id, Goal.state, func.count()).where(
            *mine, or_(Goal.state.in_(STANDING), ended)
        )
        found: dict[UUID, dict[GoalState, int]] = {}
        for team_id, state, count in self.session.execute(query.group_by(Goal.team_id, Goal.state)):
            found.setdefault(team_id, {})[GoalState(state)] = count
        return found

    def outcomes(self, cycle_ids: Collection[UUID]) -> dict[UUID, dict[Outcome, int]]:
        """How many goals that teams were committed to for these cycles ended how, by cycle."""
        mine = (Goal.workspace == self.tx.workspace, Goal.cycle_id.in_(cycle_ids))
        query = select(Goal.cycle_id, Goal.outcome, func.count()).where(*mine)
        found: dict[UUID, dict[Outcome, int]] = {}
        for cycle_id, outcome, count in self.session.execute(query.group_by(Goal.cycle_id, Goal.outcome)):
            if cycle_id is not None and outcome is not None:
                found.setdefault(cycle_id, {})[Outcome(outcome)] = count
        return found

    def carried(self, team_ids: Collection[UUID]) -> dict[tuple[UUID, int], int]:
        """How many goals these teams carried over last from which cycle, by team and number."""
        mine = (Goal.workspace == self.tx.workspace, Goal.team_id.in_(team_ids))
        query = select(Goal.team_id, Goal.carried_from, func.count()).where(*mine)
        rows = self.session.execute(query.group_by(Goal.team_id, Goal.carried_from))
        return {(team_id, number): count for team_id, number, count in rows if number is not None}

    def titles(self, team_id: UUID) -> list[tuple[UUID, str]]:
        """The titles of a team's goals, withdrawn ones too, by number."""
        mine = (Goal.workspace == self.tx.workspace, Goal.team_id == team_id)
        seen = select(Goal.id, Goal.title).where(*mine, Goal.team_id.in_(visible_teams(self.tx)))
        found = self.tx.connection.execute(seen.order_by(Goal.number))
        return [(goal_id, title) for goal_id, title in found]

    def numbered_goal(self, team_id: UUID, number: int) -> GoalView | None:
        """The team's goal of this number, withdrawn or not."""
        mine = self._seen().where(Goal.team_id == team_id, Goal.number == number)
        return next(iter(self._views(mine)), None)

    def numbered(self, team_id: UUID) -> int:
        """The team's next number; who asks at the same time waits for this transaction and gets the one after."""
        key = {"workspace": self.tx.workspace, "team_id": team_id}
        insert_if_new(self.session, GoalCounter, {**key, "last": 0})
        raised = (
            update(GoalCounter)
            .where(GoalCounter.workspace == self.tx.workspace, GoalCounter.team_id == team_id)
            .values(last=GoalCounter.last + 1)
            .returning(GoalCounter.last)
        )
        return self.session.execute(raised).scalar_one()

    def change(self, seen: GoalView, **values: object) -> bool:
        """Write new values into a goal, unless somebody else changed it since it was seen: then False."""
        as_seen = (Goal.changed_at == seen.changed_at, Goal.state == seen.state)
        where = (Goal.workspace == self.tx.workspace, Goal.id == seen.id, *as_seen)
        return self.session.connection().execute(update(Goal).where(*where).values(**values)).rowcount > 0

    def _listed(self, team_id: UUID) -> tuple[ColumnElement[bool], ...]:
        withdrawn = Goal.state == GoalState.WITHDRAWN
        return (Goal.workspace == self.tx.workspace, Goal.team_id == team_id, ~withdrawn)

    def _seen(self) -> Select[Goal, str | None]:
        return self._with_aims().where(Goal.team_id.in_(visible_teams(self.tx)))

    def _with_aims(self) -> Select[Goal, str | None]:
        return self.scoped(Goal).add_columns(Aim.title).outerjoin(Aim, Aim.id == Goal.aim_id)

    def _views(self, query: Select[Goal, str | None]) -> list[GoalView]:
        fresh = query.execution_options(populate_existing=True)
        return [view_of(goal, aim) for goal, aim in self.session.execute(fresh)]


def _ballot_that_ranks(cycle_id: UUID | None) -> ColumnElement[bool]:
    current = and_(BallotRow.subject == Goal.id, BallotRow.replaced_at.is_(None))
    is_of_now = or_(BallotRow.round == cycle_id, BallotRow.closed_at.is_(None))
    return and_(current, or_(Goal.state != GoalState.PROPOSED, is_of_now))


def _list_order(in_motion: Sequence[UUID]) -> tuple[SQLColumnExpression[Any], ...]:
    """Whose vote is decided has a mean; ranks are equal only where that, the voters and the opening are."""
    has_rank = BallotRow.mean.is_not(None)
    places = {goal_id: place for place, goal_id in enumerate(in_motion)}
    rest = literal(len(places))
    return (
        case({state: place for place, state in enumerate(LISTED)}, value=Goal.state),
        ~has_rank,
        BallotRow.closed_at.is_not(None),
        BallotRow.mean.desc(),
        BallotRow.heard.desc(),
        case(places, value=Goal.id, else_=rest) if places else rest,
        case((has_rank, BallotRow.opened_at)),
        case((has_rank, BallotRow.id)),
        Goal.number,
    )


def view_of(goal: Goal, aim: str | None) -> GoalView:
    """A row as a value."""
    return GoalView(
        id=goal.id,
        team_id=goal.team_id,
        number=goal.number,
        title=goal.title,
        beneficiary=goal.beneficiary,
        why=goal.why,
        constraints=goal.constraints,
        must_be_true=goal.must_be_true,
        aim=aim or "",
        must_do=goal.must_do,
        proposer=goal.proposer,
        proposed_at=goal.proposed_at,
        changed_at=goal.changed_at,
        state=GoalState(goal.state),
        aim_id=goal.aim_id,
        cycle_id=goal.cycle_id,
        carried_from=goal.carried_from,
        outcome=Outcome(goal.outcome) if goal.outcome else None,
        learned=goal.learned,
    )
