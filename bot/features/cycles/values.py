"""A team's time box, its phases and their dates, as other rooms see them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

CLOSING = "cycles.closing"  # name of the view of what closing a cycle leaves behind, one subject a team
CLOSED = "cycles.closed"  # kind of the message that a cycle is closed, and name of its view; its subject is the cycle


class Phase(StrEnum):
    """drafting → voting → committing → running → reflecting → closed."""

    DRAFTING = "drafting"
    VOTING = "voting"
    COMMITTING = "committing"
    RUNNING = "running"
    REFLECTING = "reflecting"
    CLOSED = "closed"


class Doing(StrEnum):
    """What people do in a cycle, each in the phases it belongs to; see `rules.phases.BELONGS`."""

    PROPOSE = "propose"
    VOTE = "vote"
    GIVE_INPUT = "give_input"
    COMMIT = "commit"
    MEASURE = "measure"
    CHECK_IN = "check_in"
    REFLECT = "reflect"


class Field(StrEnum):
    """The fields of a cycle's dates, by block id: what can't be used is explained beneath it."""

    WEEKS = "cycles.plan.weeks"
    STARTS = "cycles.plan.starts"
    VOTING = "cycles.plan.voting"
    COMMITTING = "cycles.plan.committing"
    RUNNING = "cycles.plan.running"
    REFLECTING = "cycles.plan.reflecting"
    ENDS = "cycles.plan.ends"
    HOW = "cycles.plan.how"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The first day of each phase, and the cycle's last day; a phase that begins on the day of the next has no days."""

    starts_on: date
    voting_on: date
    committing_on: date
    running_on: date
    reflecting_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleSettings:
    """How a team goes through its cycles; the next one keeps them.

    Args:
        by_date: its dates move it on; else only people do.
        goes_on: the next cycle begins by itself when this one is closed, where dates move it.
        is_strict: what does not belong to the phase is refused.
    """

    by_date: bool = True
    goes_on: bool = True
    is_strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What comes after a phase: the next one, or, after the last, the drafting of the next cycle.

    Args:
        on: its first day; None when it is over, or nobody said.
        by_itself: its date brings it; else a steward does, and the date is a plan.
    """

    phase: Phase
    on: date | None
    by_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleView:
    """A time box of a team as it is now; both days are within it.

    Args:
        number: how the team calls it; counts from 1.
        phase: what dates say by now, whether or not the clock has written it.
        starts_on: its first day, in the team's zone.
        ends_on: its last day.
        ahead: None when it is closed and the next one waits for a steward.
        moved_on: the day on which a person moved it last; None when nobody did.
    """

    id: UUID
    team_id: UUID
    number: int
    phase: Phase
    starts_on: date
    ends_on: date
    plan: Plan
    settings: CycleSettings = CycleSettings()
    ahead: Ahead | None = None
    moved_on: date | None = None

    @property
    def is_strict(self) -> bool:
        """Whether the team refuses what does not belong to the phase."""
        return self.settings.is_strict

    @property
    def is_closed(self) -> bool:
        """Whether it is over; the team's next one may not have begun."""
        return self.phase is Phase.CLOSED

    @property
    def closes_on(self) -> date | None:
        """The day on which its dates close it; None where a person does, or has moved it past that day."""
        day = self.ends_on + timedelta(days=1)
        was_moved_past = self.moved_on is not None and day <= self.moved_on
        return None if self.is_closed or not self.settings.by_date or was_moved_past else day

    @property
    def fingerprint(self) -> str:
        """What tells its dates and settings from others, and is short whatever they are."""
        return sha256(repr((self.id, self.plan, self.settings)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePage:
    """A team's cycle as one person sees it.

    Args:
        today: the date it is for the team.
        left_out: the phases that a person moved it past.
        off_plan: the phases that went otherwise than planned, because a person moved it into or out of them.
        stewards: names of who can change it; those not looked up yet are left out.
        may_change: whether the reader is one of them.
    """

    cycle: CycleView
    today: date
    left_out: frozenset[Phase]
    off_plan: frozenset[Phase]
    stewards: tuple[str, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleEnd:
    """A cycle that was closed, for the message in its team's channel.

    Args:
        was_followed: the next one has begun.
    """

    cycle: CycleView
    was_followed: bool
