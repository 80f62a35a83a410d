"""What an action has to say, and in which order actions are told."""

from collections.abc import Container
from datetime import date

from bot.errors import Invalid
from bot.features.planning.rules.days import require_to_come
from bot.features.planning.values.actions import TEXT_MOST, ActionView, Field
from bot.text import clean_line, has_visible, shorten

NO_WORDS = "Say in a few words what is to be done."
NOT_A_MEMBER = "Choose a member of this team, or leave it empty until somebody takes it on."


def words_of(raw: str) -> str:
    """What is to be done, on one line of at most 300 characters.

    Raises:
        Invalid: there is nothing to read.
    """
    words = shorten(clean_line(raw), TEXT_MOST)
    if not has_visible(words):
        raise Invalid(Field.TEXT, NO_WORDS)
    return words


def owner_of(owner: str | None, members: Container[str]) -> str | None:
    """Who takes it on.

    Raises:
        Invalid: they are no member of the team, so nobody would ask them about it.
    """
    if owner is not None and owner not in members:
        raise Invalid(Field.OWNER, NOT_A_MEMBER)
    return owner


def due_of(due: date | None, today: date) -> date | None:
    """The day by which it is to be done.

    Args:
        today: the date where the team is.

    Raises:
        Invalid: the day is over already, or more than ten years ahead.
    """
    if due is not None:
        require_to_come(due, today, field=Field.DUE)
    return due


def urgency(action: ActionView) -> tuple[bool, date, str]:
    """The order of a list: what is due first, then what has no day, those of a day by their words."""
    return (action.due is None, action.due or date.max, action.text)
