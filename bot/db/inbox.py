"""What Slack handed us already: event ids and view ids, written in the same transaction as their effect."""

from datetime import datetime, timedelta

from sqlalchemy import Select, String, delete, select, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db.base import SLACK_ID, Base, Scoped
from bot.db.transaction import Transaction
from bot.db.upsert import insert_one_if_new
from bot.errors import BotError

KEPT = timedelta(days=3)  # Slack's delayed events may retry hourly for 24 h; a weekend on top costs little


class Replayed(BotError):
    """This payload was handled before.

    Args:
        outcome: what the first handling recorded (the id of what it saved), or None.
    """

    def __init__(self, outcome: str | None) -> None:
        super().__init__("handled before")
        self.outcome = outcome


class Received(Scoped, Base):
    """One payload, by Slack's own id for it."""

    __tablename__ = "received"
    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    outcome: Mapped[str | None] = mapped_column(String(255))


def admit(tx: Transaction, key: str) -> None:
    """Take the payload in, or raise Replayed when it was taken in before.

    Two deliveries at once: the second waits for the first to commit or roll back, then learns which.
    """
    values = {"workspace": tx.workspace, "key": key, "received_at": tx.now}
    if not insert_one_if_new(tx.connection, Received, values):
        raise Replayed(tx.session.scalars(_mine(tx, key)).one())


def record(tx: Transaction, key: str, outcome: str) -> None:
    """Remember what came of it, so that a replay can be shown the saved thing."""
    where = (Received.workspace == tx.workspace, Received.key == key)
    tx.session.execute(update(Received).where(*where).values(outcome=outcome))


def forget_old(session: Session, now: datetime, *, most: int = 500) -> int:
    """Drop keys that Slack can no longer send again, `most` at a time; returns how many went."""
    identity = tuple_(Received.workspace, Received.key)
    old = select(Received.workspace, Received.key).where(Received.received_at < now - KEPT).limit(most)
    return session.connection().execute(delete(Received).where(identity.in_(old))).rowcount


def _mine(tx: Transaction, key: str) -> Select[str | None]:
    return select(Received.outcome).where(Received.workspace == tx.workspace, Received.key == key)
