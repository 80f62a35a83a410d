"""The dot vote: five dots a person, at most three on a group, by reactions."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.values import Dot


def take(tx: Transaction, group_id: UUID, dot: Dot) -> None:
    """A reaction on a group's reply, in whatever order and how often Slack sends it; others than DOTS change nothing.

    Whoever puts a sixth is told once, privately (TOO_MANY_DOTS).
    """
    raise NotImplementedError
