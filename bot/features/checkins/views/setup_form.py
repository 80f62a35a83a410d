"""The form of a check-in: when, who, which questions; and what is done to it at once."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from bot.clock.recurrence import WEEKDAYS
from bot.delivery.values import Json
from bot.features.cadences.values import ZonePolicy
from bot.features.cadences.views import Question, hand
from bot.features.checkins.forms.setup import MOST_WEEKS, STAGES, Stage
from bot.features.checkins.rules.prompts import QUESTIONS
from bot.features.checkins.rules.setup import default_draft, draft_from
from bot.features.checkins.values.setup import (
    OWN_QUESTIONS_MOST,
    QUESTION_MOST,
    CheckinView,
    Field,
    SetupDraft,
    Who,
    ZonePreview,
)
from bot.features.checkins.views import setup_ids as ids
from bot.features.checkins.views.setup_parts import WHAT_IT_IS, previewed, state_of
from bot.slack import fields, kit
from bot.slack.kit import Block, markup

WEEKS = ("Every week", "Every second week", "Every third week", "Every fourth week")
ZONE_CHOICES = (
    ("Each person's own time zone", ZonePolicy.OWN),
    ("The team's time zone, for everybody", ZonePolicy.TEAM),
)
WHO_CHOICES = (
    ("People who drive a goal", Who.DRIVERS),
    ("All members of the team", Who.MEMBERS),
    ("People I choose below", Who.CHOSEN),
)
STOPPING = Question(
    "Stop this check-in?",
    "Nobody is asked any more. What was said stays on record. To take a break, pause it instead.",
)


def setup_modal(
    stage: Stage,
    draft: SetupDraft,
    *,
    checkin: CheckinView | None = None,
    preview: Sequence[ZonePreview] | None = None,
    problem: str = "",
) -> Json:
    """The form of a check-in; blocks keep their ids, so what was typed stays.

    Args:
        checkin: the one that is changed, None for a new one.
        preview: what *Preview* found, None before it was pressed.
        problem: why there is nothing to preview; it stands where the preview would, in sight of who pressed.
    """
    blocks = [
        *((kit.section(state_of(checkin)),) if checkin else (kit.section(WHAT_IT_IS),)),
        *_when(draft),
        *_who(draft),
        *_questions(draft),
        *(previewed(draft.zones, draft.who, preview) if preview is not None else ()),
        *((kit.section(markup(":warning: {problem}", problem=problem)),) if problem else ()),
        kit.actions(kit.button("Preview", ids.PREVIEW)),
        *((kit.divider(), _hand(checkin)) if checkin else ()),
    ]
    carried = STAGES.write(replace(stage, is_warned=bool(problem)))
    title = "Change this check-in" if checkin else "New check-in"
    return kit.modal(title, blocks, callback_id=ids.SUBMIT, submit="Save", carried=carried)


def new_form(team_id: UUID) -> Json:
    """The form as it opens for a new check-in."""
    return setup_modal(Stage(team_id=team_id), default_draft(team_id))


def form_of(checkin: CheckinView) -> Json:
    """The form as it opens for a check-in that exists."""
    cadence = checkin.cadence
    stage = Stage(team_id=cadence.team_id, cadence_id=cadence.id, version=cadence.version)
    return setup_modal(stage, draft_from(checkin.setup), checkin=checkin)


def _when(draft: SetupDraft) -> tuple[Block, ...]:
    days = [(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    checked = frozenset(map(str, draft.weekdays))
    weeks = [(words, str(number)) for number, words in enumerate(WEEKS[:MOST_WEEKS], start=1)]
    return (
        fields.checkbox_input(Field.WEEKDAYS, "On which days?", days, checked=checked, optional=False),
        fields.choice_input(Field.EVERY, "How often?", weeks, initial=str(draft.every)),
        fields.time_input(Field.AT, "At what time?", initial=draft.at),
        fields.choice_input(Field.ZONES, "By whose clock?", ZONE_CHOICES, initial=draft.zones),
    )


def _who(draft: SetupDraft) -> tuple[Block, ...]:
    return (
        fields.choice_input(Field.WHO, "Who takes part?", WHO_CHOICES, initial=draft.who),
        fields.people_input(
            Field.PEOPLE,
            "Chosen people",
            initial=draft.chosen,
            hint="Only when you choose people by name; they must be members of the team.",
            optional=True,
        ),
    )


def _questions(draft: SetupDraft) -> tuple[Block, ...]:
    asked = draft.questions or QUESTIONS
    usual = [(words, str(number)) for number, words in enumerate(QUESTIONS)]
    checked = frozenset(number for words, number in usual if words in asked)
    own = "\n".join(words for words in asked if words not in QUESTIONS)
    return (
        fields.checkbox_input(Field.QUESTIONS, "Which open questions take turns?", usual, checked=checked),
        fields.line_input(
            Field.OWN_QUESTIONS,
            "Questions of your own",
            initial=own,
            placeholder="What did a neighbour thank us for?",
            hint=f"One a line, at most {OWN_QUESTIONS_MOST}. Without any question the four above take turns.",
            most=OWN_QUESTIONS_MOST * (QUESTION_MOST + 1),
            optional=True,
            paragraph=True,
        ),
    )


def _hand(checkin: CheckinView) -> Block:
    taking = hand(checkin.cadence, ids.HAND, STOPPING, next_day=checkin.next_day, left_out=checkin.left_out)
    return kit.actions(*taking, kit.button("All check-ins", ids.BACK, str(checkin.cadence.team_id)))
