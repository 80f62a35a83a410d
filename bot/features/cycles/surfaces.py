"""The cycle on a team's card, and in bare `/cairn`."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service
from bot.features.cycles.views import card
from bot.slack.sections import Part


def on_cards(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """Which phase of which cycle each team is in."""
    cycles = service.currents(tx, team_ids)
    return {team_id: card.card_part(cycle) for team_id, cycle in cycles.items()}


def in_menu(_: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The button that shows the cycle."""
    return {team_id: card.menu_part(team_id) for team_id in team_ids}
