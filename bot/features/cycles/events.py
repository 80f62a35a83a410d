"""What happens to cycles; the subject is the team's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.cycles.values import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleOpened(Event):
    """A team's next cycle began, in drafting."""

    kind: ClassVar[str] = "cycles.opened"
    team_id: UUID
    cycle_id: UUID
    number: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged(Event):
    """A cycle went to another phase, perhaps past some or back.

    Args:
        by_date: its dates moved it, not a person.
    """

    kind: ClassVar[str] = "cycles.phase_changed"
    team_id: UUID
    cycle_id: UUID
    before: Phase
    after: Phase
    by_date: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleHalfway(Event):
    """Half of the time between committing and reflecting is over; told once a cycle, while it runs."""

    kind: ClassVar[str] = "cycles.halfway"
    team_id: UUID
    cycle_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleClosed(Event):
    """A cycle is over; told beside its PhaseChanged."""

    kind: ClassVar[str] = "cycles.closed"
    team_id: UUID
    cycle_id: UUID
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePlanned(Event):
    """A steward changed a cycle's dates, or how the team goes through it; before and after name only what differs."""

    kind: ClassVar[str] = "cycles.planned"
    team_id: UUID
    cycle_id: UUID
    before: dict[str, str | bool]
    after: dict[str, str | bool]
