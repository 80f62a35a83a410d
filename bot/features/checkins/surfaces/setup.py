"""What check-ins add to the team's card."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.service import setup as service
from bot.features.checkins.views import setup as views
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.slack.sections import Part


def on_team_cards(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The rhythm in a line, and the way to change it; while the cycle runs, the way to one's own check-in instead."""
    running = {one for one, cycle in cycles.currents(tx, team_ids).items() if cycle.phase is Phase.RUNNING}
    return {
        team_id: views.card_part(team_id, service.checkins_of(tx, team_id), is_running=team_id in running)
        for team_id in team_ids
    }
