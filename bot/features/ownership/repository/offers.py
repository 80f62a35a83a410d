"""All SQL of offers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, literal, select, update
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.transaction import Transaction
from bot.db.upsert import insert_if_new
from bot.features.ownership.models import Offer
from bot.features.ownership.values import OfferState, OfferView, Ownable

PENDING = literal(OfferState.PENDING.value, literal_execute=True)  # for the indexes, which know no parameter


class Offers(Repository):
    """What is offered to whom."""

    def make(self, thing: Ownable, taker: str, former: str | None, note: str, until: datetime) -> UUID | None:
        """Put an offer on record; None when one of the same thing waits for an answer."""
        offer_id = new_id()
        row = {
            "id": offer_id,
            "workspace": self.tx.workspace,
            "subject_id": thing.id,
            "sort": thing.sort,
            "team_id": thing.team_id,
            "title": thing.title,
            "giver": self.tx.actor or "",
            "taker": taker,
            "former": former,
            "note": note,
            "state": OfferState.PENDING.value,
            "made_at": self.tx.now,
            "expires_at": until,
            "why": "",
        }
        return offer_id if insert_if_new(self.session, Offer, row) else None

    def by_id(self, offer_id: UUID) -> OfferView | None:
        """One offer, whatever became of it."""
        return next(iter(self._views(self.scoped(Offer).where(Offer.id == offer_id))), None)

    def pending_of(self, subject_ids: Collection[UUID]) -> dict[UUID, OfferView]:
        """The offer of each of these things that waits for an answer; those that nobody offered are missing."""
        waiting = self._waiting().where(Offer.subject_id.in_(subject_ids))
        return {offer.thing.id: offer for offer in self._views(waiting)}

    def pending_for(self, user: str, team_ids: Collection[UUID]) -> list[OfferView]:
        """What waits for this person's answer in these teams, oldest first."""
        theirs = self._waiting().where(Offer.taker == user, Offer.team_id.in_(team_ids))
        return self._views(theirs.order_by(Offer.made_at, Offer.id))

    def end(self, offer_id: UUID, state: OfferState, why: str = "") -> bool:
        """Let an offer end; False when it has ended already."""
        pending = (Offer.id == offer_id, Offer.state == OfferState.PENDING.value)
        ended = update(Offer).where(Offer.workspace == self.tx.workspace, *pending)
        done = self.session.connection().execute(ended.values(state=state.value, why=why))
        return bool(done.rowcount)

    def _waiting(self) -> Select[Offer]:
        return self.scoped(Offer).where(Offer.state == PENDING)

    def _views(self, query: Select[Offer]) -> list[OfferView]:
        fresh = query.execution_options(populate_existing=True)
        return [_view_of(row) for row in self.session.scalars(fresh)]


def asked_of(tx: Transaction, subject: SQLColumnExpression[UUID]) -> Select[str]:
    """Whom a statement's own things are offered to and who may still answer, for it to join or to look for."""
    mine = (Offer.workspace == tx.workspace, Offer.subject_id == subject)
    return select(Offer.taker).where(*mine, Offer.state == PENDING, Offer.expires_at > tx.now)


def due_offers(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Offers whose time is over, across workspaces: (workspace, offer)."""
    query = select(Offer.workspace, Offer.id).where(
        Offer.state == OfferState.PENDING.value, Offer.expires_at <= now
    )
    return [(row.workspace, row.id) for row in session.execute(query.order_by(Offer.expires_at).limit(most))]


def _view_of(row: Offer) -> OfferView:
    return OfferView(
        id=row.id,
        thing=Ownable(row.subject_id, row.sort, row.team_id, row.title),
        giver=row.giver,
        taker=row.taker,
        former=row.former,
        note=row.note,
        state=OfferState(row.state),
        made_at=row.made_at,
        expires_at=row.expires_at,
        why=row.why,
    )
