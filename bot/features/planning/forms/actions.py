"""What the action forms hold; the fields of *Add action* may stand in other rooms' forms too."""

from dataclasses import dataclass
from datetime import date

from bot.errors import Invalid
from bot.features.planning.values.actions import Field
from bot.slack.payloads import FormState

NOBODY = "Choose a member of this team."
NO_DAY = "Choose a day from the calendar, or leave it empty."


@dataclass(frozen=True, slots=True)
class ActionForm:
    """What was entered under *Add action*."""

    text: str
    owner: str | None
    due: date | None


def entered_action(form: FormState) -> ActionForm:
    """Read the fields of `views.action_fields`.

    Raises:
        Invalid: the due date is no day.
    """
    return ActionForm(form.text(Field.TEXT), form.person(Field.OWNER), entered_day(form))


def entered_owner(form: FormState) -> str:
    """Who takes it on.

    Raises:
        Invalid: nobody was chosen.
    """
    owner = form.person(Field.OWNER)
    if owner is None:
        raise Invalid(Field.OWNER, NOBODY)
    return owner


def entered_day(form: FormState) -> date | None:
    """The day by which, None for none.

    Raises:
        Invalid: it is no day.
    """
    entered = form.date(Field.DUE)
    try:
        return date.fromisoformat(entered) if entered is not None else None
    except ValueError:
        raise Invalid(Field.DUE, NO_DAY) from None
