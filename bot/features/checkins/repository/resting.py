"""SQL of check-ins that rest, and of days that are left out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from bot.db.repository import Repository
from bot.features.cadences.models import Cadence
from bot.features.cadences.values import ZonePolicy
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.repository.ledger import LEFT_OUT
from bot.features.checkins.values.prompts import OccasionState
from bot.features.teams.models import Team

SHOWN_LATELY = timedelta(days=7)  # older messages are not drawn anew


@dataclass(frozen=True, slots=True)
class Missed:
    """What somebody was to be asked on that local date, at that time of day, and never was."""

    occasion_id: UUID
    user: str
    day: date
    at: time


class Resting(Repository):
    """What of one workspace's prompts asks nobody any more."""

    def open_ones(self, cadence_id: UUID) -> list[UUID]:
        """Prompts that people were sent and can still answer for this cadence."""
        query = (
            select(Prompt.id)
            .join(Occasion, Occasion.prompt_id == Prompt.id)
            .where(Prompt.workspace == self.tx.workspace, Prompt.shown_at.is_not(None))
            .where(Occasion.cadence_id == cadence_id, Occasion.state == OccasionState.OPEN)
            .where(Prompt.send_at > self.tx.now - SHOWN_LATELY)
        )
        return list(self.session.scalars(query))

    def leave_out(self, occasion_ids: Collection[UUID]) -> None:
        """Nobody is asked for these after all."""
        self.session.execute(delete(Occasion).where(Occasion.id.in_(occasion_ids)))

    def missed_by_the_clock_of(self, starter: str, since: date) -> list[Missed]:
        """What others were not asked, from that date on, of teams that go by the clock of this person."""
        query = (
            select(Occasion.id, Occasion.user, Occasion.day, Cadence.at)
            .join(Prompt, Prompt.id == Occasion.prompt_id)
            .join(Cadence, Cadence.id == Occasion.cadence_id)
            .join(Team, Team.id == Occasion.team_id)
            .where(Occasion.workspace == self.tx.workspace, Occasion.user != starter, Occasion.day >= since)
            .where(Team.started_by == starter, Cadence.zone_policy == ZonePolicy.TEAM)
            .where(Prompt.state.in_(LEFT_OUT), Prompt.shown_at.is_(None))
            .where(Occasion.state == OccasionState.OPEN, Occasion.is_asked)
            .order_by(Occasion.user, Occasion.day, Occasion.id)
        )
        found = self.session.execute(query)
        return [Missed(one, user, day, time.fromisoformat(at)) for one, user, day, at in found]

    def give(self, occasion_id: UUID, prompt_id: UUID) -> None:
        """Let another prompt ask for this."""
        self.session.execute(update(Occasion).where(Occasion.id == occasion_id).values(prompt_id=prompt_id))
