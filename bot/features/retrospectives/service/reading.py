"""What surfaces and doors show; each raises NotFound where the actor may not see the retro."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.values import GroupView, LastActions, Page, RetroView, Summary


def retro(tx: Transaction, retro_id: UUID) -> RetroView:
    """One retro."""
    raise NotImplementedError


def running_in(tx: Transaction, channel: str) -> RetroView | None:
    """The retro that is running in the team of a channel that the actor is in, if one is.

    Raises:
        NoTeamHere: no team works there.
    """
    raise NotImplementedError


def may_move(tx: Transaction, retro_id: UUID) -> bool:
    """Whether the actor may move it on and group."""
    raise NotImplementedError


def last_actions(tx: Transaction, retro_id: UUID) -> LastActions:
    """What became of last time's actions, and what is open from before."""
    raise NotImplementedError


def page(tx: Transaction, subject: str) -> Page:
    """The reflections of one REVEALED surface, by its subject."""
    raise NotImplementedError


def group(tx: Transaction, group_id: UUID) -> GroupView:
    """One group."""
    raise NotImplementedError


def summary(tx: Transaction, retro_id: UUID) -> Summary:
    """What it came to so far."""
    raise NotImplementedError
