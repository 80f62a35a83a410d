"""An action's card, and the note to whom it was given."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.planning.service import actions as service
from bot.features.planning.views import actions as views
from bot.features.teams import service as teams


def draw_action(tx: Transaction, surface: Surface) -> Message:
    """The surface ACTION_CARD."""
    return views.action_card(service.action(tx, UUID(surface.subject)))


def draw_given(tx: Transaction, surface: Surface) -> Message | None:
    """The surface ACTION_GIVEN; not sent any more once it is done, or somebody else's."""
    action = service.action(tx, UUID(surface.subject))
    if surface.ts is None and not (action.is_open and action.owner == surface.audience):
        return None
    return views.action_given(action, teams.team_by_id(tx, action.team_id).channel)
