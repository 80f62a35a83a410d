"""What happens in check-ins; the subject is the occasion's id, unless it says otherwise."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinAsked(Event):
    """Somebody was sent their check-in of the day; the subject is the prompt's id."""

    kind: ClassVar[str] = "checkins.asked"
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinAnswered(Event):
    """Somebody answered, or changed an answer; its words stay out of the log, for they may be private.

    Args:
        goal_ids: the goals of which something was said; none for words that belong to no goal.
    """

    kind: ClassVar[str] = "checkins.answered"
    cadence_id: UUID
    team_id: UUID
    day: date
    goal_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinSkipped(Event):
    """Somebody let an occasion pass."""

    kind: ClassVar[str] = "checkins.skipped"
    cadence_id: UUID
    team_id: UUID
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinPassedOver(Event):
    """Somebody was not asked after all, because they want quiet or their day is over; the subject is the cadence's id."""

    kind: ClassVar[str] = "checkins.passed_over"
    cadence_id: UUID
    day: date
