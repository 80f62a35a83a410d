"""The graph of what waits for what, in which a day that slips moves others."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Step:
    """An initiative in the graph.

    Args:
        due: the day by which it is to be done; None for no day.
        is_open: whether anything is still to be done; nobody waits for what is over.
        expected: as it was worked out before; it counts for a step that is not worked out anew.
    """

    id: UUID
    due: date | None
    is_open: bool = True
    expected: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One initiative waits for another.

    Args:
        needer: what waits.
        deliverer: what it waits for.
        needed_by: the day that both teams agreed on.
        what: as who needs it calls it.
    """

    needer: UUID
    deliverer: UUID
    needed_by: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """An initiative that is expected on another day than before.

    Args:
        before: the day it was expected before; None for no day.
    """

    id: UUID
    before: date | None
    after: date | None
