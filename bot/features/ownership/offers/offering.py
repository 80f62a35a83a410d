"""Asking a colleague to drive something, or to hold a role."""

from bot.clock.workdays import add_working_days
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.attention.service import notices
from bot.features.ownership import driving
from bot.features.ownership.events import OfferMade
from bot.features.ownership.offers import ending
from bot.features.ownership.offers.reading import offer, pending_of
from bot.features.ownership.repository.offers import Offers
from bot.features.ownership.rules import note_of
from bot.features.ownership.values import OFFER, TAKER, DriverView, OfferView, Ownable
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces

WAITS = 5  # working days in which to answer
NO_MEMBER = "Choose a person who is a member of this team."
IS_CAIRN = "Cairn keeps the record, and drives nothing itself. Choose a person who is a member of this team."
IS_YOU = "That's you. Choose somebody else, or take it on yourself."
DRIVES = "They drive this already. Choose somebody else."


def to_offer(tx: Transaction, thing: Ownable) -> DriverView | None:
    """Its driver on the team, if the actor may offer it: any member while there is none, else driver and stewards.

    Raises:
        NotAllowed: they are no member, or somebody else drives it.
        Conflict: it is offered to somebody already.
    """
    teams.require_member(tx, thing.team_id)
    driver = driving.driver_here(tx, thing)
    if driver:
        driving.driver_in_hand(tx, thing)
    require_unoffered(tx, thing)
    return driver


def require_unoffered(tx: Transaction, thing: Ownable) -> None:
    """Let pass what waits for nobody's answer.

    Raises:
        Conflict: it is offered to somebody.
    """
    if waiting := pending_of(tx, [thing.id]).get(thing.id):
        [name] = workspaces.names_of(tx, [waiting.taker]) or ("somebody",)
        raise Conflict(
            f"“{thing.title}” is offered to {name} already, who hasn't answered yet. Nothing was changed; "
            "take that offer back first to ask somebody else."
        )


def make(tx: Transaction, thing: Ownable, taker: str | None, note: str) -> OfferView:
    """Offer a thing, whose room keeps it and its team from changing meanwhile; its driver stays until it is accepted.

    Raises:
        NotAllowed, Conflict: as for `to_offer`.
        Invalid: the taker is no member, the actor themself, or its driver; `field` is TAKER.
    """
    driver = to_offer(tx, thing)
    if driver and taker == driver.user:
        raise Invalid(TAKER, DRIVES)
    return ask(tx, thing, taker_of(tx, thing, taker), note, former=driver.user if driver else None)


def taker_of(tx: Transaction, thing: Ownable, taker: str | None) -> str:
    """Who is asked.

    Raises:
        Invalid: they are no member of the team, or the actor themself; `field` is TAKER.
    """
    if taker is None or not teams.is_member(tx, thing.team_id, taker):
        raise Invalid(TAKER, IS_CAIRN if taker and workspaces.is_cairn(tx, taker) else NO_MEMBER)
    if taker == tx.actor:
        raise Invalid(TAKER, IS_YOU)
    return taker


def ask(tx: Transaction, thing: Ownable, taker: str, note: str, *, former: str | None = None) -> OfferView:
    """Put an offer on record that the actor may make, and tell whom it is made to.

    Raises:
        Conflict: somebody offered it at the same moment.
    """
    for forgotten in Offers(tx).pending_of([thing.id]).values():
        ending.expire(tx, forgotten.id)
    said = note_of(note)
    until = add_working_days(tx.now, WAITS, teams.team_zone(tx, thing.team_id))
    offer_id = Offers(tx).make(thing, taker, former, said, until)
    if offer_id is None:
        raise Conflict(driving.CHANGED)
    notices.ask(tx, taker, OFFER, offer_id, key=f"offer:{offer_id}")
    tx.happened(OfferMade(**driving.about(thing), taker=taker, why=said))
    driving.redraw(tx, thing)
    return offer(tx, offer_id)
