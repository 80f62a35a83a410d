"""A team's timeline: milestones and due dates in the order in which they come (P7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bot.features.planning.values.backlog import Row
from bot.features.planning.values.dependencies import Awaited, Unsettled
from bot.features.planning.values.milestones import MilestoneView

ENTRIES_MOST = 35  # due dates shown at once, the next ones first; a message's blocks hold 13,000 characters
MILESTONES_MOST = 20
REQUESTS_MOST = 10
Entry = MilestoneView | Row | Unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What lies before a team, and what is late.

    Args:
        today: the date where the reader is.
        number: of the team's cycle.
        starts_on: the cycle's first day.
        ends_on: its last day.
        milestones: of this cycle and after it, those reached in it too, by day.
        rows: open initiatives with a due date, by day.
        left_out: how many more of them there are, due later.
        milestones_left_out: how many more milestones there are, later.
        requests: what the team asked for and is not settled, by day; what is late and waited for by one of the rows is in `late`.
        requests_left_out: how many more of them there are, later.
        late: what some initiatives wait for and is late.
    """

    team_id: UUID
    today: date
    number: int
    starts_on: date
    ends_on: date
    milestones: tuple[MilestoneView, ...]
    rows: tuple[Row, ...]
    left_out: int
    is_member: bool
    milestones_left_out: int = 0
    requests: tuple[Unsettled, ...] = ()
    requests_left_out: int = 0
    late: Mapping[UUID, Sequence[Awaited]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the timeline with a name: what is late, a week, what comes after the cycle."""

    name: str
    entries: tuple[Entry, ...]
