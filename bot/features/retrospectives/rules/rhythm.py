"""What a team may choose as its rhythm of looking back, and the schedule that it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from bot.clock.recurrence import LastWorkingDay, Occurrence, OnDate, Schedule, Weekly, next_day
from bot.dates.spans import TOO_FAR, is_far
from bot.errors import Invalid
from bot.features.cadences.values import CadenceState, CadenceView

NO_DAY = "Choose a day to come from the calendar."
NO_TIME = "Choose a time of day."
OVER = "That time is over today. Choose a later one, or another day."
MOST_WEEKS = 12
USUAL_TIME = time(10)
SUGGESTED: Mapping[str, object] = {"suggested": True}  # of a rhythm that came with the team, or with a cycle
LAPSED: Mapping[str, object] = {**SUGGESTED, "lapsed": True}  # once its cycle is closed


class How(StrEnum):
    """By which kind of rhythm retros begin."""

    WEEKS = "weeks"
    MONTH_END = "month-end"
    DATE = "date"
    NEVER = "never"


class RhythmField(StrEnum):
    """Block ids of the form's fields."""

    HOW = "retrospectives.rhythm.how"
    EVERY = "retrospectives.rhythm.every"
    WEEKDAY = "retrospectives.rhythm.weekday"
    DAY = "retrospectives.rhythm.day"
    AT = "retrospectives.rhythm.at"


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmDraft:
    """What somebody chose.

    Args:
        every: 1 for each week, 2 for every second one; with How.WEEKS only.
        weekday: Monday being 0; likewise.
        day: with How.DATE only.
        at: local time in the team's zone; None when it was left empty.
    """

    how: How
    every: int = 2
    weekday: int = 4
    day: date | None = None
    at: time | None = USUAL_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRhythm:
    """When a team's retros begin by themselves, and who asks.

    Args:
        zone: IANA name of the team's zone, which the rhythm goes by.
        today: the date it is there.
        cadence: None when retros begin only by hand.
        coming: the next few times, if it is not paused.
        next_day: the local date of the first of them, which can be skipped; None while it is paused.
        left_out: the one to come that is skipped, or None.
        may_change: whether the actor is a steward.
    """

    team_id: UUID
    zone: str
    today: date
    cadence: CadenceView | None
    coming: tuple[Occurrence, ...]
    next_day: date | None
    left_out: date | None
    may_change: bool

    @property
    def is_suggested(self) -> bool:
        """Whether nobody chose it: it came with the team, or with a cycle."""
        return self.cadence is not None and self.cadence.detail == SUGGESTED

    @property
    def is_paused(self) -> bool:
        return self.cadence is not None and self.cadence.state is CadenceState.PAUSED

    @property
    def holds(self) -> bool:
        """Whether retros begin by themselves, or would; a date that is over is no rhythm any more."""
        return bool(self.coming) or self.left_out is not None


def schedule_of(draft: RhythmDraft, today: date, known: Schedule | None = None) -> Schedule | None:
    """The schedule that was chosen; None for none.

    Weeks are counted from the first such day to come, unless the team's rhythm counts the same number already.

    Args:
        known: the team's schedule so far.

    Raises:
        Invalid: it needs a day to come, at most ten years ahead.
    """
    match draft.how:
        case How.NEVER:
            return None
        case How.MONTH_END:
            return LastWorkingDay()
        case How.DATE:
            if draft.day is None or draft.day < today:
                raise Invalid(RhythmField.DAY, NO_DAY)
            if is_far(draft.day, today):
                raise Invalid(RhythmField.DAY, TOO_FAR)
            return OnDate(draft.day)
        case How.WEEKS:
            return _weekly(draft, today, known)


def draft_of(rhythm: TeamRhythm) -> RhythmDraft:
    """What the form begins with: the team's rhythm as it is."""
    if rhythm.cadence is None:
        return RhythmDraft(how=How.NEVER)
    at = rhythm.cadence.rhythm.at
    match rhythm.cadence.rhythm.schedule:
        case Weekly(weekdays, every=every):
            return RhythmDraft(how=How.WEEKS, every=every, weekday=min(weekdays), at=at)
        case LastWorkingDay():
            return RhythmDraft(how=How.MONTH_END, at=at)
        case OnDate(day):
            return RhythmDraft(how=How.DATE, day=day, at=at)


def _weekly(draft: RhythmDraft, today: date, known: Schedule | None) -> Weekly:
    weekdays = frozenset({draft.weekday})
    if isinstance(known, Weekly) and known.every == draft.every:
        return Weekly(weekdays, every=draft.every, anchor=known.anchor)
    first = next_day(Weekly(weekdays, anchor=today), today)
    return Weekly(weekdays, every=draft.every, anchor=first or today)
