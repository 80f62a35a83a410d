"""Initiatives that somebody should drive, and nobody of the team does."""

from dataclasses import dataclass

from bot.features.planning.values.initiatives import InitiativeView


@dataclass(frozen=True, slots=True)
class Undriven:
    """How many there are, and the first of them by rank."""

    count: int
    first: tuple[InitiativeView, ...]
