"""The forms of a check-in: *Add more*, and until when somebody is away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.errors import Invalid
from bot.features.attention.forms import day_in
from bot.features.attention.values import Field
from bot.features.checkins.values.prompts import WHY_MOST, WORDS_MOST, Confidence, Telling
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity
from bot.text import clean_line, clean_text, shorten

CONFIDENCE = "checkins.answer.confidence"
PROGRESS = "checkins.answer.progress"
WHY = "checkins.answer.why"
WORDS = "checkins.answer.words"
ABOUT = "checkins.answer.about"
MARKS = "checkins.answer.marks"
READERS = "checkins.answer.readers"
TEAM = "team:"  # begins the choice of a team
PRIVATE, CHANGE = "private", "change"
ALL_OF_IT = 100
NO_PERCENT = "Write a number from 0 to 100, such as 60. Leave it empty when there is nothing to count."
LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class AnswerStage:
    """What travels with *Add more*; its ids are re-authorised.

    Args:
        goal_id: None for words beside one's own goals.
        team_id: who reads those, where it is known.
        question: as it was asked.
    """

    prompt_id: UUID
    goal_id: UUID | None = None
    question: str = ""
    team_id: UUID | None = None


STAGES = Carried(AnswerStage)


def entered(form: FormState, stage: AnswerStage) -> Telling:
    """What was entered.

    Raises:
        Invalid: the progress is no percentage.
    """
    looks = form.chosen(CONFIDENCE)
    goal_id, team_id = _about(form.chosen(ABOUT) or "", stage)
    words = shorten(clean_text(form.text(WORDS)), WORDS_MOST)
    return Telling(
        goal_id=goal_id,
        confidence=Confidence(looks) if looks in set(Confidence) else None,
        progress=_percent(form.text(PROGRESS)),
        why=shorten(clean_line(form.text(WHY)), WHY_MOST),
        question=stage.question if words else "",
        words=words,
        is_private=PRIVATE in form.checked(READERS),
        wants_change=CHANGE in form.checked(MARKS),
        team_id=team_id,
    )


def away_until(form: FormState) -> date:
    """The day on which somebody is back.

    Raises:
        Invalid: none was chosen.
    """
    back = day_in(form)
    if back is None:
        raise Invalid(Field.AWAY_UNTIL, "Choose the day on which you are back.")
    return back


def about_team(team_id: UUID) -> str:
    """The choice of a team's work as a whole in the menu of what words are about; goals are chosen by their ids."""
    return f"{TEAM}{team_id}"


def _about(chosen: str, stage: AnswerStage) -> tuple[UUID | None, UUID | None]:
    """The goal that it is about, or the team whose work it is about."""
    if stage.goal_id is not None or not chosen:
        return stage.goal_id, stage.team_id
    if chosen.startswith(TEAM):
        return None, identity(chosen.removeprefix(TEAM))
    return identity(chosen), None


def _percent(typed: str) -> int | None:
    number = clean_line(typed).removesuffix("%").strip()
    if not number:
        return None
    if (
        not (number.isascii() and number.isdecimal())
        or len(number) > LONGEST_NUMBER
        or int(number) > ALL_OF_IT
    ):
        raise Invalid(PROGRESS, NO_PERCENT)
    return int(number)
