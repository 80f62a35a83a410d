"""Ranks with gaps between them, so that a move changes one row."""

GAP = 1 << 20  # twenty moves fit between two neighbours before all get new ranks


def last_after(rank: int | None) -> int:
    """The rank of what comes below everything; `rank` is the last one so far, None for an empty list."""
    return GAP if rank is None else rank + GAP


def between(above: int | None, below: int | None) -> int | None:
    """A rank between two neighbours, None where the list ends.

    Returns:
        None when there is no room between them.
    """
    match above, below:
        case None, None:
            return GAP
        case None, int():
            return below - GAP
        case int(), None:
            return above + GAP
        case int(), int():
            middle = (above + below) // 2
            return middle if above < middle < below else None
    return None
