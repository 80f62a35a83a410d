"""What indicators add to goals' cards and lists."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.indicators import service
from bot.features.indicators.views import lines
from bot.slack.sections import Part


def add_to_list(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What indicators add to a list of goals: how each stands."""
    return {
        goal_id: Part(lines=(lines.goal_line(stands),))
        for goal_id, stands in service.status_of(tx, goal_ids).items()
    }
