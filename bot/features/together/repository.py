"""All SQL of readings together."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.values import Due, Kind
from bot.features.cycles.models import Cycle
from bot.features.cycles.values import Phase
from bot.features.goals.models import Goal
from bot.features.goals.values import STANDING
from bot.features.indicators.models import Indicator
from bot.features.thresholds.values import Candidate
from bot.features.together.models import Together
from bot.features.together.rules import INTERVAL
from bot.features.together.values import State, TogetherView

READ = (State.OPEN, State.OVER)


class Togethers(Repository):
    """Readings together of one workspace, for the clock and for what is drawn in the team's own channel."""

    def by_id(self, together_id: UUID) -> TogetherView | None:
        """One of them."""
        row = self.session.scalars(self.scoped(Together).where(Together.id == together_id)).one_or_none()
        return None if row is None else view_of(row)

    def locked(self, together_id: UUID) -> Together | None:
        """The same, which nobody else changes until this transaction ends."""
        query = self.scoped(Together).where(Together.id == together_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def open_of(self, team_id: UUID) -> list[Together]:
        """Those of a team whose messages follow the numbers; the team is held, or they are only touched."""
        query = self.scoped(Together).where(Together.team_id == team_id, Together.state == State.OPEN)
        return list(self.session.scalars(query.execution_options(populate_existing=True)))

    def newest_day(self, team_id: UUID) -> date | None:
        """The latest day on which one was due, whatever became of it."""
        mine = (Together.workspace == self.tx.workspace, Together.team_id == team_id)
        return self.session.scalar(select(func.max(Together.day)).where(*mine))

    def last_read(self, team_id: UUID, before: date) -> date | None:
        """The latest day before this one on which the team did read together."""
        mine = (Together.workspace == self.tx.workspace, Together.team_id == team_id)
        query = select(func.max(Together.day)).where(*mine, Together.state.in_(READ), Together.day < before)
        return self.session.scalar(query)

    def turns(self, team_id: UUID) -> list[Candidate]:
        """Who facilitated here, how often, and when last."""
        query = (
            select(Together.facilitator, func.count(), func.max(Together.day))
            .where(Together.workspace == self.tx.workspace, Together.team_id == team_id)
            .where(Together.facilitator.is_not(None))
            .group_by(Together.facilitator)
        )
        return [
            Candidate(user or "", turns, datetime.combine(last, time(), UTC))
            for user, turns, last in self.session.execute(query)
        ]


def keep_due(session: Session, due: Sequence[Due]) -> None:
    """What teams' rhythms say is due, each team's day once."""
    rows: list[dict[str, object]] = [
        {
            "id": new_id(),
            "workspace": one.workspace,
            "team_id": one.team_id,
            "day": one.day,
            "state": State.DUE.value,
            "since": one.day - INTERVAL,
            "over_on": None,
            "facilitator": None,
            "goal_ids": [],
        }
        for one in due
    ]
    insert_if_new(session, Together, rows)


def to_post(session: Session, _: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Those that nothing was done about, across workspaces: (workspace, id)."""
    query = select(Together.workspace, Together.id).where(Together.state == State.DUE.value)
    return [
        (workspace, found) for workspace, found in session.execute(query.order_by(Together.day).limit(most))
    ]


def next_reading(session: Session) -> datetime | None:
    """When a team whose cycle is running has numbers to read together next, across workspaces."""
    primary = select(Indicator.id).join(Goal, Goal.id == Indicator.goal_id)
    mine = (Indicator.team_id == Cadence.team_id, Indicator.is_primary, Goal.state.in_(STANDING))
    query = (
        select(func.min(Subscription.next_due))
        .join(Cadence, Cadence.id == Subscription.cadence_id)
        .join(Cycle, Cycle.team_id == Cadence.team_id)
        .where(Subscription.kind == Kind.READING, Cycle.phase == Phase.RUNNING)
        .where(exists(primary.where(*mine)))
    )
    return session.scalar(query)


def view_of(row: Together) -> TogetherView:
    """The value of a row."""
    return TogetherView(
        id=row.id,
        team_id=row.team_id,
        day=row.day,
        since=row.since,
        state=State(row.state),
        over_on=row.over_on,
        facilitator=row.facilitator,
        goal_ids=tuple(map(UUID, row.goal_ids)),
    )
