"""What somebody's Home says of their check-ins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.repository.home import HomeCheckins
from bot.features.checkins.rules.prompts import LATE
from bot.features.checkins.service.prompts import prompt, today_of
from bot.features.checkins.values.prompts import OccasionState, PromptView
from bot.features.teams.membership import actor_of


@dataclass(frozen=True, slots=True)
class CheckinsAtHome:
    """The actor's check-ins.

    Args:
        prompt: the one that they can answer where they are; None when nothing is asked.
        next_due: when each team asks them next; teams that don't are missing.
        teams: those that check in at all.
    """

    prompt: PromptView | None
    next_due: dict[UUID, datetime]
    teams: set[UUID]

    def asks(self, team_id: UUID) -> bool:
        """Whether the prompt is this team's too, and wasn't skipped."""
        asked = self.prompt.occasions if self.prompt else ()
        return any(one.team_id == team_id and one.state is not OccasionState.SKIPPED for one in asked)


def at_home(tx: Transaction, team_ids: Collection[UUID]) -> CheckinsAtHome:
    """The actor's check-ins in these teams."""
    user, repository = actor_of(tx), HomeCheckins(tx)
    today = today_of(tx, user)
    at_hand = repository.at_hand(user, since=today - LATE, today=today)
    return CheckinsAtHome(
        prompt(tx, at_hand) if at_hand else None,
        repository.next_due(user, team_ids),
        repository.checking_in(team_ids),
    )
