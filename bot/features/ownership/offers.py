"""Offering something to a colleague, who accepts or declines (P10)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.clock.workdays import add_working_days
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.goals import service as goals
from bot.features.ownership import driving
from bot.features.ownership.events import OfferDeclined, OfferExpired, OfferMade, OfferWithdrawn
from bot.features.ownership.repository.offers import Offers, due_offers
from bot.features.ownership.rules import note_of
from bot.features.ownership.values import (
    GOAL,
    OFFER,
    OFFER_ENDED,
    ROLE,
    TAKER,
    DriverView,
    OfferState,
    OfferView,
    Ownable,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of, held
from bot.features.workspaces import service as workspaces

WAITS = 5  # working days in which to answer
NO_MEMBER = "Choose a person who is a member of this team."
IS_CAIRN = "Cairn keeps the record, and drives nothing itself. Choose a person who is a member of this team."
IS_YOU = "That's you. Choose somebody else, or take it on yourself."
DRIVES = "They drive this already. Choose somebody else."
NOT_FOUND = "I can't find that offer, or it isn't for you. Nothing was changed."
ENDED = {
    OfferState.ACCEPTED: "This offer was accepted already. Nothing was changed.",
    OfferState.DECLINED: "This offer was declined already. Nothing was changed.",
    OfferState.WITHDRAWN: "This offer was taken back meanwhile. Nothing was changed.",
    OfferState.OVERTAKEN: "Things moved on meanwhile, so this offer is over. Nothing was changed.",
    OfferState.LEFT: "You left the team meanwhile, so this offer is over. Nothing was changed.",
    OfferState.EXPIRED: "This offer waited a week for an answer and is over. Nothing was changed; "
    "if it is still open, you can press Claim.",
}


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
        expire(tx, forgotten.id)
    said = note_of(note)
    until = add_working_days(tx.now, WAITS, teams.team_zone(tx, thing.team_id))
    offer_id = Offers(tx).make(thing, taker, former, said, until)
    if offer_id is None:
        raise Conflict(driving.CHANGED)
    notices.ask(tx, taker, OFFER, offer_id, key=f"offer:{offer_id}")
    tx.happened(OfferMade(**driving.about(thing), taker=taker, why=said))
    driving.redraw(tx, thing)
    return offer(tx, offer_id)


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
    return _pending(tx, to_answer(tx, offer_id))


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
    _end(tx, found, OfferState.ACCEPTED)
    if thing.sort == ROLE:
        driving.give_role(tx, thing, found.taker)
        _answer_giver(tx, found)
    else:
        _drive(tx, found)
    return offer(tx, offer_id)


def decline(tx: Transaction, offer_id: UUID, why: str) -> OfferView:
    """Rather not; who offered it hears of it. Declining again changes nothing; raises as `accept` does."""
    found = _held(tx, offer_id)
    if found.state is OfferState.DECLINED:
        return found
    said = note_of(why)
    _end(tx, found, OfferState.DECLINED, said)
    tx.happened(OfferDeclined(**driving.about(found.thing), taker=found.taker, why=said))
    _answer_giver(tx, found)
    return offer(tx, offer_id)


def take_back(tx: Transaction, offer_id: UUID) -> OfferView:
    """Ask no more; whoever offered it may, and the team's stewards.

    Raises:
        NotFound: no such offer, or the actor may not see its team.
        NotAllowed: it is somebody else's offer.
        Conflict: it is over.
    """
    found = offer(tx, offer_id)
    teams.require_member(tx, found.thing.team_id)
    if tx.actor != found.giver and not teams.is_steward(tx, found.thing.team_id, actor_of(tx)):
        raise NotAllowed(
            "Whoever made this offer, and the team's stewards, can take it back. Nothing was changed."
        )
    if found.state is not OfferState.WITHDRAWN:
        _end(tx, found, OfferState.WITHDRAWN)
        tx.happened(OfferWithdrawn(**driving.about(found.thing), taker=found.taker))
        _mention_end(tx, found)
    return found


def expire(tx: Transaction, offer_id: UUID) -> None:
    """Its time is over: who offered it is told when it suits them, and may ask somebody else."""
    found = offer(tx, offer_id)
    if found.state is OfferState.PENDING and Offers(tx).end(offer_id, OfferState.EXPIRED):
        _redraw(tx, found)
        tx.happened(OfferExpired(**driving.about(found.thing), taker=found.taker))
        _mention_end(tx, found)


def overtaken(tx: Transaction, subject_id: UUID, *, by: str | None = None) -> None:
    """Somebody took the thing on, or it is over: what was offered of it needs no answer any more.

    Who offered it hears who drives it now; of its end they read where everybody does.

    Args:
        by: who took it on; None when it is over.
    """
    for found in Offers(tx).pending_of([subject_id]).values():
        if found.taker == by:
            _close(tx, found, OfferState.ACCEPTED)
            _answer_giver(tx, found)
        else:
            _overtake(tx, found, OfferState.OVERTAKEN)
            if by:
                _mention_end(tx, found)


def left(tx: Transaction, team_id: UUID, user: str) -> None:
    """Who left the team is asked for nothing in it any more; who asked them hears of it."""
    for found in Offers(tx).pending_for(user, [team_id]):
        _overtake(tx, found, OfferState.LEFT)
        _mention_end(tx, found)


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Offers whose time is over, across workspaces: (workspace, offer)."""
    return due_offers(session, now, most=most)


def offer(tx: Transaction, offer_id: UUID) -> OfferView:
    """One offer, whatever became of it; whoever shows it checks for whom it is.

    Raises:
        NotFound: there is none.
    """
    found = Offers(tx).by_id(offer_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def pending_of(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, OfferView]:
    """The offer of each of these things that waits for an answer."""
    found = Offers(tx).pending_of(subject_ids)
    return {subject: offer for subject, offer in found.items() if offer.is_pending_at(tx.now)}


def pending_for(tx: Transaction, user: str, team_ids: Collection[UUID]) -> list[OfferView]:
    """What waits for this person's answer in these teams, oldest first."""
    return [found for found in Offers(tx).pending_for(user, team_ids) if found.is_pending_at(tx.now)]


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
        _answer_giver(tx, found)


def _end(tx: Transaction, found: OfferView, state: OfferState, why: str = "") -> None:
    """Let a waiting offer end.

    Raises:
        Conflict: it has ended, or its time is over though the clock hasn't come by.
    """
    if not Offers(tx).end(_pending(tx, found).id, state, why):
        raise Conflict(driving.CHANGED)
    _redraw(tx, found)


def _pending(tx: Transaction, found: OfferView) -> OfferView:
    if found.state is not OfferState.PENDING:
        raise Conflict(ENDED[found.state])
    if not found.is_pending_at(tx.now):
        raise Conflict(ENDED[OfferState.EXPIRED])
    return found


def _overtake(tx: Transaction, found: OfferView, state: OfferState) -> None:
    _close(tx, found, state)
    tx.happened(OfferWithdrawn(**driving.about(found.thing), taker=found.taker))


def _close(tx: Transaction, found: OfferView, state: OfferState) -> None:
    if Offers(tx).end(found.id, state):
        _redraw(tx, found)


def _redraw(tx: Transaction, found: OfferView) -> None:
    notices.redraw(tx, OFFER, found.id)
    driving.redraw(tx, found.thing)


def _mention_end(tx: Transaction, found: OfferView) -> None:
    """Who offered it hears, when it suits them, that it ended without an answer; unless they ended it themselves."""
    if found.giver != tx.actor:
        notices.mention(tx, found.giver, OFFER_ENDED, found.id, key=f"offer-ended:{found.id}")


def _answer_giver(tx: Transaction, found: OfferView) -> None:
    notices.ask(tx, found.giver, OFFER_ENDED, found.id, key=f"offer-ended:{found.id}")
