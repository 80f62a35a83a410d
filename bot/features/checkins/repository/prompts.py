"""All SQL of prompts, their occasions, and people's own rhythm."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from bot.db.repository import Repository
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState, PromptState

ASKED = (PromptState.WAITING, PromptState.SHOWN)


class Prompts(Repository):
    """One workspace's prompts."""

    def asked(self, cadence_id: UUID, day: date) -> set[str]:
        """Who was or will be asked on this occurrence, without those who skipped it."""
        query = (
            select(Occasion.user)
            .join(Prompt, Prompt.id == Occasion.prompt_id)
            .where(
                Occasion.workspace == self.tx.workspace,
                Occasion.cadence_id == cadence_id,
                Occasion.day == day,
                Occasion.is_asked,
                Occasion.state != OccasionState.SKIPPED,
                Prompt.state.in_(ASKED),
            )
        )
        return set(self.session.scalars(query))

    def first_asked_at(self, cadence_id: UUID, day: date) -> datetime | None:
        """When the first prompt of this occurrence was sent."""
        query = (
            select(func.min(Prompt.shown_at))
            .join(Occasion, Occasion.prompt_id == Prompt.id)
            .where(
                Occasion.workspace == self.tx.workspace,
                Occasion.cadence_id == cadence_id,
                Occasion.day == day,
                Occasion.is_asked,
            )
        )
        return self.session.scalars(query).one()
