"""What happens to cadences; the subject is the cadence's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceMade(Event):
    """Something recurs for the team from now on."""

    kind: ClassVar[str] = "cadences.made"
    team_id: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceChanged(Event):
    """When it recurs, for whom or with what was changed; before and after in words."""

    kind: ClassVar[str] = "cadences.changed"
    team_id: UUID
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CadencePaused(Event):
    """Nothing is due until it is resumed."""

    kind: ClassVar[str] = "cadences.paused"
    team_id: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceResumed(Event):
    """It goes on, from the next time."""

    kind: ClassVar[str] = "cadences.resumed"
    team_id: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceSkipped(Event):
    """It is left out on one local date; None: it isn't left out after all."""

    kind: ClassVar[str] = "cadences.skipped"
    team_id: UUID
    what: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceStopped(Event):
    """It ended for good."""

    kind: ClassVar[str] = "cadences.stopped"
    team_id: UUID
    what: str
