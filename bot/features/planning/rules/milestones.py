"""What a milestone has to say."""

from datetime import date

from bot.errors import Invalid
from bot.features.planning.rules.days import require_to_come
from bot.features.planning.values.milestones import (
    MILESTONE_TITLE_MOST,
    MilestoneDraft,
    MilestoneField,
    MilestoneView,
)
from bot.text import clean_line, has_visible, shorten

NO_TITLE = "Say in a few words what will be reached."


def milestone_title_of(raw: str) -> str:
    """What will be reached, on one line of at most 150 characters.

    Raises:
        Invalid: there is nothing to read.
    """
    title = shorten(clean_line(raw), MILESTONE_TITLE_MOST)
    if not has_visible(title):
        raise Invalid(MilestoneField.TITLE, NO_TITLE)
    return title


def day_of(day: date, today: date) -> date:
    """The day of a milestone.

    Args:
        today: the date where the actor is.

    Raises:
        Invalid: the day is over already, or more than ten years ahead.
    """
    require_to_come(day, today, field=MilestoneField.DAY)
    return day


def milestone_changes(before: MilestoneView, after: MilestoneDraft) -> dict[str, str | None]:
    """What an edit changes, as it was."""
    was, becomes = (_words(it.title, it.day, it.goal_id) for it in (before, after))
    return {name: was[name] for name in was if was[name] != becomes[name]}


def _words(title: str, day: date, goal_id: object) -> dict[str, str | None]:
    return {"title": title, "day": day.isoformat(), "goal_id": str(goal_id) if goal_id else None}
