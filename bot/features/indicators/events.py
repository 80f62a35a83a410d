"""What happens to indicators and readings; the subject is the goal's id, and who did it is the log's actor alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.indicators.values import Origin, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEvent(Event):
    """Something happened to an indicator of a goal."""

    indicator_id: UUID
    team_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAdded(IndicatorEvent):
    """A goal got an indicator."""

    kind: ClassVar[str] = "indicators.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorChanged(IndicatorEvent):
    """Its words or numbers changed; `before` and `after` name only what differs, by the draft's fields.

    Args:
        gave_way: it became secondary by itself, as its goal stands again beside as many primary ones as a team may have.
    """

    kind: ClassVar[str] = "indicators.changed"
    before: dict[str, object]
    after: dict[str, object]
    gave_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRemoved(IndicatorEvent):
    """A goal lost an indicator, and its readings with it."""

    kind: ClassVar[str] = "indicators.removed"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A reading that was put on record together with one of a later day.

    Args:
        replaced: what was on record for that day before, with `replaced_note` beside it.
        replaced_of: who had entered that, when it was somebody else; empty for a source, None for a check-in, too.
    """

    day: date
    value: Decimal
    replaced: Decimal | None
    replaced_note: str = ""
    replaced_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecorded(IndicatorEvent):
    """A value was read, perhaps in place of another of that day.

    Args:
        replaced: what was on record for that day before, with `replaced_note` beside it.
        replaced_of: who had entered that, when it was somebody else; empty for a source, None for a check-in, too.
        corrects: whether it stands in for what it replaced as a correction does: by whoever entered that, or a steward.
        before: how the indicator stood before this reading, and `after` it; an older day's reading may change nothing.
        earlier: what came with it for days before, when many were pasted.
    """

    kind: ClassVar[str] = "indicators.reading_recorded"
    value: Decimal
    day: date
    origin: Origin
    replaced: Decimal | None
    replaced_note: str = ""
    replaced_of: str | None = None
    corrects: bool = False
    before: Status
    after: Status
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCorrected(IndicatorEvent):
    """A value on record was wrong.

    Args:
        value_after: None when the reading was removed.
        note_before: what stood beside the value.
        of: who had entered it, as `replaced_of` says it of a reading that gave way.
        before: how the indicator stood before the correction, and `after` it.
    """

    kind: ClassVar[str] = "indicators.reading_corrected"
    day: date
    value_before: Decimal
    value_after: Decimal | None
    note_before: str = ""
    of: str | None = None
    before: Status
    after: Status
