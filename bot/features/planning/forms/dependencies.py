"""The forms of the handshake: how far they have come, and what was entered."""

from dataclasses import dataclass, replace
from uuid import UUID

from bot.errors import Invalid
from bot.features.planning.forms.fields import entered_day
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.dependencies import DependencyField, DependencyState
from bot.slack.carried import Carried
from bot.slack.payloads import FormState

NEW = "new"  # the choice of an initiative that is yet to be put on record
NO_CHANNEL = "Choose the channel of the team that you ask."
NOT_THERE = "Choose one of the list."


@dataclass(frozen=True, slots=True)
class AskStage:
    """How far a request has come: for which initiative, and the day that was said back."""

    initiative_id: UUID
    said: SaidBack | None = None

    def saying(self, said: SaidBack) -> "AskStage":
        """After a day was said back."""
        return replace(self, said=said)


@dataclass(frozen=True, slots=True)
class GoalAskStage:
    """How far a request has come that is made for a goal, and the day that was said back."""

    goal_id: UUID
    said: SaidBack | None = None


@dataclass(frozen=True, slots=True)
class AnswerStage:
    """How far another date has come: for which dependency, and the day that was said back."""

    dependency_id: UUID
    said: SaidBack | None = None

    def saying(self, said: SaidBack) -> "AnswerStage":
        """After a day was said back."""
        return replace(self, said=said)


@dataclass(frozen=True, slots=True)
class DeclineStage:
    """Which dependency is declined, and where it stood when the form was opened."""

    dependency_id: UUID
    seen: DependencyState


ASKS = Carried(AskStage)
GOAL_ASKS = Carried(GoalAskStage)
ANSWERS = Carried(AnswerStage)
DECLINES = Carried(DeclineStage)


@dataclass(frozen=True, slots=True)
class AskForm:
    """What was entered: what is needed, the other team's Slack channel, the day."""

    what: str
    channel: str
    day: EnteredDay


def entered_request(form: FormState) -> AskForm:
    """What an initiative needs.

    Raises:
        Invalid: no channel was chosen, or a client sent what is no day.
    """
    channel = form.channel(DependencyField.CHANNEL)
    if channel is None:
        raise Invalid(DependencyField.CHANNEL, NO_CHANNEL)
    return AskForm(form.text(DependencyField.WHAT), channel, entered_answer_day(form))


def entered_answer_day(form: FormState) -> EnteredDay:
    """The day of a request or of another date.

    Raises:
        Invalid: a client sent what is no day.
    """
    return entered_day(form, DependencyField.DAY_IN_WORDS, DependencyField.DAY)


def entered_deliverer(form: FormState) -> UUID | None:
    """The initiative that brings it; None for a new one.

    Raises:
        Invalid: nothing of the list was chosen.
    """
    return _one_of_the_list(form, DependencyField.DELIVERS)


def entered_waiting(form: FormState) -> UUID | None:
    """The initiative of a goal that waits for it; None for a new one.

    Raises:
        Invalid: nothing of the list was chosen.
    """
    return _one_of_the_list(form, DependencyField.WAITS)


def entered_reason(form: FormState) -> str:
    """Why not, or a word with another date."""
    return form.text(DependencyField.REASON)


def _one_of_the_list(form: FormState, field: DependencyField) -> UUID | None:
    chosen = form.chosen(field)
    try:
        return None if chosen == NEW else UUID(chosen or "")
    except ValueError:
        raise Invalid(field, NOT_THERE) from None
