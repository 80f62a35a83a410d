"""What happens to talks about numbers; the subject is the goal's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.indicators.values import Status
from bot.features.thresholds.values import End


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkEvent(Event):
    """Something happened to a talk."""

    talk_id: UUID
    team_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdCrossed(TalkEvent):
    """A number crossed a threshold the worse way; who entered it is not told here."""

    kind: ClassVar[str] = "thresholds.crossed"
    before: Status
    after: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked(TalkEvent):
    """Somebody said what help is needed."""

    kind: ClassVar[str] = "thresholds.help_asked"
    asked: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorChanged(TalkEvent):
    """Another person facilitates the talk."""

    kind: ClassVar[str] = "thresholds.facilitator_changed"
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkClosed(TalkEvent):
    """The talk is over."""

    kind: ClassVar[str] = "thresholds.closed"
    end: End
    why: str
