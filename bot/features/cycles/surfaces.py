"""The cycle on a team's card."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service, views
from bot.slack.sections import Part


def on_cards(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """Which phase of which cycle each team is in."""
    cycles = service.currents(tx, team_ids)
    return {team_id: Part(lines=(views.card_line(cycle),)) for team_id, cycle in cycles.items()}
