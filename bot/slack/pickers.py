"""Fields for a moment, a time of day and for one choice out of more than a hundred; a menu that stands beside a text."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

import slackblocks as sb

from bot.slack.kit import Block
from bot.slack.pieces import OPTION, action_of, field, option, plain

PLACEHOLDER = 150  # Slack's limit, in characters


def menu(action_id: str, placeholder: str, choices: Sequence[tuple[str, str]]) -> sb.Element:
    """A menu of at most a hundred choices, each (label, value), that acts at once when one is chosen."""
    options = [option(label, value) for label, value in choices]
    return sb.StaticSelectMenu(action_id, options, placeholder=plain(placeholder, PLACEHOLDER))


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


def channel_input(block_id: str, label: str, *, hint: str = "") -> Block:
    """A menu of the channels that the person can see, private ones too; check which was chosen."""
    seen = sb.ConversationFilter(include=["public", "private"])
    return field(block_id, label, sb.ConversationSelectMenu(action_of(block_id), filter=seen), hint=hint)
