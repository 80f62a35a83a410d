"""What happens to cadences; the subject is the cadence's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceEvent(Event):
    """Anything that happens to a cadence; `what` is its kind."""

    team_id: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceMade(CadenceEvent):
    """Something recurs for the team from now on."""

    kind: ClassVar[str] = "cadences.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceChanged(CadenceEvent):
    """When it recurs, for whom or with what was changed; before and after in words."""

    kind: ClassVar[str] = "cadences.changed"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CadencePaused(CadenceEvent):
    """Nothing is due until it is resumed."""

    kind: ClassVar[str] = "cadences.paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceResumed(CadenceEvent):
    """It goes on, from the next time."""

    kind: ClassVar[str] = "cadences.resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceSkipped(CadenceEvent):
    """It is left out on one local date; None: it isn't left out after all."""

    kind: ClassVar[str] = "cadences.skipped"
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceStopped(CadenceEvent):
    """It ended for good."""

    kind: ClassVar[str] = "cadences.stopped"
