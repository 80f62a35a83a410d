"""Moving a retro from phase to phase: by the clock, on read, or by hand; twice changes nothing."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.values import Phase, RetroView


def next_phase(tx: Transaction, retro_id: UUID, seen: Phase) -> RetroView:
    """End the phase that the actor saw, now; when it ended already, nothing changes.

    Raises:
        NotFound: there is no such retro for this person.
        NotAllowed: they are neither its starter nor its facilitator (nor, where none of them is left, a steward).
    """
    raise NotImplementedError


def settle(tx: Transaction, retro_id: UUID) -> RetroView:
    """Do what the clock brought: reveal, begin the vote, count it, close."""
    raise NotImplementedError
