"""SQL of what somebody's Home says of their check-ins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, or_, select

from bot.db.repository import Repository
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.values import CadenceState, Kind
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState, PromptState
from bot.features.teams.models import Member, Team
from bot.features.teams.values import TeamState


@dataclass(frozen=True, slots=True)
class Awaited:
    """A check-in that asks somebody, in which zone, and when it is due for them next."""

    cadence_id: UUID
    team_id: UUID
    zone: str
    next_due: datetime


class HomeCheckins(Repository):
    """One person's check-ins, read without holding anything."""

    def at_hand(self, user: str, *, since: date, today: date) -> UUID | None:
        """Their newest prompt that was sent and is today's, or, of that day or later, still open.

        What asks after actions alone is none: Home lists actions by itself.
        """
        asks = exists().where(Occasion.prompt_id == Prompt.id, Occasion.actions_only.is_(False))
        is_open = asks.where(Occasion.state == OccasionState.OPEN)
        query = (
            select(Prompt.id)
            .where(
                Prompt.workspace == self.tx.workspace,
                Prompt.user == user,
                Prompt.state == PromptState.SHOWN,
                Prompt.day >= since,
                asks,
                or_(Prompt.day == today, is_open),
            )
            .order_by(Prompt.day.desc())
            .limit(1)
        )
        return self.session.scalars(query).one_or_none()

    def awaited(self, user: str, team_ids: Collection[UUID]) -> list[Awaited]:
        """The check-ins of these teams that ask them, soonest first."""
        query = (
            select(Cadence.id, Cadence.team_id, Subscription.zone, Subscription.next_due)
            .join(Cadence, Cadence.id == Subscription.cadence_id)
            .where(
                Subscription.workspace == self.tx.workspace,
                Subscription.user == user,
                Subscription.kind == Kind.CHECKIN,
                Subscription.is_enrolled,
                Cadence.team_id.in_(team_ids),
            )
            .order_by(Subscription.next_due)
        )
        return [
            Awaited(row.id, row.team_id, row.zone, row.next_due)
            for row in self.session.execute(query)
            if row.next_due is not None
        ]

    def at_work(self, team_ids: Collection[UUID], user: str | None = None) -> dict[UUID, set[UUID]]:
        """The check-ins of these teams that neither rest nor have ended, by team; teams without one are missing.

        Args:
            user: only of those among them that are awake and have this member.
        """
        query = select(Cadence.team_id, Cadence.id).where(
            Cadence.workspace == self.tx.workspace,
            Cadence.team_id.in_(team_ids),
            Cadence.kind == Kind.CHECKIN,
            Cadence.state == CadenceState.ACTIVE,
        )
        if user is not None:
            query = (
                query.join(Team, Team.id == Cadence.team_id)
                .join(Member, Member.team_id == Team.id)
                .where(Team.state == TeamState.ACTIVE, Member.user == user)
            )
        found: dict[UUID, set[UUID]] = {}
        for row in self.session.execute(query):
            found.setdefault(row.team_id, set()).add(row.id)
        return found
