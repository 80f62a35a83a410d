"""Actions that a retro brings about."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.values import ActionView


def add_action(tx: Transaction, retro_id: UUID, text: str, owner: str | None, due: date | None) -> ActionView:
    """Put an action on record, shown as a reply in the retro's thread.

    Raises:
        Conflict: the retro hasn't begun.
        NotFound, NotAllowed, Invalid: as planning.service.add.
    """
    raise NotImplementedError
