"""All SQL of digests."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.cadences.models import Subscription
from bot.features.checkins.models.digests import Digest
from bot.features.checkins.models.prompts import Answer, Occasion, Prompt
from bot.features.checkins.repository.answers import NEWEST, view_of
from bot.features.checkins.values.digests import DigestView
from bot.features.checkins.values.prompts import AnswerView, OccasionState, OccasionView, PromptState
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState


class Digests(Repository):
    """One workspace's digests."""

    def begin(self, cadence_id: UUID, team_id: UUID, day: date, due_at: datetime) -> None:
        """Put the digest of an occurrence on record, unless it is."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "cadence_id": cadence_id,
            "team_id": team_id,
            "day": day,
            "due_at": due_at,
        }
        insert_if_new(self.session, Digest, row)

    def held_of(self, cadence_id: UUID, day: date) -> DigestView | None:
        """The digest of an occurrence; whoever else wants to change it waits until this transaction ends."""
        query = self.scoped(Digest).where(Digest.cadence_id == cadence_id, Digest.day == day)
        return self._found(self.session.scalars(_fresh(query.with_for_update())).one_or_none())

    def held(self, digest_id: UUID) -> DigestView | None:
        """The same, by its id."""
        query = self.scoped(Digest).where(Digest.id == digest_id).with_for_update()
        return self._found(self.session.scalars(_fresh(query)).one_or_none())

    def open_of(self, team_id: UUID) -> list[DigestView]:
        """A team's digests that are not posted or have not settled, held."""
        is_open = or_(Digest.settles_at > self.tx.now, Digest.posted_at.is_(None))
        query = (
            self.scoped(Digest)
            .where(Digest.team_id == team_id, is_open)
            .order_by(Digest.cadence_id, Digest.day)
        )
        return [self._view(row) for row in self.session.scalars(_fresh(query.with_for_update()))]

    def one(self, digest_id: UUID) -> DigestView | None:
        """A digest, to be shown."""
        return self._found(
            self.session.scalars(self.scoped(Digest).where(Digest.id == digest_id)).one_or_none()
        )

    def change(self, digest_id: UUID, **values: datetime | None) -> None:
        """Write where a digest stands."""
        mine = and_(Digest.workspace == self.tx.workspace, Digest.id == digest_id)
        self.session.connection().execute(update(Digest).where(mine).values(**values))

    def versions(self, digest: DigestView) -> list[AnswerView]:
        """Every version of everything said on its occurrence."""
        query = self.scoped(Answer).where(Answer.cadence_id == digest.cadence_id, Answer.day == digest.day)
        return [view_of(row) for row in self.session.scalars(query)]

    def still_due(self, cadence_id: UUID, day: date) -> set[str]:
        """For which of those who take part this local date has yet to come, in zones further west."""
        query = select(Subscription.user).where(
            Subscription.workspace == self.tx.workspace,
            Subscription.cadence_id == cadence_id,
            Subscription.next_day == day,
            Subscription.takes_part,
            Subscription.next_due.is_not(None),
        )
        return set(self.session.scalars(query))

    def settled(self, asked: Sequence[OccasionView]) -> set[tuple[UUID, date]]:
        """Those of these occurrences, each a cadence and a day, whose digest takes in nothing more."""
        query = select(Digest.cadence_id, Digest.day).where(
            Digest.workspace == self.tx.workspace,
            Digest.cadence_id.in_([one.cadence_id for one in asked]),
            Digest.day.in_([one.day for one in asked]),
            Digest.settles_at <= self.tx.now,
        )
        return {(row.cadence_id, row.day) for row in self.session.execute(query)}

    def unanswered(self, digest: DigestView) -> list[UUID]:
        """The prompts that still ask for its occurrence."""
        query = (
            select(Prompt.id)
            .join(Occasion, Occasion.prompt_id == Prompt.id)
            .where(Occasion.workspace == self.tx.workspace, Occasion.cadence_id == digest.cadence_id)
            .where(Occasion.day == digest.day, Occasion.state == OccasionState.OPEN)
            .where(Prompt.state == PromptState.SHOWN)
        )
        return list(self.session.scalars(query))

    def to_change(self, goal_ids: Collection[UUID]) -> set[UUID]:
        """Those of the goals whose newest answer that anybody may read says that they need changing."""
        place = func.row_number().over(
            partition_by=Answer.goal_id, order_by=(Answer.at.desc(), Answer.version.desc(), Answer.id)
        )
        newest = (
            select(Answer.goal_id, Answer.wants_change, place.label("place"))
            .where(
                Answer.workspace == self.tx.workspace,
                Answer.goal_id.in_(goal_ids),
                Answer.is_private.is_(False),
                NEWEST,
            )
            .subquery()
        )
        query = select(newest.c.goal_id).where(newest.c.place == 1, newest.c.wants_change)
        return set(self.session.scalars(query))

    def _found(self, row: Digest | None) -> DigestView | None:
        return self._view(row) if row is not None else None

    def _view(self, row: Digest) -> DigestView:
        return DigestView(
            id=row.id,
            cadence_id=row.cadence_id,
            team_id=row.team_id,
            day=row.day,
            due_at=row.due_at,
            posted_at=row.posted_at,
            settles_at=row.settles_at,
        )


def due(session: Session, now: datetime, *, most: int = 500) -> list[tuple[str, UUID]]:
    """Digests that are to be posted or settle by now, of teams at work, across workspaces: (workspace, id)."""
    query = (
        select(Digest.workspace, Digest.id)
        .join(Team, Team.id == Digest.team_id)
        .where(Digest.due_at <= now, Team.state == TeamState.ACTIVE)
        .order_by(Digest.due_at)
        .limit(most)
    )
    return [(workspace, digest_id) for workspace, digest_id in session.execute(query)]


def _fresh(query: Select[Digest]) -> Select[Digest]:
    """What others committed while this transaction waited must be read, whatever the session remembers."""
    return query.execution_options(populate_existing=True)
