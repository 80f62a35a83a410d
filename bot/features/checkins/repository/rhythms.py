"""All SQL of how often people want to be asked, and of what they left unanswered."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from bot.db.repository import Repository
from bot.db.upsert import upsert
from bot.features.checkins.models.prompts import Occasion, Prompt, Rhythm
from bot.features.checkins.rules.prompts import UNANSWERED_BEFORE_ASKING, monday_of
from bot.features.checkins.values.prompts import PromptState, RhythmChoice, RhythmView

LATEST = 6  # messages
FRESH = {"populate_existing": True}


class Rhythms(Repository):
    """One workspace's people, each with a rhythm of their own."""

    def of(self, users: Collection[str]) -> dict[str, RhythmView]:
        """What people said about how often they are asked; who said nothing is missing."""
        rows = self.session.scalars(
            self.scoped(Rhythm).where(Rhythm.user.in_(users)), execution_options=FRESH
        ).all()
        last = self._last_asked([row.user for row in rows if row.choice == RhythmChoice.EVERY_SECOND])
        return {
            row.user: RhythmView(
                RhythmChoice(row.choice),
                row.since,
                monday_of(last[row.user]) if row.user in last else row.anchor,
            )
            for row in rows
        }

    def _last_asked(self, users: Collection[str]) -> dict[str, date]:
        """The newest day of which each of them was sent a check-in that asked them."""
        if not users:
            return {}
        query = (
            select(Occasion.user, func.max(Occasion.day).label("day"))
            .join(Prompt, Prompt.id == Occasion.prompt_id)
            .where(Occasion.workspace == self.tx.workspace, Occasion.user.in_(users), Occasion.is_asked)
            .where(Prompt.shown_at.is_not(None))
            .group_by(Occasion.user)
        )
        return {row.user: row.day for row in self.session.execute(query)}

    def choose(self, user: str, choice: RhythmChoice, day: date) -> None:
        """Keep what somebody chose, from that local day on."""
        row = {
            "workspace": self.tx.workspace,
            "user": user,
            "choice": choice,
            "since": self.tx.now,
            "anchor": monday_of(day),
        }
        upsert(self.session, Rhythm, row, key=("workspace", "user"))

    def showing(self, user: str) -> list[UUID]:
        """A person's newest messages, which say how often they are asked."""
        query = select(Prompt.id).where(
            Prompt.workspace == self.tx.workspace, Prompt.user == user, Prompt.state == PromptState.SHOWN
        )
        return list(self.session.scalars(query.order_by(Prompt.send_at.desc()).limit(LATEST)))

    def asking(self, user: str) -> UUID | None:
        """The newest prompt that asked this person how often they want to be asked."""
        query = select(Prompt.id).where(
            Prompt.workspace == self.tx.workspace, Prompt.user == user, Prompt.asks_rhythm
        )
        return self.session.scalars(query.order_by(Prompt.day.desc()).limit(1)).one_or_none()

    def responded_lately(self, user: str, *, before: date, since: datetime | None) -> list[bool]:
        """Of the newest prompts sent to a person before a day, whether they did anything with each; newest first."""
        query = (
            select(Prompt.responded_at)
            .where(Prompt.workspace == self.tx.workspace, Prompt.user == user, Prompt.day < before)
            .where(Prompt.shown_at.is_not(None))
            .order_by(Prompt.day.desc())
            .limit(UNANSWERED_BEFORE_ASKING)
        )
        if since is not None:
            query = query.where(Prompt.shown_at > since)
        return [responded is not None for responded in self.session.scalars(query)]
