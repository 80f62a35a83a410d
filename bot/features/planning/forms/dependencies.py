"""The forms of the handshake: how far they have come, and what was entered."""

from dataclasses import dataclass, replace
from uuid import UUID

from bot.errors import Invalid
from bot.features.planning.forms.fields import entered_day
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.dependencies import DependencyField
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
class AnswerStage:
    """How far another date has come: for which dependency, and the day that was said back."""

    dependency_id: UUID
    said: SaidBack | None = None

    def saying(self, said: SaidBack) -> "AnswerStage":
        """After a day was said back."""
        return replace(self, said=said)


ASKS = Carried(AskStage)
ANSWERS = Carried(AnswerStage)


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
    chosen = form.chosen(DependencyField.DELIVERS)
    try:
        return None if chosen == NEW else UUID(chosen or "")
    except ValueError:
        raise Invalid(DependencyField.DELIVERS, NOT_THERE) from None


def entered_reason(form: FormState) -> str:
    """Why not, or a word with another date."""
    return form.text(DependencyField.REASON)
