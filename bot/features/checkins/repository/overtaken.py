"""All SQL of prompts that newer ones of the same person came after."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, exists, select

from bot.db.repository import Repository
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState, PromptState, PromptView

LATEST = 6  # messages
FRESH = {"populate_existing": True}


class Overtaken(Repository):
    """One workspace's prompts that stand further up."""

    def stale(self, user: str) -> list[Prompt]:
        """A person's that were put off, shown again, and are open after the day of that; held."""
        query = self._open(user).where(Prompt.turn > 0, Prompt.expires_at <= self.tx.now)
        held = query.order_by(Prompt.id).with_for_update()
        return list(self.session.scalars(held, execution_options=FRESH))

    def latest(self, user: str) -> list[UUID]:
        """A person's newest messages with something open in them; what stands further up was overtaken before."""
        query = self._open(user).order_by(Prompt.send_at.desc(), Prompt.day.desc()).limit(LATEST)
        return [row.id for row in self.session.scalars(query)]

    def asked_since(self, prompt: PromptView) -> set[UUID]:
        """The teams that asked the same person with a message sent after this one."""
        query = (
            select(Occasion.team_id)
            .join(Prompt, Prompt.id == Occasion.prompt_id)
            .where(Prompt.workspace == self.tx.workspace, Prompt.user == prompt.user)
            .where(Prompt.state == PromptState.SHOWN, Prompt.send_at > prompt.send_at, Prompt.id != prompt.id)
        )
        return set(self.session.scalars(query))

    def joined_by(self, prompt: PromptView) -> Sequence[date]:
        """The days of the person's messages that what this one asked became part of."""
        query = (
            select(Prompt.day)
            .join(Occasion, Occasion.prompt_id == Prompt.id)
            .where(Occasion.workspace == self.tx.workspace, Occasion.user == prompt.user)
            .where(Occasion.day == prompt.day, Prompt.id != prompt.id)
            .order_by(Prompt.day)
        )
        return list(dict.fromkeys(self.session.scalars(query)))

    def _open(self, user: str) -> Select[Prompt]:
        is_open = exists().where(Occasion.prompt_id == Prompt.id, Occasion.state == OccasionState.OPEN)
        return self.scoped(Prompt).where(Prompt.user == user, Prompt.state == PromptState.SHOWN, is_open)
