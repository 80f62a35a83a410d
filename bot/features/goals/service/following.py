"""What other teams see of a goal that was offered to them follows what becomes of it."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals.events import GoalEdited, GoalEnded, GoalReopened, GoalRescoped, GoalWithdrawn
from bot.features.goals.repository.adoptions import AdoptionRepository
from bot.features.goals.values import ADOPTION

GoalChange = GoalEdited | GoalRescoped | GoalWithdrawn | GoalEnded | GoalReopened


def goal_changed(tx: Transaction, event: GoalChange) -> None:
    """Its offers say what it is called now, and whether there is something to adopt."""
    for offered in AdoptionRepository(tx).offers_of(UUID(event.subject)):
        tx.touch(ADOPTION, offered)
