"""Numbers as small pictures made of text."""

from collections.abc import Sequence
from decimal import Decimal

CELLS = 6
HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(percent: int) -> str:
    """Progress as a bar that is empty at 0 only, and full at 100 only: "▓▓▓░░░"."""
    filled = max(percent * CELLS // 100, 1 if percent > 0 else 0)
    return "▓" * filled + "░" * (CELLS - filled)


def spark(values: Sequence[Decimal]) -> str:
    """A row of columns, the lowest value lowest; all of a height where they don't differ."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    span = high - low
    steps = len(HEIGHTS) - 1
    return "".join(HEIGHTS[int((value - low) / span * steps) if span else 0] for value in values)
