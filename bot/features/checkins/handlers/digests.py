"""The Slack door of digests."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.service import digests, early
from bot.features.checkins.surfaces import prompts as surfaces
from bot.features.checkins.values.prompts import PromptView
from bot.slack.visits import Answer, Press, identity


async def on_add_mine(press: Press) -> Answer:
    """*Add mine*: one's own check-in of the digest's day."""
    return await press.read(surfaces.where, await press.commit(_add_mine, identity(press.value)))


def _add_mine(tx: Transaction, digest_id: UUID) -> PromptView:
    return early.add_mine(tx, digests.digest(tx, digest_id))
