"""SQL of what somebody's Home says of their check-ins."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from bot.db.repository import Repository
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.values import CadenceState, Kind
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState, PromptState


class HomeCheckins(Repository):
    """One person's check-ins, read without holding anything."""

    def at_hand(self, user: str, *, since: date, today: date) -> UUID | None:
        """Their newest prompt that was sent and is today's, or, of that day or later, still open."""
        is_open = exists().where(Occasion.prompt_id == Prompt.id, Occasion.state == OccasionState.OPEN)
        query = (
            select(Prompt.id)
            .where(
                Prompt.workspace == self.tx.workspace,
                Prompt.user == user,
                Prompt.state == PromptState.SHOWN,
                Prompt.day >= since,
                or_(Prompt.day == today, is_open),
            )
            .order_by(Prompt.day.desc())
            .limit(1)
        )
        return self.session.scalars(query).one_or_none()

    def next_due(self, user: str, team_ids: Collection[UUID]) -> dict[UUID, datetime]:
        """When each of these teams asks them next; teams that don't are missing."""
        query = (
            select(Cadence.team_id, func.min(Subscription.next_due).label("due"))
            .join(Cadence, Cadence.id == Subscription.cadence_id)
            .where(
                Subscription.workspace == self.tx.workspace,
                Subscription.user == user,
                Subscription.kind == Kind.CHECKIN,
                Subscription.next_due.is_not(None),
                Cadence.team_id.in_(team_ids),
            )
            .group_by(Cadence.team_id)
        )
        return {row.team_id: row.due for row in self.session.execute(query)}

    def checking_in(self, team_ids: Collection[UUID]) -> set[UUID]:
        """Those of the teams that have a check-in."""
        query = select(Cadence.team_id).where(
            Cadence.workspace == self.tx.workspace,
            Cadence.team_id.in_(team_ids),
            Cadence.kind == Kind.CHECKIN,
            Cadence.state == CadenceState.ACTIVE,
        )
        return set(self.session.scalars(query))
