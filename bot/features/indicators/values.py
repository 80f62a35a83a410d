"""What indicators, readings and a goal's status are, as the rest of the house sees them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

NAME_MOST = 80  # characters: it stands on a line with its numbers
UNIT_MOST = 12  # characters
NOTE_MOST = 300  # characters
PATH_MOST = 12  # milestones of an expected path; a month each for a year
MOST_OF_A_GOAL = 12  # indicators; a form that asks for each of them stays one that people fill in
MOST_PRIMARY = 3  # a team and cycle: P5 of product.md


class Sort(StrEnum):
    """Whether it moves before the goal is reached, or says that it was (P4)."""

    LEADING = "leading"
    LAGGING = "lagging"


class Category(StrEnum):
    """What kind of value it stands for (P5)."""

    CUSTOMER_VALUE = "customer_value"
    EFFICIENCY = "efficiency"
    IMPACT = "impact"

    @property
    def called(self) -> str:
        """As people read it."""
        return CATEGORIES[self]


CATEGORIES = {
    Category.CUSTOMER_VALUE: "customer value",
    Category.EFFICIENCY: "operational efficiency",
    Category.IMPACT: "strategic impact",
}


class Direction(StrEnum):
    """Where the number should go, or stay."""

    INCREASE = "increase"
    DECREASE = "decrease"
    STAY_ABOVE = "stay_above"
    STAY_BELOW = "stay_below"

    @property
    def is_upward(self) -> bool:
        """Whether more is better."""
        return self in {Direction.INCREASE, Direction.STAY_ABOVE}

    @property
    def stays(self) -> bool:
        """Whether it is to be held rather than reached."""
        return self in {Direction.STAY_ABOVE, Direction.STAY_BELOW}


class Status(StrEnum):
    """How an indicator or a goal stands by its numbers; what people feel about it is their confidence."""

    NO_READING = "no_reading"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def weakness(self) -> int:
        """A number that is higher the more it asks for a look; what nobody has read yet can't be called green."""
        return (Status.GREEN, Status.NO_READING, Status.AMBER, Status.RED).index(self)


class Origin(StrEnum):
    """How a reading came in."""

    PERSON = "person"
    CHECK_IN = "check_in"
    PASTE = "paste"
    SOURCE = "source"


class Field(StrEnum):
    """The fields of the forms, by block id."""

    NAME = "indicators.form.name"
    DIRECTION = "indicators.form.direction"
    TARGET = "indicators.form.target"
    UNIT = "indicators.form.unit"
    DUE = "indicators.form.due"
    BASELINE = "indicators.form.baseline"
    FIRST_BY = "indicators.form.first_by"
    SORT = "indicators.form.sort"
    CATEGORY = "indicators.form.category"
    PRIMARY = "indicators.form.primary"
    DEMOTED = "indicators.form.demoted"
    COMMIT = "indicators.form.commit"
    STRETCH = "indicators.form.stretch"
    AMBER = "indicators.form.amber"
    RED = "indicators.form.red"
    PATH = "indicators.form.path"
    VALUE = "indicators.reading.value"
    DAY = "indicators.reading.day"
    NOTE = "indicators.reading.note"
    PASTED = "indicators.paste.text"

    def of(self, indicator_id: UUID) -> str:
        """The block id of this field for one of several indicators in a form."""
        return f"{self}.{indicator_id}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point of an expected path: by this day, this value."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDraft:
    """What somebody wants an indicator to be (P4 to P6).

    Args:
        baseline: where it stands now; None while unknown, and then `first_reading_by` says when it will be known.
        commit: what the team is sure of; `target` is what it aims for, `stretch` what would be wonderful.
        unit: such as "h" or "%"; may stay empty.
        amber: beyond it, the worse way, the indicator is amber; None leaves that to the expected path.
        red: likewise.
        path: milestones between the start and the target; none for a straight line.
        due_on: the day by which the target is to be reached, in the team's zone.
    """

    goal_id: UUID
    name: str
    sort: Sort
    category: Category
    direction: Direction
    target: Decimal
    due_on: date
    is_primary: bool = False
    baseline: Decimal | None = None
    first_reading_by: date | None = None
    commit: Decimal | None = None
    stretch: Decimal | None = None
    unit: str = ""
    amber: Decimal | None = None
    red: Decimal | None = None
    path: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView(IndicatorDraft):
    """An indicator on record.

    Args:
        starts_on: the day from which its baseline counts.
        first: the reading of the earliest day, which is the baseline where none was known; None before any.
        latest: the reading of the newest day; None before any.
        changed_at: when its words or numbers last changed; an edit names the version that it began with.
    """

    id: UUID
    team_id: UUID
    starts_on: date
    first: Decimal | None = None
    first_on: date | None = None
    latest: Decimal | None = None
    latest_on: date | None = None
    changed_at: datetime

    @property
    def start(self) -> Decimal | None:
        """Where it comes from: its baseline, else what was read first."""
        return self.first if self.baseline is None else self.baseline

    @property
    def begins_on(self) -> date:
        """The day on which it stood at its start."""
        return self.starts_on if self.baseline is not None or self.first_on is None else self.first_on


@dataclass(frozen=True, slots=True)
class Read:
    """A value that somebody read, not on record yet."""

    day: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """What an indicator showed on a day.

    Args:
        day: in the team's zone; an indicator has one reading a day, a second takes its place.
        entered_by: Slack user id, for who may correct it; never shown beside the number. Empty for a source.
    """

    id: UUID
    indicator_id: UUID
    day: date
    value: Decimal
    note: str
    origin: Origin
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was put on record of a goal's indicators.

    Args:
        id: the goal's.
        readings: as they are kept.
        replaced: the readings of that day whose places were taken.
    """

    id: UUID
    readings: tuple[ReadingView, ...]
    replaced: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class GoalStatus:
    """How a goal stands: as its weakest primary indicator does; without a primary one, as its weakest of all.

    Args:
        progress: that indicator's, in percent from its start to its target; None before a reading.
        weakest: that indicator's name.
    """

    status: Status
    progress: int | None
    weakest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator with how it stands on a day, and its progress in percent; None before a reading."""

    indicator: IndicatorView
    status: Status
    progress: int | None
