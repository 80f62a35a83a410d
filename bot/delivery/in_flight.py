"""What was handed to Slack and isn't recorded yet."""

from sqlalchemy import exists, select

from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State

s = SurfaceRow.__table__.c


def posting_in(tx: Transaction, channel: str) -> bool:
    """Whether a message of ours may be in this channel without our knowing its ts."""
    between = exists().where(
        s.workspace == tx.workspace,
        s.slack_channel == channel,
        s.slack_ts.is_(None),
        s.state.in_((State.SENDING, State.UNKNOWN)),
    )
    return bool(tx.connection.scalar(select(between)))
