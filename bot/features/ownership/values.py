"""Who drives what."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

HANDOVER = "ownership.handover"  # kind of the surface: a reply under the goal's card
NOTE_MOST = 500  # characters
TAKER = "ownership.taker"  # the form's field; a choice that can't be is explained beneath it


@dataclass(frozen=True, slots=True)
class DriverView:
    """The one person who keeps a goal moving (P10: exactly one)."""

    goal_id: UUID
    user: str
    since: datetime


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One change of driver that the team reads of under the goal's card.

    Args:
        giver: who did it: the driver, or a steward of the team.
        former: who drove the goal until then.
        taker: who drives it now; None when it was released.
        note: what the giver wanted to say.
    """

    id: UUID
    goal_id: UUID
    giver: str
    former: str
    taker: str | None
    note: str
