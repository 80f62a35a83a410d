"""What happens in the handshake; the subject is the goal of the initiative that needs something, else the initiative."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyEvent(Event):
    """Something happened between the two teams.

    Args:
        initiative_id: what needs it.
    """

    team_id: UUID
    giver_id: UUID
    dependency_id: UUID
    initiative_id: UUID
    what: str
    needed_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyAsked(DependencyEvent):
    """A team asked for what one of its initiatives needs."""

    kind: ClassVar[str] = "planning.dependency_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyAccepted(DependencyEvent):
    """Both teams agree on the day."""

    kind: ClassVar[str] = "planning.dependency_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyDeclined(DependencyEvent):
    """The other team can't, and says why."""

    kind: ClassVar[str] = "planning.dependency_declined"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyCountered(DependencyEvent):
    """The other team offers another day."""

    kind: ClassVar[str] = "planning.dependency_countered"
    offered: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyWithdrawn(DependencyEvent):
    """It is needed no more."""

    kind: ClassVar[str] = "planning.dependency_withdrawn"
