"""The goal's card in its team's channel: whether it stands there, and how it comes back."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import surfaces
from bot.delivery.values import LIVE, State, Surface
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.goals.service.proposing import WITHDRAWN
from bot.features.goals.service.reading import goal, goal_on_record
from bot.features.goals.values import GOAL_CARD, GOAL_GONE, GoalView
from bot.features.teams import service as teams

POSTED = "The card of this goal is in the channel already, or on its way. There is nothing left to do."


def card_gone(tx: Transaction, goal_id: UUID) -> None:
    """Somebody deleted the card: its proposer is told once for that card, in their own time, and may post it again."""
    found = goal_on_record(tx, goal_id)
    if not found.is_withdrawn:
        key = f"goal-gone:{goal_id}:{len(_cards(tx, goal_id))}"
        notices.mention(tx, found.proposer, GOAL_GONE, goal_id, key=key)


def post_again(tx: Transaction, goal_id: UUID) -> GoalView:
    """Show a goal's card anew after its message was deleted; votes and ownership are on record and unchanged.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: the actor is an observer.
        Conflict: the goal was withdrawn, or its card stands in the channel.
    """
    found = goal(tx, goal_id)
    teams.require_member(tx, found.team_id)
    if found.is_withdrawn:
        raise Conflict(WITHDRAWN)
    if has_card(tx, goal_id):
        raise Conflict(POSTED)
    channel = teams.team(tx, found.team_id).channel
    tx.show(GOAL_CARD, goal_id, channel, key=f"goal-card:{goal_id}:{len(_cards(tx, goal_id))}")
    notices.redraw(tx, GOAL_GONE, goal_id)
    return found


def has_card(tx: Transaction, goal_id: UUID) -> bool:
    """Whether the goal's card is in the channel, or on its way there."""
    return live_card(tx, goal_id) is not None


def live_card(tx: Transaction, goal_id: UUID) -> Surface | None:
    """The goal's card that is in the channel, or on its way there: what replies hang under."""
    return next((card for card in _cards(tx, goal_id) if card.state in LIVE), None)


def card_of(tx: Transaction, goal_id: UUID) -> Surface | None:
    """The goal's card that stands in the channel; None while there is none."""
    shown = [card for card in _cards(tx, goal_id) if card.state == State.SHOWN and card.ts]
    return shown[-1] if shown else None


def _cards(tx: Transaction, goal_id: UUID) -> list[Surface]:
    return surfaces.surfaces_of(tx, GOAL_CARD, str(goal_id))
