"""What the action forms hold; the fields of *Add action* may stand in other rooms' forms too."""

from dataclasses import dataclass, replace
from uuid import UUID

from bot.errors import Invalid
from bot.features.planning.forms.fields import entered_day
from bot.features.planning.values.actions import Field
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.slack.carried import Carried
from bot.slack.payloads import FormState

NOBODY = "Choose a member of this team."


@dataclass(frozen=True, slots=True)
class ActionStage:
    """How far a form with an action's day has come; it travels with it as private metadata.

    Args:
        subject_id: what the action comes of, or the action that gets a new date.
        said: the day that was said back.
    """

    subject_id: UUID
    said: SaidBack | None = None

    def saying(self, said: SaidBack) -> "ActionStage":
        """After a day was said back."""
        return replace(self, said=said)


ACTIONS = Carried(ActionStage)


@dataclass(frozen=True, slots=True)
class ActionForm:
    """What was entered under *Add action*."""

    text: str
    owner: str | None
    day: EnteredDay


def entered_action(form: FormState) -> ActionForm:
    """Read the fields of `views.action_fields`.

    Raises:
        Invalid: a client sent what is no day.
    """
    return ActionForm(form.text(Field.TEXT), form.person(Field.OWNER), entered_due(form))


def entered_owner(form: FormState) -> str:
    """Who takes it on.

    Raises:
        Invalid: nobody was chosen.
    """
    owner = form.person(Field.OWNER)
    if owner is None:
        raise Invalid(Field.OWNER, NOBODY)
    return owner


def entered_due(form: FormState) -> EnteredDay:
    """The day by which.

    Raises:
        Invalid: a client sent what is no day.
    """
    return entered_day(form, Field.DUE_IN_WORDS, Field.DUE)
