"""What is offered to whom, and what still waits for an answer."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.errors import Conflict, required
from bot.features.ownership.repository.offers import Offers, due_offers
from bot.features.ownership.values import OfferState, OfferView

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


def offer(tx: Transaction, offer_id: UUID) -> OfferView:
    """One offer, whatever became of it; whoever shows it checks for whom it is.

    Raises:
        NotFound: there is none.
    """
    return required(Offers(tx).by_id(offer_id), NOT_FOUND)


def pending_of(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, OfferView]:
    """The offer of each of these things that waits for an answer."""
    found = Offers(tx).pending_of(subject_ids)
    return {subject: offer for subject, offer in found.items() if offer.is_pending_at(tx.now)}


def pending_for(tx: Transaction, user: str, team_ids: Collection[UUID]) -> list[OfferView]:
    """What waits for this person's answer in these teams, oldest first."""
    return [found for found in Offers(tx).pending_for(user, team_ids) if found.is_pending_at(tx.now)]


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Offers whose time is over, across workspaces: (workspace, offer)."""
    return due_offers(session, now, most=most)


def require_pending(tx: Transaction, found: OfferView) -> OfferView:
    """Let pass what may still be answered.

    Raises:
        Conflict: it has ended, or its time is over though the clock hasn't come by.
    """
    if found.state is not OfferState.PENDING:
        raise Conflict(ENDED[found.state])
    if not found.is_pending_at(tx.now):
        raise Conflict(ENDED[OfferState.EXPIRED])
    return found
