"""What a milestone is, as the rest of the house sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

MILESTONE_TITLE_MOST = 150  # characters


class MilestoneState(StrEnum):
    """ahead ⇄ reached; ahead → removed."""

    AHEAD = "ahead"
    REACHED = "reached"
    REMOVED = "removed"


class MilestoneField(StrEnum):
    """What the form asks for, by block id: what can't be used is explained beneath it."""

    TITLE = "planning.milestone.title"
    GOAL = "planning.milestone.goal"
    DAY_IN_WORDS = "planning.milestone.day_in_words"
    DAY = "planning.milestone.day"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDraft:
    """A day that a team wants to have reached something by (P7).

    Args:
        title: what will be reached, up to 150 characters.
        goal_id: the goal of the same team that it belongs to; None for none.
    """

    team_id: UUID
    title: str
    day: date
    goal_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneView:
    """A milestone on record.

    Args:
        made_by: Slack user id.
        changed_at: when it last changed; an edit names the version that it began with.
    """

    id: UUID
    team_id: UUID
    goal_id: UUID | None
    title: str
    day: date
    state: MilestoneState
    made_by: str
    changed_at: datetime

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be reached."""
        return self.state is MilestoneState.AHEAD
