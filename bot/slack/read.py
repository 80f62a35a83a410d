"""Payloads to visits: which fields of Slack's JSON a door is handed."""

from collections.abc import Mapping

from bot.db.database import Edge
from bot.slack.menus import MENU, door_of
from bot.slack.payloads import form_state, list_at, mapping_at, text_at
from bot.slack.visits import Command, Happening, Press, Shortcut, Submission

CHOICES = (("value",), ("selected_option", "value"), ("selected_user",), ("selected_date",))


def command(body: Mapping[str, object], edge: Edge) -> Command:
    """A slash command; its first word is the verb, in lower case."""
    verb, rest = [*text_at(body, "text").split(maxsplit=1), "", ""][:2]
    return Command(
        edge=edge,
        user=text_at(body, "user_id"),
        channel=text_at(body, "channel_id"),
        channel_name=text_at(body, "channel_name"),
        verb=verb.lower(),
        rest=rest.strip(),
    )


def action_of(body: Mapping[str, object]) -> str:
    """The pressed element's action id."""
    actions = list_at(body, "actions")
    return text_at(actions[0], "action_id") if actions else ""


def press(body: Mapping[str, object], edge: Edge) -> tuple[str, Press]:
    """A block action: its action id, and the visit; a choice from a ⋯ menu is a press on what it stands for."""
    action = (list_at(body, "actions") or [{}])[0]
    action_id = text_at(action, "action_id")
    value = next((found for path in CHOICES if (found := text_at(action, *path))), "")
    if action_id == MENU:
        action_id, value = door_of(value)
    visit = Press(
        edge=edge,
        user=text_at(body, "user", "id"),
        value=value,
        channel=text_at(body, "container", "channel_id") or text_at(body, "channel", "id"),
        message_ts=text_at(body, "container", "message_ts"),
        form=form_state(mapping_at(body, "view")),
        carried=text_at(body, "view", "private_metadata"),
    )
    return action_id, visit


def submission(body: Mapping[str, object], edge: Edge) -> Submission:
    """A submitted modal."""
    return Submission(
        edge=edge,
        user=text_at(body, "user", "id"),
        view_id=text_at(body, "view", "id"),
        form=form_state(mapping_at(body, "view")),
        carried=text_at(body, "view", "private_metadata"),
    )


def shortcut(body: Mapping[str, object], edge: Edge) -> Shortcut:
    """A message shortcut, or a global one, which has no message."""
    return Shortcut(
        edge=edge,
        user=text_at(body, "user", "id"),
        channel=text_at(body, "channel", "id"),
        message_ts=text_at(body, "message", "ts"),
        thread_ts=text_at(body, "message", "thread_ts"),
        text=text_at(body, "message", "text"),
        author=text_at(body, "message", "user"),
    )


def happening(body: Mapping[str, object], edge: Edge) -> Happening:
    """An event of the Events API."""
    return Happening(edge=edge, user=text_at(body, "event", "user"), event=mapping_at(body, "event"))
