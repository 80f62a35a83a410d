"""Grouping revealed reflections; the facilitator's work, while the phase lasts.

Each of these raises NotFound for whom the retro isn't visible, NotAllowed for who may not move it, and Conflict
outside of the phase.
"""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.values import GroupView, Workbench


def workbench(tx: Transaction, retro_id: UUID) -> Workbench:
    """What there is to group."""
    raise NotImplementedError


def make_group(tx: Transaction, retro_id: UUID, title: str, reflections: Sequence[UUID] = ()) -> GroupView:
    """A new group, with these reflections moved into it.

    Raises:
        Invalid: it has no title, or there are as many groups as fit.
    """
    raise NotImplementedError


def put(tx: Transaction, reflection_id: UUID, group_id: UUID | None) -> Workbench:
    """Move a reflection into a group, or out of all."""
    raise NotImplementedError


def rename(tx: Transaction, group_id: UUID, title: str) -> Workbench:
    """Give a group another title."""
    raise NotImplementedError


def dissolve(tx: Transaction, group_id: UUID) -> Workbench:
    """Take a group apart; its reflections are loose again."""
    raise NotImplementedError
