"""Ownership for tests: what is driven by whom, and an offer as it is shown."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from bot.db.transaction import Transaction
from bot.features.attention.models import Notice
from bot.features.ownership import service
from bot.features.ownership.offers import answering
from bot.features.ownership.values import GOAL, OfferState, OfferView, Ownable
from tests.features.goals.factories import ANA, BEN, NOON, TEAM

LATER = NOON + timedelta(days=7)


def handed_over(tx: Transaction, goal_id: UUID, taker: str | None, note: str = "") -> None:
    """The actor hands a goal over, and the taker accepts at once."""
    made = service.offer_goal(tx, goal_id, taker, note)
    giver, tx.actor = tx.actor, made.taker
    answering.accept(tx, made.id)
    tx.actor = giver


def told(tx: Transaction, user: str, kind: str) -> int:
    """How many notices of a kind wait for somebody."""
    query = select(func.count()).where(Notice.user == user, Notice.kind == kind)
    return tx.session.scalars(query).one()


def thing(title: str = "Members get an answer within a day", *, sort: str = GOAL) -> Ownable:
    """Something to be driven."""
    return Ownable(UUID(int=3), sort, TEAM, title)


def offer(
    state: OfferState = OfferState.PENDING,
    *,
    title: str = "Members get an answer within a day",
    note: str = "",
    why: str = "",
    former: str | None = None,
    sort: str = GOAL,
    expires_at: datetime = LATER,
) -> OfferView:
    """Something that Ana offers to Ben."""
    return OfferView(
        id=UUID(int=7),
        thing=thing(title, sort=sort),
        giver=ANA,
        taker=BEN,
        former=former,
        note=note,
        state=state,
        made_at=NOON,
        expires_at=expires_at,
        why=why,
    )
