"""What the plan adds to the scan for gaps."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.service import gaps as service
from bot.features.planning.views import gaps as views
from bot.slack.sections import Part


def on_scans(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """Initiatives without a driver; a scan is of one team at a time, so that each is asked for by itself."""
    today = tx.now.date()
    return {
        team_id: views.scan_part(team_id, service.undriven(tx, team_id), today=today) for team_id in team_ids
    }
