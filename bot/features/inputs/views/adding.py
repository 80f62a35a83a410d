"""The forms in which somebody gives input, with what is promised, and what is said once it is kept."""

from collections.abc import Sequence

from bot.delivery.values import Json
from bot.features.inputs import forms
from bot.features.inputs.forms import AddStage, ChangeStage
from bot.features.inputs.rules import KINDS, text_field
from bot.features.inputs.values.given import TEXT_MOST, InputView, Kind
from bot.features.inputs.values.rounds import Field
from bot.features.inputs.values.shown import AddChoices, GoalNamed
from bot.features.inputs.views import ids
from bot.features.inputs.views.words import ONE
from bot.slack import fields, kit, unsigned
from bot.slack.kit import Block, Markup, markup
from bot.text import shorten, side_by_side

MINE_MOST = 50  # inputs of one's own in the form
LINE = 200  # characters of each
SIGNED = markup(
    "*Your name will stand beside this.* Nobody reads it before the round closes; then everybody in this channel can. "
    "Until then you can change it or take it back."
)
KEPT = markup("*Thank you, it is kept.* Nobody reads it before the round closes.")
KEPT_BEFORE = markup(
    "*It is kept as it read when you first sent it*, and counted. If you changed something since, *Add another* keeps "
    "that too. Nobody reads it before the round closes."
)
TAKING_BACK = ("Take it back?", "What you wrote here is deleted. This can't be undone.", "Take it back")


def add_modal(choices: AddChoices, turn: int = 0) -> Json:
    """What it is about, and a field for each question; what is promised stands above them.

    Args:
        turn: how often this window was handed in before; part of the fields' ids, so that they begin empty.
    """
    asked = choices.round
    questions = [
        _words(kind, f"{text_field(kind)}#{turn}", asked.questions[kind], optional=True) for kind in KINDS
    ]
    return kit.modal(
        "Give your input",
        [
            *(unsigned.promise() if asked.is_anonymous else (kit.section(SIGNED),)),
            _goal_menu(choices.goals, f"{Field.GOAL}#{turn}"),
            *questions,
            *_mine(choices.mine),
        ],
        callback_id=ids.SUBMIT_ADD,
        submit="Add",
        carried=forms.ADD_STAGES.write(
            AddStage(round_id=asked.id, is_anonymous=asked.is_anonymous, turn=turn)
        ),
    )


def kept(stage: AddStage, thanks: Markup = KEPT) -> Json:
    """What was written is kept, and unread."""
    again = kit.button("Add another", ids.ADD, str(stage.round_id))
    return kit.modal(
        "Added",
        [kit.section(thanks), kit.actions(again)],
        callback_id=ids.SUBMIT_ADD,
        carried=forms.ADD_STAGES.write(stage),
    )


def uncounted(stage: AddStage) -> Json:
    """The words are kept, and that this person gave some is not; handing this in does what is missing."""
    return unsigned.uncounted(ids.COUNT, forms.ADD_STAGES.write(stage))


def change_modal(choices: AddChoices, one: InputView) -> Json:
    """One's own input, to be said in other words or taken back."""
    stage = ChangeStage(round_id=one.round_id, input_id=one.id, kind=one.kind)
    question = choices.round.questions[one.kind]
    back = kit.button(
        "Take it back", ids.TAKE_BACK, str(one.id), confirm=kit.confirmation(*TAKING_BACK, no="Keep it")
    )
    return kit.modal(
        "Change your input",
        [
            _goal_menu(choices.goals, f"{Field.GOAL}#{one.id}", one),
            _words(one.kind, f"{text_field(one.kind)}#{one.id}", question, initial=one.text),
            kit.actions(back),
        ],
        callback_id=ids.SUBMIT_CHANGE,
        submit="Save",
        carried=forms.CHANGE_STAGES.write(stage),
    )


def _goal_menu(goals: Sequence[GoalNamed], block_id: str, one: InputView | None = None) -> Block:
    choices = [("No single goal", forms.NO_GOAL)]
    choices += [(f"#{goal.number} {goal.title}", str(goal.id)) for goal in goals]
    chosen = str(one.goal_id) if one and one.goal_id else forms.NO_GOAL
    return fields.choice_input(block_id, "Which goal is it about?", choices, initial=chosen)


def _words(kind: Kind, block_id: str, question: str, *, initial: str = "", optional: bool = False) -> Block:
    return fields.line_input(
        block_id,
        f"{ONE[kind]}: {question}",
        initial=initial,
        most=TEXT_MOST,
        optional=optional,
        paragraph=True,
    )


def _mine(mine: Sequence[InputView]) -> list[Block]:
    if not mine:
        return []
    rows = [
        kit.section(
            markup("{kind}: {words}", kind=ONE[one.kind], words=shorten(side_by_side(one.text), LINE)),
            accessory=kit.button("Change", ids.CHANGE, str(one.id)),
        )
        for one in mine[:MINE_MOST]
    ]
    more = len(mine) - MINE_MOST
    rest = [kit.context(markup("And {more} more.", more=more))] if more > 0 else []
    return [kit.divider(), kit.section(markup("*What you gave so far*")), *rows, *rest]
