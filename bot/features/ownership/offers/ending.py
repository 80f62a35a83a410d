"""How an offer ends, with an answer or without one, and who hears of it."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed
from bot.features.attention.service import notices
from bot.features.ownership import driving
from bot.features.ownership.events import OfferExpired, OfferWithdrawn
from bot.features.ownership.offers.reading import offer, require_pending
from bot.features.ownership.repository.offers import Offers
from bot.features.ownership.values import OFFER, OFFER_ENDED, OfferState, OfferView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of


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
        end(tx, found, OfferState.WITHDRAWN)
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
            answer_giver(tx, found)
        else:
            _overtake(tx, found, OfferState.OVERTAKEN)
            if by:
                _mention_end(tx, found)


def left(tx: Transaction, team_id: UUID, user: str) -> None:
    """Who left the team is asked for nothing in it any more; who asked them hears of it."""
    for found in Offers(tx).pending_for(user, [team_id]):
        _overtake(tx, found, OfferState.LEFT)
        _mention_end(tx, found)


def end(tx: Transaction, found: OfferView, state: OfferState, why: str = "") -> None:
    """Let a waiting offer end; raises as `require_pending` does, and Conflict when it ends at this moment."""
    if not Offers(tx).end(require_pending(tx, found).id, state, why):
        raise Conflict(driving.CHANGED)
    _redraw(tx, found)


def answer_giver(tx: Transaction, found: OfferView) -> None:
    """Who offered it hears what became of it."""
    notices.ask(tx, found.giver, OFFER_ENDED, found.id, key=f"offer-ended:{found.id}")


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
