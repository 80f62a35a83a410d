"""How a goal is named beside what serves it, also once it isn't worked on any more."""

from bot.features.goals.rules.lives import OVER
from bot.features.goals.values import GoalView
from bot.features.planning.values.backlog import Row
from bot.slack.kit import Markup, markup


def goal_by_name(goal: GoalView) -> Markup:
    """Its number and title, and that it is over, where that is so."""
    named = markup("#{number} {title}", number=goal.number, title=goal.title)
    became = OVER.get(goal.state)
    return markup("{named}, which {became}", named=named, became=became) if became else named


def goal_over(row: Row) -> list[Markup]:
    """That the goal of an open initiative in a list is over, where that is so."""
    became = OVER.get(row.goal_state) if row.goal_state and row.initiative.is_open else None
    return [markup("↳ Goal #{goal} {became}.", goal=row.goal, became=became)] if became else []
