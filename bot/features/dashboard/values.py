"""What a person's Home tab is called, and what it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.features.checkins.values.prompts import Confidence
from bot.features.goals.values import GoalView
from bot.features.indicators.values import GoalStatus
from bot.features.teams.values import TeamView
from bot.features.workspaces.values import ActivityView

HOME = (
    "dashboard.home"  # the surface, its subject the person; and the view that is extended, one subject a team
)
HOME_GOALS = "dashboard.goals"  # the view of the goals that the person drives, one subject a goal


@dataclass(frozen=True, slots=True)
class Place:
    """A team as one of its members has it before them.

    Args:
        driven: the goals that they drive.
        has_goals: whether the team has any goal.
    """

    team: TeamView
    driven: tuple[GoalView, ...]
    has_goals: bool


@dataclass(frozen=True, slots=True)
class BoardGoal:
    """A goal as the team's board has it.

    Args:
        status: by its numbers; None without an indicator.
        confidence: the people's, from the newest check-in; None before one.
        driver: their name; empty while nobody drives it.
    """

    goal: GoalView
    status: GoalStatus | None = None
    confidence: Confidence | None = None
    driver: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """What a team's board tells beside what the other rooms add to its card.

    Args:
        goals: the committed ones by rank; before anything is committed, the proposed ones.
        more: how many of them have no place on it.
        numbers: the numbers of these goals, and of those that went in the last week, by the subject under which the
            activity log has them.
        changes: what happened in the last week, newest first.
        proposed: how many are proposed only, while there are committed ones.
    """

    goals: tuple[BoardGoal, ...] = ()
    more: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[ActivityView, ...] = ()
    proposed: int = 0
