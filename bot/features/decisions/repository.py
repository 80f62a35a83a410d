"""All SQL of decisions."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.decisions import rules
from bot.features.decisions.models import Decision, DecisionCounter, DecisionGoal
from bot.features.decisions.values import DecisionDraft, DecisionView, GoalTouched, Source
from bot.features.goals.models import Goal
from bot.features.teams.visibility import visible_teams


class DecisionRepository(Repository):
    """Decisions that the actor may see."""

    def decision(self, decision_id: UUID) -> DecisionView | None:
        """One decision."""
        return self._first(self._seen().where(Decision.id == decision_id))

    def decision_whoever_sees_it(self, decision_id: UUID) -> DecisionView | None:
        """One decision, whatever state its team is in; for what Cairn itself shows."""
        return self._first(self.scoped(Decision).where(Decision.id == decision_id))

    def from_message(self, channel: str, ts: str) -> DecisionView | None:
        """The decision that was made from this message."""
        made = (Decision.source_channel == channel, Decision.source_ts == ts)
        return self._first(self._seen().where(*made))

    def numbered(self, team_id: UUID, number: int) -> DecisionView | None:
        """The decision that the team calls by this number."""
        return self._first(self._seen().where(Decision.team_id == team_id, Decision.number == number))

    def count(self, team_id: UUID, words: Sequence[str]) -> int:
        """How many of a team's decisions hold all of the words, which are casefolded as `searchable` is."""
        matching = self._matching(team_id, words).with_only_columns(func.count())
        return self.session.execute(matching).scalar_one()

    def page(self, team_id: UUID, words: Sequence[str], *, first: int, most: int) -> list[DecisionView]:
        """A team's decisions that hold all of the words, newest first, from that place on."""
        newest = self._matching(team_id, words).order_by(Decision.number.desc())
        return self._views(newest.offset(first).limit(most))

    def keep(self, draft: DecisionDraft, *, decided_on: date) -> UUID | None:
        """Write a new decision and give its id; None when its message has become a decision already."""
        decision_id, source = new_id(), draft.source
        row = {
            "id": decision_id,
            "workspace": self.tx.workspace,
            "team_id": draft.team_id,
            "number": self._next_number(draft.team_id),
            "logged_by": self.tx.actor,
            "decided_on": decided_on,
            "source_channel": source.channel if source else None,
            "source_ts": source.ts if source else None,
            "source_thread": source.thread if source else None,
            "source_author": source.author if source else None,
            "logged_at": self.tx.now,
            "changed_at": self.tx.now,
            **_columns(draft),
        }
        if not insert_if_new(self.session, Decision, row):
            return None
        self._touch_goals(decision_id, draft.goals)
        return decision_id

    def change(self, decision_id: UUID, seen: datetime, draft: DecisionDraft) -> bool:
        """Write the draft's words into a decision; False when somebody changed it since `seen`."""
        where = (
            Decision.workspace == self.tx.workspace,
            Decision.id == decision_id,
            Decision.changed_at == seen,
        )
        changed = update(Decision).where(*where).values(**_columns(draft), changed_at=self.tx.now)
        if not self.session.connection().execute(changed).rowcount:
            return False
        self._touch_goals(decision_id, draft.goals)
        return True

    def goals_among(self, team_id: UUID, goal_ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of the ids that are goals of this team, withdrawn or not."""
        query = select(Goal.id).where(
            Goal.workspace == self.tx.workspace, Goal.team_id == team_id, Goal.id.in_(goal_ids)
        )
        return frozenset(self.session.scalars(query))

    def _next_number(self, team_id: UUID) -> int:
        """The team's next number; who asks at the same time waits for this transaction and gets the one after."""
        key = {"workspace": self.tx.workspace, "team_id": team_id}
        insert_if_new(self.session, DecisionCounter, {**key, "last": 0})
        raised = (
            update(DecisionCounter)
            .where(DecisionCounter.workspace == self.tx.workspace, DecisionCounter.team_id == team_id)
            .values(last=DecisionCounter.last + 1)
            .returning(DecisionCounter.last)
        )
        return self.session.execute(raised).scalar_one()

    def _touch_goals(self, decision_id: UUID, goal_ids: Collection[UUID]) -> None:
        """Make these the goals that the decision touches."""
        mine = (DecisionGoal.workspace == self.tx.workspace, DecisionGoal.decision_id == decision_id)
        self.session.execute(delete(DecisionGoal).where(*mine, DecisionGoal.goal_id.not_in(goal_ids)))
        key = {"workspace": self.tx.workspace, "decision_id": decision_id}
        if goal_ids:
            insert_if_new(self.session, DecisionGoal, [{**key, "goal_id": goal_id} for goal_id in goal_ids])

    def _seen(self) -> Select[Decision]:
        return self.scoped(Decision).where(Decision.team_id.in_(visible_teams(self.tx)))

    def _matching(self, team_id: UUID, words: Sequence[str]) -> Select[Decision]:
        holding = [Decision.searchable.contains(word, autoescape=True) for word in words]
        return self._seen().where(Decision.team_id == team_id, *holding)

    def _first(self, query: Select[Decision]) -> DecisionView | None:
        return next(iter(self._views(query)), None)

    def _views(self, query: Select[Decision]) -> list[DecisionView]:
        # what a change wrote past the session must be read, also where an older row is still in its memory
        rows = self.session.scalars(query.execution_options(populate_existing=True)).all()
        goals = self._goals_of([row.id for row in rows])
        return [view_of(row, goals.get(row.id, ())) for row in rows]

    def _goals_of(self, decision_ids: Collection[UUID]) -> dict[UUID, tuple[GoalTouched, ...]]:
        query = (
            select(DecisionGoal.decision_id, Goal.id, Goal.number, Goal.title)
            .join(Goal, Goal.id == DecisionGoal.goal_id)
            .where(DecisionGoal.workspace == self.tx.workspace, DecisionGoal.decision_id.in_(decision_ids))
            .order_by(Goal.number)
        )
        found: dict[UUID, tuple[GoalTouched, ...]] = {}
        for decision_id, goal_id, number, title in self.session.execute(query):
            found[decision_id] = (*found.get(decision_id, ()), GoalTouched(goal_id, number, title))
        return found


def view_of(row: Decision, goals: tuple[GoalTouched, ...]) -> DecisionView:
    """A row as a value."""
    return DecisionView(
        id=row.id,
        team_id=row.team_id,
        number=row.number,
        title=row.title,
        rationale=row.rationale,
        context=row.context,
        options=row.options,
        criteria=row.criteria,
        outcome=row.outcome,
        decider=row.decider,
        logged_by=row.logged_by,
        decided_on=row.decided_on,
        review_on=row.review_on,
        source=_source_of(row),
        logged_at=row.logged_at,
        changed_at=row.changed_at,
        goals=goals,
    )


def _columns(draft: DecisionDraft) -> dict[str, object]:
    """What an edit may change."""
    return {
        "title": draft.title,
        **{name: getattr(draft, name) for name in rules.TEXTS},
        "searchable": rules.searchable(draft),
        "decider": draft.decider,
        "review_on": draft.review_on,
    }


def _source_of(row: Decision) -> Source | None:
    if row.source_channel is None or row.source_ts is None:
        return None
    return Source(
        channel=row.source_channel,
        ts=row.source_ts,
        thread=row.source_thread or "",
        author=row.source_author or "",
    )
