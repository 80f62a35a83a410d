"""SQL of check-ins that rest, and of days that are left out."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from bot.db.repository import Repository
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState

SHOWN_LATELY = timedelta(days=7)  # older messages are not drawn anew


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
