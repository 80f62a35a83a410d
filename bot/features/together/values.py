"""What a reading together is, as its room sees it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from bot.clock.recurrence import Occurrence
from bot.features.cadences.values import CadenceState, CadenceView
from bot.features.indicators.values import IndicatorView, Status

READING = "together.reading"  # kind of the message in the team's channel; its subject is the reading's id
PROMPTS = "together.prompts"  # kind of the first reply in its thread


class Field(StrEnum):
    """What the form asks for, by block id."""

    DAY = "together.rhythm.day"


class State(StrEnum):
    """due → open → over; due → passed when there was nothing to read, or no cycle was running."""

    DUE = "due"
    OPEN = "open"
    OVER = "over"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherView:
    """One reading together.

    Args:
        day: the local date that it was due on; a team has one a day.
        since: the day of the one before, or two weeks earlier: changes are told from there.
        over_on: the day until which its message follows the numbers; None while it does.
        facilitator: Slack user id; None where nobody could.
        goal_ids: the goals whose primary indicators are read.
    """

    id: UUID
    team_id: UUID
    day: date
    since: date
    state: State
    over_on: date | None
    facilitator: str | None
    goal_ids: tuple[UUID, ...]

    @property
    def is_open(self) -> bool:
        """Whether its message still follows the numbers."""
        return self.state is State.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How a primary indicator stands on a day.

    Args:
        indicator: with its latest reading up to that day.
        expected: the value that its path has on that day; None where it has no start.
        before: the reading that it stood at when numbers were read together last; None for none.
        is_fresh: whether it was read since.
    """

    indicator: IndicatorView
    status: Status
    expected: Decimal | None
    before: Decimal | None
    is_fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRhythm:
    """When a team reads together, and who asks.

    Args:
        cadence: None when it doesn't.
        coming: the next few times at which the team's cycle will be running.
        has_run: whether the current cycle's running is over, so that the next one's is waited for.
        is_measured: whether a goal that stands has a primary indicator; without one nothing is read.
        zone: IANA name of the team's zone, which the rhythm goes by.
        today: the date it is there.
        may_change: whether the actor is a steward.
    """

    team_id: UUID
    cadence: CadenceView | None
    coming: tuple[Occurrence, ...]
    zone: str
    today: date
    may_change: bool
    has_run: bool = False
    is_measured: bool = True

    @property
    def holds(self) -> bool:
        """Whether anything is to come by itself."""
        return self.cadence is not None and self.cadence.state is CadenceState.ACTIVE
