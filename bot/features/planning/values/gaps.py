"""Initiatives that somebody should drive, and nobody of the team does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from bot.features.planning.values.initiatives import InitiativeView


@dataclass(frozen=True, slots=True)
class Undriven:
    """How many there are, and the first of them by rank.

    Args:
        left: Slack user id of who drove one of these and left the team, by initiative.
    """

    count: int
    first: tuple[InitiativeView, ...]
    left: Mapping[UUID, str] = field(default_factory=dict)
