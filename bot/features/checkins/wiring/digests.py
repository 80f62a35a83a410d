"""Digests and stories: their place in the house."""

from bot.features.parts import Parts


def register(_: Parts) -> None:
    """Nothing is open yet."""
