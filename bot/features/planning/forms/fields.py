"""What several forms of the plan ask for: a day, in words or from the calendar, and one of several things."""

from datetime import date
from uuid import UUID

from bot.errors import Invalid
from bot.features.planning.values.days import EnteredDay
from bot.slack.payloads import FormState

NO_DAY = "Choose a day from the calendar, or leave it empty."


def entered_day(form: FormState, words: str, picked: str) -> EnteredDay:
    """What stands in the two fields, by their block ids.

    Raises:
        Invalid: a client sent what is no day.
    """
    entered = form.date(picked)
    try:
        return EnteredDay(form.text(words), date.fromisoformat(entered) if entered else None)
    except ValueError:
        raise Invalid(picked, NO_DAY) from None


def chosen_identity(value: str | None) -> UUID | None:
    """The chosen thing's id; what a client made up is an id that nothing has."""
    try:
        return UUID(value) if value else None
    except ValueError:
        return UUID(int=0)
