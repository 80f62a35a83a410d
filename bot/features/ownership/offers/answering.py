"""Whoever is asked accepts or declines."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotFound
from bot.features.goals import service as goals
from bot.features.ownership import driving
from bot.features.ownership.events import OfferDeclined
from bot.features.ownership.offers import ending
from bot.features.ownership.offers.reading import NOT_FOUND, offer, require_pending
from bot.features.ownership.rules import note_of
from bot.features.ownership.values import GOAL, ROLE, OfferState, OfferView
from bot.features.teams import service as teams
from bot.features.teams.membership import held


def to_answer(tx: Transaction, offer_id: UUID) -> OfferView:
    """The offer, if it was made to the actor.

    Raises:
        NotFound: there is none to them.
    """
    found = offer(tx, offer_id)
    if found.taker != tx.actor:
        raise NotFound(NOT_FOUND)
    return found


def to_decline(tx: Transaction, offer_id: UUID) -> OfferView:
    """The offer, if the actor may still decline it; raises as `to_answer` does, and:

    Raises:
        Conflict: it is over.
    """
    return require_pending(tx, to_answer(tx, offer_id))


def accept(tx: Transaction, offer_id: UUID) -> OfferView:
    """Drive what was offered; accepting again changes nothing.

    Raises:
        NotFound: no such offer to the actor.
        NotAllowed: they left the team.
        Conflict: the offer is over, or the thing is.
    """
    found = _held(tx, offer_id)
    thing = found.thing
    if found.state is OfferState.ACCEPTED:
        return found
    ending.end(tx, found, OfferState.ACCEPTED)
    if thing.sort == ROLE:
        driving.give_role(tx, thing, found.taker)
        ending.answer_giver(tx, found)
    else:
        _drive(tx, found)
    return offer(tx, offer_id)


def decline(tx: Transaction, offer_id: UUID, why: str) -> OfferView:
    """Rather not; who offered it hears of it. Declining again changes nothing; raises as `accept` does."""
    found = _held(tx, offer_id)
    if found.state is OfferState.DECLINED:
        return found
    said = note_of(why)
    ending.end(tx, found, OfferState.DECLINED, said)
    tx.happened(OfferDeclined(**driving.about(found.thing), taker=found.taker, why=said))
    ending.answer_giver(tx, found)
    return offer(tx, offer_id)


def _held(tx: Transaction, offer_id: UUID) -> OfferView:
    """The offer to the actor, whose team and thing nobody changes until this transaction ends."""
    found = to_answer(tx, offer_id)
    held(tx, found.thing.team_id)
    teams.require_member(tx, found.thing.team_id)
    if found.thing.sort == GOAL:
        driving.open_goal(goals.held(tx, found.thing.id))
    return offer(tx, offer_id)


def _drive(tx: Transaction, found: OfferView) -> None:
    """Make who accepted the driver; where it had one, the team reads of it under the goal's card."""
    thing, driver = found.thing, driving.driver_of(tx, found.thing.id)
    if not driving.put(tx, thing, found.taker, driver.user if driver else None, why=found.note):
        raise Conflict(driving.CHANGED)
    if driver and thing.sort == GOAL:
        driving.tell_under_card(
            tx, thing, giver=found.giver, former=driver.user, taker=found.taker, note=found.note
        )
    else:
        ending.answer_giver(tx, found)
