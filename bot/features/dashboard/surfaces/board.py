"""Draws what the dashboard adds to a team's card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.dashboard.service import board as service
from bot.features.dashboard.views.board import board_part
from bot.slack.sayings import Sayings
from bot.slack.sections import Part


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """Words the week's changes as all rooms do."""

    sayings: Sayings

    def on_cards(self, tx: Transaction, team_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
        """The board of each of these teams; one is drawn at a time."""
        return {team_id: board_part(service.board(tx, team_id), self.sayings) for team_id in team_ids}
