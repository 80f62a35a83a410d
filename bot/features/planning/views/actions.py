"""How an action looks, and the forms around it."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.delivery.values import Json, Message
from bot.features.planning.forms.actions import ACTIONS, ActionStage
from bot.features.planning.values.actions import TEXT_MOST, ActionState, ActionView, Field
from bot.features.planning.values.days import SaidBack
from bot.features.planning.views.days import day_fields
from bot.slack import fields, kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words

DONE = "planning.action.done"
REOPEN = "planning.action.reopen"
OPEN_MOVE = "planning.action.open_move"
OPEN_HAND_OVER = "planning.action.open_hand_over"
DROP = "planning.action.drop"
TAKE_ON = "planning.action.take_on"
MOVE_FORM = "planning.move.submit"
HAND_OVER_FORM = "planning.hand_over.submit"
MARKS = {
    ActionState.OPEN: "arrow_right",
    ActionState.DONE: "white_check_mark",
    ActionState.DROPPED: "wastebasket",
}


def action_card(action: ActionView) -> Message:
    """The reply that stands for an action, with what can be done about it."""
    said = action_line(action)
    return kit.message(said, kit.section(said), kit.actions(*action_buttons(action)))


def action_given(action: ActionView, channel: str) -> Message:
    """Told privately to whom a colleague gave an action; it stays true when the action changes."""
    asked = markup(
        "An action in {channel} is yours now; {who} put it on record.",
        channel=kit.channel_name(channel),
        who=kit.mention(action.made_by),
    )
    said = action_line(action)
    blocks = (kit.section(kit.lines([asked, said])), kit.actions(*action_buttons(action)))
    return kit.message(kit.lines([asked, said]), *blocks)


def action_buttons(action: ActionView) -> tuple[Element, ...]:
    """*Take it on* while nobody has, *Done*, *New date*, *Hand over* and *Let go* while it is open; then *Open again*."""
    if not action.is_open:
        return (kit.button("Open again", REOPEN, str(action.id)),)
    take = () if action.owner else (kit.button("Take it on", TAKE_ON, str(action.id)),)
    return (
        *take,
        kit.button("Done", DONE, str(action.id), primary=True),
        kit.button("New date", OPEN_MOVE, str(action.id)),
        kit.button("Hand over", OPEN_HAND_OVER, str(action.id)),
        kit.button("Let go", DROP, str(action.id)),
    )


def action_line(action: ActionView) -> Markup:
    """An action on one line: what, who, by when, and whether it is done."""
    said = markup(":{mark}: *{text}*", mark=MARKS[action.state], text=action.text)
    return kit.joined(" · ", [said, *_whose(action)])


def action_fields(said: SaidBack | None = None) -> Sequence[Block]:
    """The fields of *Add action*, for a form of this room or of one above.

    Args:
        said: the day that was said back.
    """
    return (
        fields.line_input(
            Field.TEXT,
            "What is to be done?",
            placeholder="Ask three newcomers what they missed in their first week",
            most=TEXT_MOST,
        ),
        _owner_field("A member of this team; empty until somebody does.", optional=True),
        *_due_fields(None, said),
    )


def move_modal(action: ActionView, said: SaidBack | None = None) -> Json:
    """Another day for an action.

    Args:
        said: the day that was said back.
    """
    return kit.modal(
        "New date",
        [kit.section(action_line(action)), *_due_fields(action.due, said)],
        callback_id=MOVE_FORM,
        submit="Save",
        close="Cancel",
        carried=ACTIONS.write(ActionStage(action.id, said)),
    )


def hand_over_modal(action: ActionView) -> Json:
    """Somebody else for an action."""
    return kit.modal(
        "Hand over",
        [
            kit.section(action_line(action)),
            _owner_field("A member of this team. Unless it is you, they hear of it."),
        ],
        callback_id=HAND_OVER_FORM,
        submit="Hand over",
        close="Cancel",
        carried=str(action.id),
    )


def handed_over(action: ActionView) -> Json:
    """What is shown when the same action is handed over again by the same form."""
    return kit.modal("Hand over", [kit.section(action_line(action))], callback_id=HAND_OVER_FORM)


def moved(action: ActionView) -> Json:
    """What is shown when the same new date is submitted again."""
    return kit.modal("New date", [kit.section(action_line(action))], callback_id=MOVE_FORM)


def _owner_field(hint: str, *, optional: bool = False) -> Block:
    return fields.person_input(Field.OWNER, "Who takes it on?", hint=hint, optional=optional)


def _due_fields(due: date | None, said: SaidBack | None) -> Sequence[Block]:
    return day_fields(Field.DUE_IN_WORDS, Field.DUE, "By when?", day=due, said=said)


def _whose(action: ActionView) -> Iterable[Markup]:
    """Whose it is, and by when; of one that is over, what became of it."""
    owner = kit.mention(action.owner) if action.owner else None
    match action.state:
        case ActionState.DONE:
            yield markup("done by {owner}", owner=owner) if owner else markup("done")
        case ActionState.DROPPED:
            yield from [owner] if owner else []
            yield markup("let go")
        case ActionState.OPEN:
            yield owner or markup("nobody has taken it on yet")
            day = day_in_words(action.due, year_of=action.made_at) if action.due else ""
            yield markup("by {day}", day=day) if day else markup("no date")
