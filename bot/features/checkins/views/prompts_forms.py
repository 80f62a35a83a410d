"""*Add more* and *I'm away until …* as modals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bot.delivery.values import Json
from bot.features.attention.values import Field
from bot.features.checkins.forms import prompts as forms
from bot.features.checkins.rules.prompts import fell
from bot.features.checkins.values.prompts import WHY_MOST, WORDS_MOST, AnswerView, Confidence, LastWord
from bot.features.checkins.views import prompts_ids as ids
from bot.features.checkins.views.prompts_words import SIGN, WORD, given, last_word
from bot.features.goals.values import GoalView
from bot.features.indicators.values import IndicatorView
from bot.features.indicators.views.readings import value_input
from bot.slack import fields, kit
from bot.slack.kit import Block, markup

ONLY_DRIVER = "Only me, who drives this goal"
ONLY_READERS = "Only the goal's driver and me; what is about no goal, only me"
READ_BY_DRIVER = (
    "Without the tick your team reads this {where}. With it nobody but you reads it, and "
    "you count as having answered all the same."
)
READ_BY_READERS = (
    "Without the tick the team reads this {where}. With it only whoever drives the goal "
    "and you read it, or only you where it is about no goal; you count as having answered all the same."
)
IN_TIME = "in its digest and among its stories"
TOO_LATE = "among its stories: for the digest it comes too late"
NUMBERS = markup("These numbers are the goal's readings of today: the team sees them, without your name.")
LISTED = 100  # Slack's limit of a menu


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """What *Add more* begins with.

    Args:
        goal: None for words beside one's own goals.
        answer: what was said so far on this occasion.
        last: what was said before, whose progress the number begins with.
        others: goals that words may be about.
        teams: the names of the teams that ask together, if there are several.
        measured: the goal's indicators, which say how far it is along.
        drives: whether who fills it in drives the goal.
        is_late: whether the digest takes it in no more.
    """

    stage: forms.AnswerStage
    goal: GoalView | None = None
    answer: AnswerView | None = None
    last: LastWord | None = None
    others: Sequence[GoalView] = ()
    teams: Mapping[UUID, str] = field(default_factory=dict)
    measured: Sequence[IndicatorView] = ()
    drives: bool = False
    is_late: bool = False


def answer_modal(form: AnswerForm) -> Json:
    """The form, for a goal or beside one's goals."""
    blocks = _of_goal(form, form.goal) if form.goal else _beside(form)
    return kit.modal(
        "Your check-in",
        blocks,
        callback_id=ids.SUBMIT_ANSWER,
        submit="Save",
        close="Cancel",
        carried=forms.STAGES.write(form.stage),
    )


def saved() -> Json:
    """The same form came again."""
    return kit.modal(
        "Your check-in",
        [kit.section(markup("That is saved; you find it in your check-in."))],
        callback_id=ids.SUBMIT_ANSWER,
    )


def away_modal(prompt_id: str, tomorrow: date) -> Json:
    """Until when?"""
    blocks = [
        fields.date_input(Field.AWAY_UNTIL, "When are you back?", initial=tomorrow.isoformat()),
        kit.context(
            markup("Until that day nothing arrives from me. `/cairn settings` shows it and changes it.")
        ),
    ]
    return kit.modal(
        "Away", blocks, callback_id=ids.SUBMIT_AWAY, submit="Save", close="Cancel", carried=prompt_id
    )


def _of_goal(form: AnswerForm, goal: GoalView) -> list[Block]:
    answer = form.answer
    has_fallen = answer is not None and fell(answer.before, answer.confidence)
    named = markup("*#{number} {title}*", number=goal.number, title=goal.title)
    stands = given(answer, 0, drives=form.drives) if answer else last_word(form.last)
    return [
        kit.section(kit.lines([named, stands] if stands else [named])),
        fields.choice_input(
            forms.CONFIDENCE,
            "How does it look?",
            [(f"{SIGN[one]} {WORD[one].capitalize()}", str(one)) for one in Confidence],
            initial=answer.confidence if answer else None,
            optional=True,
        ),
        *_how_far(form),
        *(_why(answer) if has_fallen or (answer and answer.why) else ()),
        _words(form),
        _wishes(form),
        *_readers(form),
        *_read_by(form),
    ]


def _how_far(form: AnswerForm) -> list[Block]:
    """What each indicator shows; without any, a number that its driver estimates."""
    if form.measured:
        return [*map(value_input, form.measured), kit.context(NUMBERS)]
    progress = form.answer.progress if form.answer else None
    if progress is None and form.last is not None:
        progress = form.last.progress
    return [
        fields.line_input(
            forms.PROGRESS,
            "How far along, in percent?",
            initial="" if progress is None else str(progress),
            placeholder="60",
            most=None,
            optional=True,
        )
    ]


def _why(answer: AnswerView | None) -> tuple[Block, ...]:
    why = answer.why if answer else ""
    return (
        fields.line_input(
            forms.WHY, "What made you less confident?", initial=why, most=WHY_MOST, optional=True
        ),
    )


def _beside(form: AnswerForm) -> list[Block]:
    reader = form.stage.team_id
    wholes = (
        [] if reader else [(_as_a_whole(name), forms.about_team(one)) for one, name in form.teams.items()]
    )
    listed = [*wholes, *((_named(form, goal), str(goal.id)) for goal in form.others)][:LISTED]
    label = "What are they about? Only that team reads them." if wholes else "About which goal?"
    about = [fields.choice_input(forms.ABOUT, label, listed, optional=not wholes)] if listed else []
    return [_words(form), *about, *_readers(form), *_read_by(form)]


def _as_a_whole(team: str) -> str:
    return f"The work of {team} as a whole"


def _named(form: AnswerForm, goal: GoalView) -> str:
    """The goal, with its team where several ask: the same number may be another goal there."""
    named = f"#{goal.number} {goal.title}"
    team = "" if form.stage.team_id else form.teams.get(goal.team_id)
    return f"{team} {named}" if team else named


def _read_by(form: AnswerForm) -> tuple[Block, ...]:
    """Which of several teams reads it."""
    reader = form.goal.team_id if form.goal else form.stage.team_id
    if reader is None or reader not in form.teams:
        return ()
    return (
        kit.context(
            markup(
                "{team} reads this {where}, and no other team.",
                team=form.teams[reader],
                where="among its stories" if form.is_late else "in its digest",
            )
        ),
    )


def _words(form: AnswerForm) -> Block:
    return fields.line_input(
        forms.WORDS,
        form.stage.question or "In your words",
        initial=form.answer.words if form.answer else "",
        most=WORDS_MOST,
        optional=True,
        paragraph=True,
    )


def _wishes(form: AnswerForm) -> Block:
    ticked = [forms.CHANGE] if form.answer and form.answer.wants_change else []
    choices = [("This goal needs changing", forms.CHANGE)]
    return fields.checkbox_input(forms.MARKS, "Anything else?", choices, checked=frozenset(ticked))


def _readers(form: AnswerForm) -> tuple[Block, ...]:
    """Whose eyes it is for, and what that means."""
    ticked = [forms.PRIVATE] if form.answer and form.answer.is_private else []
    read_by = READ_BY_DRIVER if form.drives else READ_BY_READERS
    choices = [(ONLY_DRIVER if form.drives else ONLY_READERS, forms.PRIVATE)]
    return (
        fields.checkbox_input(forms.READERS, "Who reads this?", choices, checked=frozenset(ticked)),
        kit.context(markup(read_by, where=TOO_LATE if form.is_late else IN_TIME)),
    )
