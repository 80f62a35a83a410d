"""What a person's Home tab is called, and what it is made of."""

from dataclasses import dataclass

from bot.features.goals.values import GoalView
from bot.features.teams.values import TeamView

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
