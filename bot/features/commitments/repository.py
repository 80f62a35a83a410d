"""All SQL of rounds, the answers to them, and what they came to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import Select, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db.repository import Repository
from bot.db.upsert import upsert
from bot.features.commitments.models import (
    Commitment,
    CommitmentAnswer,
    CommitmentGoal,
    CommitmentResult,
)
from bot.features.commitments.values.drafts import RoundDraft
from bot.features.commitments.values.rounds import Committed, Need, RoundState, RoundView, SetGoal, Verdict
from bot.features.commitments.values.words import Answer, Result, Step
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.teams.visibility import visible_teams
from bot.features.workspaces.models import Workspace

Columns = TypeVarTuple("Columns")
MOVING = (RoundState.OPEN.value, RoundState.TALKING.value)  # what the clock moves on


class Rounds(Repository):
    """Rounds of one workspace."""

    def begin(self, draft: RoundDraft, **values: object) -> UUID:
        """Write a new round with its goals."""
        row = Commitment(
            team_id=draft.team_id,
            state=RoundState.OPEN,
            asking=1,
            asked_at=self.tx.now,
            people_needed=draft.people.needed,
            people_available=draft.people.available,
            budget_needed=draft.budget.needed,
            budget_available=draft.budget.available,
            **{"why": "", "objection": "", "reply": "", **values},
        )
        self.add(row)
        for place, goal_id in enumerate(draft.goal_ids):
            self.add(CommitmentGoal(commitment_id=row.id, goal_id=goal_id, place=place))
        return row.id

    def locked(self, round_id: UUID) -> Commitment | None:
        """The round as it is now, which nobody else answers or moves until this transaction ends."""
        query = self.scoped(Commitment).where(Commitment.id == round_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def seen(self, round_id: UUID) -> RoundView | None:
        """The round, if the actor may see its team."""
        mine = (Commitment.id == round_id, Commitment.team_id.in_(visible_teams(self.tx)))
        return next(iter(self._views(self.scoped(Commitment).where(*mine))), None)

    def on_record(self, round_id: UUID) -> RoundView | None:
        """The round, whatever state its team is in; for what Cairn itself shows."""
        return next(iter(self._views(self.scoped(Commitment).where(Commitment.id == round_id))), None)

    def running_of(self, team_ids: Collection[UUID]) -> dict[UUID, RoundView]:
        """The rounds about these teams' goal sets that aren't over, by team."""
        mine = (Commitment.team_id.in_(team_ids), Commitment.scope_of.is_(None))
        return {view.team_id: view for view in self._views(self._running().where(*mine))}

    def running_in(self, team_id: UUID) -> list[RoundView]:
        """All rounds of a team that aren't over, those about a change of scope too; the oldest first."""
        query = self._running().where(Commitment.team_id == team_id)
        return self._views(query.order_by(Commitment.asked_at, Commitment.id))

    def about_scope_of(self, goal_id: UUID) -> RoundView | None:
        """The round about a change of this goal's scope that isn't over."""
        return next(iter(self._views(self._running().where(Commitment.scope_of == goal_id))), None)

    def running_with(self, goal_id: UUID) -> list[RoundView]:
        """The rounds with this goal that aren't over."""
        with_it = exists().where(
            CommitmentGoal.workspace == self.tx.workspace,
            CommitmentGoal.commitment_id == Commitment.id,
            CommitmentGoal.goal_id == goal_id,
        )
        return self._views(self._running().where(with_it))

    def answers(self, round_ids: Collection[UUID]) -> dict[UUID, dict[str, Answer]]:
        """What was answered in the askings that aren't over, by round and Slack user id."""
        query = self.scoped(CommitmentAnswer).where(CommitmentAnswer.commitment_id.in_(round_ids))
        found: defaultdict[UUID, dict[str, Answer]] = defaultdict(dict)
        for row in self.session.scalars(query.execution_options(populate_existing=True)):
            found[row.commitment_id][row.user] = Answer(Step(row.step), row.chance, row.words)
        return found

    def put_answer(self, round_id: UUID, user: str, answer: Answer) -> None:
        """Keep somebody's word, in place of the one before."""
        key = {"commitment_id": round_id, "user": user}
        row = {"step": answer.step.value, "chance": answer.chance, "words": answer.words}
        upsert(
            self.session,
            CommitmentAnswer,
            {**key, "workspace": self.tx.workspace, **row},
            key=tuple(key),
        )

    def forget_answers(self, round_id: UUID) -> None:
        """Nothing tells who said what any more."""
        mine = (
            CommitmentAnswer.workspace == self.tx.workspace,
            CommitmentAnswer.commitment_id == round_id,
        )
        self.session.execute(delete(CommitmentAnswer).where(*mine))

    def keep_result(self, round_id: UUID, asking: int, result: Result) -> None:
        """Write down what an asking came to."""
        self.add(
            CommitmentResult(
                commitment_id=round_id,
                asking=asking,
                of=result.of,
                counts=list(result.counts),
                chances=list(result.chances),
                words=list(result.words),
            )
        )

    def leave_out(self, round_id: UUID, goal_ids: Collection[UUID]) -> None:
        """These goals of the set are not committed with it."""
        mine = (CommitmentGoal.workspace == self.tx.workspace, CommitmentGoal.commitment_id == round_id)
        left = update(CommitmentGoal).where(*mine, CommitmentGoal.goal_id.in_(goal_ids))
        self.session.execute(left.values(is_left_out=True))

    def committed(self, goal_ids: Collection[UUID]) -> dict[UUID, Committed]:
        """When and how these goals were committed by their last round about a set, and what was answered then."""
        found: dict[UUID, Committed] = {}
        for goal_id, at, by, of, counts, chances in self.session.execute(self._commitments(goal_ids)):
            if at is not None:
                said = Result(of, tuple(counts), tuple(chances))
                found[goal_id] = Committed(at, said.chance, by, said.heard, said.of)
        return found

    def _commitments(
        self, goal_ids: Collection[UUID]
    ) -> Select[UUID, datetime | None, str | None, int, list[int], list[int]]:
        """The earliest first."""
        result = (CommitmentResult.of, CommitmentResult.counts, CommitmentResult.chances)
        return (
            select(CommitmentGoal.goal_id, Commitment.ended_at, Commitment.decided_by, *result)
            .join(Commitment, Commitment.id == CommitmentGoal.commitment_id)
            .join(
                CommitmentResult,
                (CommitmentResult.commitment_id == Commitment.id)
                & (CommitmentResult.asking == Commitment.asking),
            )
            .where(
                CommitmentGoal.workspace == self.tx.workspace,
                CommitmentGoal.goal_id.in_(goal_ids),
                CommitmentGoal.is_left_out.is_(False),
                Commitment.state == RoundState.COMMITTED,
                Commitment.scope_of.is_(None),
                Commitment.team_id.in_(visible_teams(self.tx)),
            )
            .order_by(Commitment.ended_at, Commitment.id)
        )

    def _running(self) -> Select[Commitment]:
        return self.scoped(Commitment).where(
            Commitment.ended_at.is_(None), Commitment.team_id.in_(visible_teams(self.tx))
        )

    def _views(self, query: Select[Commitment]) -> list[RoundView]:
        """Rounds with their goals and results, in three statements however many they are."""
        rows = list(self.session.scalars(query.execution_options(populate_existing=True)))
        ids = [row.id for row in rows]
        goals, results = (self._goals(ids), self._results(ids)) if rows else ({}, {})
        return [view_of(row, goals.get(row.id, ()), results.get(row.id, ())) for row in rows]

    def _goals(self, round_ids: Collection[UUID]) -> dict[UUID, list[SetGoal]]:
        query = self.scoped(CommitmentGoal).where(CommitmentGoal.commitment_id.in_(round_ids))
        found: defaultdict[UUID, list[SetGoal]] = defaultdict(list)
        fresh = query.order_by(CommitmentGoal.place).execution_options(populate_existing=True)
        for row in self.session.scalars(fresh):
            found[row.commitment_id].append(SetGoal(row.goal_id, row.is_left_out))
        return found

    def _results(self, round_ids: Collection[UUID]) -> dict[UUID, list[Result]]:
        query = self.scoped(CommitmentResult).where(CommitmentResult.commitment_id.in_(round_ids))
        found: defaultdict[UUID, list[Result]] = defaultdict(list)
        for row in self.session.scalars(query.order_by(CommitmentResult.asking)):
            found[row.commitment_id].append(
                Result(row.of, tuple(row.counts), tuple(row.chances), tuple(row.words))
            )
        return found


def view_of(row: Commitment, goals: Iterable[SetGoal], results: Sequence[Result]) -> RoundView:
    """A row as a value."""
    return RoundView(
        id=row.id,
        team_id=row.team_id,
        cycle_id=row.cycle_id,
        state=RoundState(row.state),
        asking=row.asking,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        due_at=row.due_at,
        completed_at=row.completed_at,
        ended_at=row.ended_at,
        goals=tuple(goals),
        people=Need(row.people_needed, row.people_available),
        budget=Need(row.budget_needed, row.budget_available),
        only=None if row.only is None else frozenset(row.only),
        scope_of=row.scope_of,
        why=row.why,
        results=tuple(results),
        verdict=Verdict(row.decided_by, row.objection, row.reply) if row.decided_by else None,
    )


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Rounds to move on, of teams at work, across workspaces: (workspace, round id), the earliest first."""
    over = or_(Commitment.due_at <= now, Commitment.completed_at.is_not(None))
    query = _moving(select(Commitment.workspace, Commitment.id)).where(over)
    rows = session.execute(query.order_by(Commitment.due_at).limit(most))
    return [(workspace, round_id) for workspace, round_id in rows]


def next_due(session: Session) -> datetime | None:
    """When the next asking or conversation ends, of teams at work, across workspaces."""
    earliest: datetime | None = session.scalar(_moving(select(func.min(Commitment.due_at))))
    return earliest


def _moving(query: Select[*Columns]) -> Select[*Columns]:
    """Those that the clock moves on, of teams in whose channels Cairn is, in workspaces that have it."""
    joined = query.join(Team, Team.id == Commitment.team_id).join(
        Workspace, Workspace.workspace == Commitment.workspace, isouter=True
    )
    is_at_work = (Team.state == TeamState.ACTIVE.value, Workspace.is_active.is_not(False))
    return joined.where(Commitment.ended_at.is_(None), Commitment.state.in_(MOVING), *is_at_work)
