"""The hand-over reply, and the driver's place on goal cards and lists."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.ownership import service, views
from bot.slack.sections import Part


def draw_handover(tx: Transaction, surface: Surface) -> Message | None:
    """The reply that tells both people and the team."""
    found = service.handover(tx, UUID(surface.subject))
    return views.handover_reply(found) if found else None


def on_cards(tx: Transaction, goals: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The driver and the buttons on each card."""
    drivers = service.drivers_of(tx, goals)
    return {goal: views.card_part(goal, drivers.get(goal)) for goal in goals}


def on_lists(tx: Transaction, goals: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The driver in each line of a list."""
    drivers = service.drivers_of(tx, goals)
    return {goal: views.list_part(drivers.get(goal)) for goal in goals}
