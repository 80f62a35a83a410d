"""What stands in a message or a modal: its words, its buttons and menus."""

import json
from collections.abc import Mapping

from bot.delivery.values import Json
from bot.slack.payloads import list_at, text_at


def says(message: Json, words: str) -> bool:
    """Whether the words stand anywhere in the message."""
    return words in words_of(message)


def words_of(message: Json) -> str:
    """All of a message, to look for words in."""
    return json.dumps([message.get("text"), message.get("blocks")], ensure_ascii=False)


def action_id_of(shown: Json, label: str) -> str:
    """The action id of the button with this label."""
    found = {
        text_at(element, "text", "text"): text_at(element, "action_id") for element in elements_of(shown)
    }
    assert label in found, f"no {label!r} among {sorted(found)}"
    return found[label]


def value_of(shown: Json, label: str) -> str:
    """What the button with this label carries."""
    return next(
        text_at(element, "value")
        for element in elements_of(shown)
        if text_at(element, "text", "text") == label
    )


def labels_of(shown: Json) -> set[str]:
    """The labels of all buttons."""
    return {
        text_at(element, "text", "text")
        for element in elements_of(shown)
        if text_at(element, "type") == "button"
    }


def choices_of(shown: Json) -> set[str]:
    """The labels of all lines of its ⋯ menus."""
    options = [option for menu in elements_of(shown) for option in list_at(menu, "options")]
    return {text_at(option, "text", "text") for option in options}


def elements_of(shown: Json) -> list[Mapping[str, object]]:
    """All buttons and menus."""
    blocks = list_at(shown, "blocks")
    beside = [block["accessory"] for block in blocks if isinstance(block.get("accessory"), Mapping)]
    rows = [element for block in blocks for element in list_at(block, "elements")]
    return [*rows, *(element for element in beside if isinstance(element, Mapping))]
