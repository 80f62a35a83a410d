"""A decision's card in the channel, the note when it was deleted, and *Log a decision* in the menu of `/cairn`."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.decisions import service
from bot.features.decisions.views import card, lists, notices
from bot.features.teams import service as teams
from bot.slack.sections import Part


def draw_card(tx: Transaction, surface: Surface) -> Message:
    """The surface DECISION_CARD."""
    return card.decision_card(service.decision_on_record(tx, UUID(surface.subject)))


def draw_gone(tx: Transaction, surface: Surface) -> Message:
    """The surface DECISION_GONE."""
    decision = service.decision_on_record(tx, UUID(surface.subject))
    return notices.card_gone(decision, teams.team_by_id(tx, decision.team_id).channel)


def tell_gone(tx: Transaction, surface: Surface) -> None:
    """Somebody deleted a decision's card."""
    service.card_gone(tx, UUID(surface.subject))


def add_to_menu(_: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What decisions add to the menu of bare `/cairn`."""
    return {team_id: Part(buttons=(lists.decide_button(team_id),)) for team_id in team_ids}
