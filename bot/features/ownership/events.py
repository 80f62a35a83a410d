"""What happens to who drives a goal; the subject is the goal's id."""

from dataclasses import dataclass
from typing import ClassVar

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalClaimed(Event):
    """Somebody became the driver of a goal that had none."""

    kind: ClassVar[str] = "ownership.claimed"
    driver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReleased(Event):
    """The goal has no driver any more."""

    kind: ClassVar[str] = "ownership.released"
    driver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalHandedOver(Event):
    """Another person drives the goal from now on."""

    kind: ClassVar[str] = "ownership.handed_over"
    before: str
    after: str
    why: str
