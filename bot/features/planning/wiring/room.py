"""The plan's place in the house: each of its topics registers by itself."""

from bot.features.parts import Parts
from bot.features.planning.wiring import actions, dependencies, gaps, plan


def register(parts: Parts) -> None:
    """Open what actions, initiatives, the backlog, the timeline, dependencies and the scan for gaps need."""
    for topic in (actions, plan, dependencies, gaps):
        topic.register(parts)
