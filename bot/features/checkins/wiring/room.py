"""Check-ins' place in the house: each of their topics registers by itself."""

from bot.features.checkins.wiring import digests, prompts, setup
from bot.features.parts import Parts


def register(parts: Parts) -> None:
    """Open what setting up, prompting and digesting need."""
    for topic in (setup, prompts, digests):
        topic.register(parts)
