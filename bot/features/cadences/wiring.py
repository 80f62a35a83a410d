"""Cadences's place in the house."""

from bot.features.parts import Parts


def register(_: Parts) -> None:
    """Nothing is open yet."""
