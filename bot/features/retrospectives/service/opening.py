"""Starting a retro."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.values import RetroDraft, RetroView, StartChoices


def choices(tx: Transaction, team_id: UUID) -> StartChoices:
    """What the form that starts a retro offers; raises as `start` does."""
    raise NotImplementedError


def choices_in(tx: Transaction, channel: str) -> StartChoices:
    """The same, for the team of a channel that the actor is in.

    Raises:
        NoTeamHere: no team works there; otherwise as `start` does.
    """
    raise NotImplementedError


def start(tx: Transaction, draft: RetroDraft) -> RetroView:
    """Begin collecting, with what was gathered since the last retro; the parent and last time's actions are shown.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer.
        Conflict: a retro is running in the team.
        Invalid: the format, own columns or facilitator can't be.
    """
    raise NotImplementedError
