"""What happens to milestones; the subject is the goal's id, or the milestone's own when it belongs to none."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEvent(Event):
    """Something happened to a milestone."""

    team_id: UUID
    milestone_id: UUID
    title: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneAdded(MilestoneEvent):
    """Somebody put a milestone on the timeline."""

    kind: ClassVar[str] = "planning.milestone_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneChanged(MilestoneEvent):
    """It has another title, day or goal; `before` is what it was."""

    kind: ClassVar[str] = "planning.milestone_changed"
    before: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached(MilestoneEvent):
    """The team is there."""

    kind: ClassVar[str] = "planning.milestone_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReopened(MilestoneEvent):
    """It turned out that the team is not there yet."""

    kind: ClassVar[str] = "planning.milestone_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRemoved(MilestoneEvent):
    """It is on the timeline no more."""

    kind: ClassVar[str] = "planning.milestone_removed"
