"""Builds the small payloads that the rows of the limits table differ in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.slack.limits import Problem, manifest_problems, message_problems, view_problems

Json = dict[str, object]


@dataclass(frozen=True)
class Row:
    """One rule: a payload at the limit, and the same payload just over it."""

    rule: str
    door: Callable[[Mapping[str, object]], list[Problem]]
    accepted: Json
    refused: Json


def plain(text: str = "ok") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "ok") -> Json:
    return {"type": "mrkdwn", "text": text}


def message(*blocks: Json, **keys: object) -> Json:
    return {"text": "ok", "blocks": list(blocks), **keys}


def modal(*blocks: Json, **keys: object) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **keys}


def home(*blocks: Json, **keys: object) -> Json:
    return {"type": "home", "blocks": list(blocks), **keys}


def section(text: str = "ok", **keys: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **keys}


def option(text: str = "ok", **keys: object) -> Json:
    return {"text": plain(text), "value": "v", **keys}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def button(**keys: object) -> Json:
    return {"type": "button", "text": plain(), **keys}


def select(**keys: object) -> Json:
    return {"type": "static_select", "options": options(2), **keys}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asked(element: Json, **keys: object) -> Json:
    return {"type": "input", "label": plain(), "element": element, **keys}


def in_message(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about a block, shown in a message."""
    return Row(rule, message_problems, message(accepted), message(refused))


def in_modal(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about a block, shown in a modal."""
    return Row(rule, view_problems, modal(accepted), modal(refused))


def of_action(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about an element of an actions block."""
    return in_message(rule, actions(accepted), actions(refused))


def of_input(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about the element of an input block."""
    return in_modal(rule, asked(accepted), asked(refused))


def of_message(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about a whole message."""
    return Row(rule, message_problems, accepted, refused)


def of_view(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about a whole view."""
    return Row(rule, view_problems, accepted, refused)


def of_manifest(rule: str, accepted: Json, refused: Json) -> Row:
    """A rule about a manifest with a valid name."""
    named: Json = {"display_information": {"name": "Cairn"}}
    return Row(rule, manifest_problems, named | accepted, named | refused)
