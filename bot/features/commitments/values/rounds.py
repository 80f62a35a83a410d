"""A round, in which people are asked for their word on a goal set, or on one goal whose scope changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.features.commitments.values.words import Answer, Progress, Result
from bot.features.goals.values import GoalView

NEED_MOST = 60  # characters: an amount with its unit
ASKINGS_MOST = 2  # P9: one conversation and one re-ask


class RoundState(StrEnum):
    """open → committed | talking; talking → open, once more; open → committed | deciding; deciding → committed | put_off.

    Each that isn't over can be taken back, and lapses when its cycle ends. A round about a change of scope ends in the same states: committed says that
    the goal stays as it is committed now.
    """

    OPEN = "open"
    TALKING = "talking"
    DECIDING = "deciding"
    COMMITTED = "committed"
    PUT_OFF = "put_off"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"

    @property
    def is_over(self) -> bool:
        """Whether nothing follows any more."""
        return self not in {RoundState.OPEN, RoundState.TALKING, RoundState.DECIDING}


@dataclass(frozen=True, slots=True)
class Need:
    """What a goal set takes against what there is, as people wrote it; empty where nobody said."""

    needed: str = ""
    available: str = ""


UNSAID = Need()


@dataclass(frozen=True, slots=True)
class SetGoal:
    """A goal of the set.

    Args:
        is_left_out: whether it was not committed though the set was.
    """

    goal_id: UUID
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a steward decided, and why, on record (P9).

    Args:
        by: Slack user id.
        objection: what speaks against it; empty where too few answered and nobody objected.
        reply: what they say to that, or why they decided so.
    """

    by: str
    objection: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round: people are asked for their word on a goal set, or, after a change of its scope, on one goal.

    Args:
        asking: 1, or 2 after the conversation.
        asked_by: Slack user id.
        due_at: when the asking ends, or when the conversation does; None once neither is under way.
        completed_at: when all had answered and said the chance, None before.
        goals: in the order in which they were asked about.
        only: whom a change of scope concerns; None when it is all who are counted in the team's votes.
        scope_of: the goal whose scope changed.
        why: why its scope changed; of a set, which goals changed after people had answered, by number.
        results: of the askings that are over, the first one first.
    """

    id: UUID
    team_id: UUID
    cycle_id: UUID
    state: RoundState
    asking: int
    asked_by: str
    asked_at: datetime
    due_at: datetime | None
    completed_at: datetime | None
    ended_at: datetime | None
    goals: tuple[SetGoal, ...]
    people: Need
    budget: Need
    only: frozenset[str] | None
    scope_of: UUID | None
    why: str
    results: tuple[Result, ...]
    verdict: Verdict | None

    def takes_answers(self, now: datetime) -> bool:
        """Whether people can still answer, whether or not the clock has noticed the end."""
        is_before_end = self.due_at is None or now < self.due_at
        return self.state is RoundState.OPEN and self.completed_at is None and is_before_end

    @property
    def goal_ids(self) -> tuple[UUID, ...]:
        """The goals of the set."""
        return tuple(goal.goal_id for goal in self.goals)

    @property
    def committed(self) -> tuple[UUID, ...]:
        """The goals that the round ended in committing; none before it did."""
        return tuple(
            goal.goal_id for goal in self.goals if self.state is RoundState.COMMITTED and not goal.is_left_out
        )


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What one person said, for their eyes only.

    Args:
        answer: None before they gave their word.
        among_few: whether so few are asked that the others may guess who said what.
    """

    round: RoundView
    answer: Answer | None
    among_few: bool = False


@dataclass(frozen=True, slots=True)
class ShownRound:
    """All that a round's message shows.

    Args:
        goals: those of the set that are on record.
        drivers: Slack user id by goal, for those that somebody drives.
        takes_answers: whether people can still answer.
        channel: Slack id of the team's channel.
    """

    round: RoundView
    goals: tuple[GoalView, ...]
    drivers: Mapping[UUID, str]
    progress: Progress
    takes_answers: bool
    channel: str

    @property
    def left(self) -> tuple[GoalView, ...]:
        """The goals of the set that it can still be about: neither withdrawn nor ended meanwhile."""
        return tuple(goal for goal in self.goals if goal.is_open)


@dataclass(frozen=True, slots=True)
class Committed:
    """What a goal's card says of its commitment.

    Args:
        at: when the team gave its word, or a steward decided.
        chance: the middle one of the chances that were given, in percent.
        decided_by: Slack user id of the steward who decided; None where the team gave its word.
        heard: how many answered when they were asked last.
        of: how many were asked then.
    """

    at: datetime
    chance: float | None
    decided_by: str | None = None
    heard: int = 0
    of: int = 0
