"""What the form of a check-in holds."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from bot.errors import Invalid
from bot.features.cadences.values import ZonePolicy
from bot.features.checkins.rules.prompts import QUESTIONS
from bot.features.checkins.values.setup import (
    OWN_QUESTIONS_MOST,
    QUESTION_MOST,
    Field,
    SetupDraft,
    Who,
)
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.text import clean_text

MOST_WEEKS = 4
NO_DAYS = "Choose at least one day. To take a break, press Pause instead."
NO_TIME = "Choose a time of day."
TOO_MANY = f"Please keep it to {OWN_QUESTIONS_MOST} questions, one a line; they take turns."
TOO_LONG = f"Please keep each question within {QUESTION_MOST} characters; a short one gets more answers."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a form has come; it travels with it as private metadata.

    Args:
        cadence_id: the check-in being changed, None for a new one.
        version: of that check-in, as it was when the form was opened.
        is_warned: a problem stands in the form, where Slack lets it stand until the form is drawn anew.
    """

    team_id: UUID
    cadence_id: UUID | None = None
    version: int = 0
    is_warned: bool = False


STAGES = Carried(Stage)


def entered(form: FormState, team_id: UUID) -> SetupDraft:
    """What a person entered.

    Raises:
        Invalid: no day, no time, or questions that are too many or too long.
    """
    return SetupDraft(
        team_id=team_id,
        weekdays=_weekdays(form),
        every=_every(form),
        at=_at(form),
        zones=ZonePolicy.TEAM if form.chosen(Field.ZONES) == ZonePolicy.TEAM else ZonePolicy.OWN,
        who=next((who for who in Who if who == form.chosen(Field.WHO)), Who.DRIVERS),
        chosen=form.people(Field.PEOPLE),
        questions=_questions(form),
    )


def _weekdays(form: FormState) -> frozenset[int]:
    days = frozenset(int(day) for day in form.checked(Field.WEEKDAYS) if day in set("0123456"))
    if not days:
        raise Invalid(Field.WEEKDAYS, NO_DAYS)
    return days


def _every(form: FormState) -> int:
    chosen = form.chosen(Field.EVERY)
    return int(chosen) if chosen in {str(weeks) for weeks in range(1, MOST_WEEKS + 1)} else 1


def _at(form: FormState) -> time:
    try:
        return time.fromisoformat(form.time(Field.AT) or "").replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Invalid(Field.AT, NO_TIME) from None


def _questions(form: FormState) -> tuple[str, ...]:
    """Ticked ones in their usual order, then the team's own; nothing at all means the four."""
    ticked = form.checked(Field.QUESTIONS)
    usual = [words for number, words in enumerate(QUESTIONS) if str(number) in ticked]
    own = [line for line in clean_text(form.text(Field.OWN_QUESTIONS)).split("\n") if line]
    if len(own) > OWN_QUESTIONS_MOST:
        raise Invalid(Field.OWN_QUESTIONS, TOO_MANY)
    if any(len(line) > QUESTION_MOST for line in own):
        raise Invalid(Field.OWN_QUESTIONS, TOO_LONG)
    asked = list(dict.fromkeys([*usual, *own]))
    return () if asked == list(QUESTIONS) else tuple(asked)
