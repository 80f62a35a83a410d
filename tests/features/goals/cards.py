"""Looking at what is shown of a goal, and deleting it as somebody in Slack does."""

from uuid import UUID

from sqlalchemy import select, update

from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import State, Surface
from bot.features.attention.service import notices
from bot.features.goals import service
from bot.features.goals.values import GOAL_CARD


def cards(tx: Transaction, goal_id: UUID) -> list[Surface]:
    return surfaces_of(tx, GOAL_CARD, str(goal_id))


def wanted_versions(tx: Transaction, kind: str, goal_id: UUID) -> list[int]:
    """How often each surface of the goal has been asked to be drawn."""
    surfaces = select(SurfaceRow.wanted_version).where(
        SurfaceRow.kind == kind, SurfaceRow.subject == str(goal_id)
    )
    return list(tx.session.scalars(surfaces))


def post_card(tx: Transaction, goal_id: UUID) -> None:
    """As delivery records that the card is in the channel."""
    here = SurfaceRow.subject == str(goal_id)
    tx.session.execute(
        update(SurfaceRow).where(here, SurfaceRow.kind == GOAL_CARD).values(state=State.SHOWN, slack_ts="1.1")
    )


def delete_card(tx: Transaction, goal_id: UUID) -> None:
    """As delivery records that somebody deleted the message; its proposer may be told at once, but once a day."""
    for card in cards(tx, goal_id):
        tx.session.execute(update(SurfaceRow).where(SurfaceRow.id == card.id).values(state=State.GONE))
    service.card_gone(tx, goal_id)
    notices.release(tx, [service.goal_on_record(tx, goal_id).proposer])
