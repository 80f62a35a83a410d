"""Fields of a form: words, choices, people, a channel, a day and a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

import slackblocks as sb

from bot.slack.fitting import fitted
from bot.slack.kit import SECTION, Block
from bot.slack.pieces import OPTION, PLACEHOLDER, action_of, field, option, plain


def line_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    placeholder: str = "",
    hint: str = "",
    most: int | None = 300,
    optional: bool = False,
    paragraph: bool = False,
    focus: bool = False,
) -> Block:
    """A text field; `most` is its longest length in characters (Slack's own limit: 3,000).

    Without `most` Slack counts nothing down beside it: for what is checked by more than its length, as a number is.
    """
    element = sb.PlainTextInput(
        action_id=action_of(block_id),
        initial_value=fitted(initial, most or SECTION) if initial else None,
        multiline=paragraph,
        max_length=most,
        placeholder=plain(placeholder, PLACEHOLDER) if placeholder else None,
        focus_on_load=focus,
    )
    return field(block_id, label, element, hint=hint, optional=optional)


def choice_input(
    block_id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    initial: str | None = None,
    optional: bool = False,
) -> Block:
    """A menu to choose one from, each choice (label, value)."""
    options = [option(label, value) for label, value in choices]
    first = next(
        (shown for (_, value), shown in zip(choices, options, strict=True) if value == initial), None
    )
    return field(
        block_id,
        label,
        sb.StaticSelectMenu(action_of(block_id), options, initial_option=first),
        optional=optional,
    )


def grouped_choice_input(
    block_id: str,
    label: str,
    groups: Mapping[str, Sequence[tuple[str, str]]],
    *,
    initial: str | None = None,
    hint: str = "",
    optional: bool = False,
) -> Block:
    """A menu to choose one from, in at most a hundred groups of at most a hundred choices, each (label, value)."""
    options = [option(*choice) for choices in groups.values() for choice in choices]
    chosen = next((one for one in options if one.value == initial), None)
    menu = sb.StaticSelectMenu(
        action_of(block_id),
        option_groups=[
            sb.OptionGroup(plain(name, OPTION), [option(*choice) for choice in choices])
            for name, choices in groups.items()
        ],
    )
    menu.initial_option = (
        chosen  # set late: slackblocks asks for a whole group here, where Slack wants an option
    )
    return field(block_id, label, menu, hint=hint, optional=optional)


def choices_input(
    block_id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    initial: Sequence[str] = (),
    optional: bool = True,
) -> Block:
    """A menu to choose several from, at most a hundred, each choice (label, value)."""
    options = [option(label, value) for label, value in choices]
    chosen = [shown for (_, value), shown in zip(choices, options, strict=True) if value in initial]
    menu = sb.StaticMultiSelectMenu(action_of(block_id), options, initial_options=chosen or None)
    return field(block_id, label, menu, optional=optional)


def checkbox_input(
    block_id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    checked: frozenset[str] = frozenset(),
    optional: bool = True,
) -> Block:
    """Boxes to tick, at most ten, each (label, value); one at least unless it is optional."""
    options = [option(label, value) for label, value in choices]
    ticked = [shown for (_, value), shown in zip(choices, options, strict=True) if value in checked]
    boxes = sb.CheckboxGroup(action_of(block_id), options, ticked or None)
    return field(block_id, label, boxes, optional=optional)


def person_input(
    block_id: str, label: str, *, initial: str | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A menu of the workspace's people; it also offers bots and guests, so check who was chosen."""
    menu = sb.UserSelectMenu(action_of(block_id), initial_user=initial)
    return field(block_id, label, menu, hint=hint, optional=optional)


def people_input(
    block_id: str, label: str, *, initial: Sequence[str] = (), hint: str = "", optional: bool = False
) -> Block:
    """Like person_input, for several people."""
    menu = sb.UserMultiSelectMenu(action_of(block_id), initial_users=list(initial) or None)
    return field(block_id, label, menu, hint=hint, optional=optional)


def channel_input(block_id: str, label: str, *, hint: str = "") -> Block:
    """A menu of the channels that the person can see, private ones too; check which was chosen."""
    seen = sb.ConversationFilter(include=["public", "private"])
    return field(block_id, label, sb.ConversationSelectMenu(action_of(block_id), filter=seen), hint=hint)


def date_input(
    block_id: str, label: str, *, initial: str | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A calendar day, without a zone; read it in the person's own."""
    return field(
        block_id,
        label,
        sb.DatePicker(action_of(block_id), initial_date=initial),
        hint=hint,
        optional=optional,
    )


def time_input(
    block_id: str, label: str, *, initial: time | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A time of day, without a zone: say in the label or hint whose clock it is."""
    shown = f"{initial:%H:%M}" if initial is not None else None
    picker = sb.TimePicker(action_of(block_id), initial_time=shown)
    return field(block_id, label, picker, hint=hint, optional=optional)


def moment_input(
    block_id: str, label: str, *, initial: datetime | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A day and a time of day, which Slack shows and takes in the reader's own zone."""
    at = int(initial.timestamp()) if initial is not None else None
    picker = sb.DateTimePicker(action_of(block_id), initial_datetime=at)
    return field(block_id, label, picker, hint=hint, optional=optional)
