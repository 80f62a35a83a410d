"""What happens to retros; the subject is the retro's id. Nothing here ever tells who added what."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.retrospectives.values.phases import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroStarted(Event):
    """Collecting began."""

    kind: ClassVar[str] = "retrospectives.started"
    team_id: UUID
    format: str
    plan: str
    is_anonymous: bool
    facilitator: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroMoved(Event):
    """A phase ended, by hand or by the clock, and the next one began."""

    kind: ClassVar[str] = "retrospectives.moved"
    team_id: UUID
    before: Phase
    after: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroClosed(Event):
    """It is over, and its summary stands."""

    kind: ClassVar[str] = "retrospectives.closed"
    team_id: UUID
