"""Ownership as messages: the hand-over reply, notes to single people, and its place on goals' cards and lists."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.goals import service as goals
from bot.features.ownership import offers, service, sharing
from bot.features.ownership.rules import is_much
from bot.features.ownership.values import OfferState
from bot.features.ownership.views import card, driving, people
from bot.features.ownership.views import offers as offer_views
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.slack.sections import Part


def draw_handover(tx: Transaction, surface: Surface) -> Message | None:
    """The reply that tells both people and the team."""
    found = service.handover(tx, UUID(surface.subject))
    return driving.handover_reply(found) if found else None


def draw_offer(tx: Transaction, surface: Surface) -> Message | None:
    """The note to whom something is offered; not sent any more once there is nothing to answer."""
    offer = offers.offer(tx, UUID(surface.subject))
    if surface.ts is None and not offer.is_pending_at(tx.now):
        return None
    channel = teams.team_by_id(tx, offer.thing.team_id).channel
    return offer_views.offer_note(offer, channel, service.load_of(tx, [offer.taker])[offer.taker], now=tx.now)


def draw_offer_ended(tx: Transaction, surface: Surface) -> Message | None:
    """The note to who offered something."""
    offer = offers.offer(tx, UUID(surface.subject))
    return None if offer.state is OfferState.PENDING else offer_views.ended_note(offer)


def draw_shared(tx: Transaction, surface: Surface) -> Message | None:
    """The note to whom a colleague named; not sent any more once they have no part in it."""
    goal = goals.goal_on_record(tx, UUID(surface.subject))
    role = sharing.role_of(tx, goal.id, surface.audience)
    if surface.ts is None and (role is None or not goal.is_open):
        return None
    return people.shared_note(goal, teams.team_by_id(tx, goal.team_id).channel, role)


def draw_load(tx: Transaction, surface: Surface) -> Message | None:
    """The note to who drives a lot; not sent any more once it is less."""
    count, driven = service.loaded(tx, surface.subject)
    return people.load_note(count, driven) if surface.ts or is_much(count) else None


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """Who drives it and works on it, and the buttons."""
    return {goal_id: card.card_part(owned) for goal_id, owned in service.owned(tx, goal_ids).items()}


def on_details(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """Everybody else with a part in it, and what the reader can do."""
    found = service.owned(tx, goal_ids)
    return {goal_id: card.details_part(owned, actor_of(tx)) for goal_id, owned in found.items()}


def on_lists(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The driver in each line of a list."""
    drivers = service.drivers_of(tx, goal_ids)
    return {goal: card.list_part(drivers[goal].user if goal in drivers else None) for goal in goal_ids}
