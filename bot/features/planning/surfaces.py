"""An action's card."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.planning import service, views


def draw_action(tx: Transaction, surface: Surface) -> Message:
    """The surface ACTION_CARD."""
    return views.action_card(service.action(tx, UUID(surface.subject)))
