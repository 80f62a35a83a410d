"""A message's mrkdwn as the plain words that people read in it, to be put into a form or kept."""

import re
from collections.abc import Mapping

REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
ENTITIES = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
)  # the three that Slack escapes; & last, as it came first


def people_in(text: str) -> tuple[str, ...]:
    """The Slack user ids that a message mentions, each once."""
    return tuple(dict.fromkeys(PERSON.findall(text)))


def plain_words(text: str, names: Mapping[str, str]) -> str:
    """The message as people read it: names for mentions, no markup around links, nothing escaped.

    Args:
        text: a message's text, as Slack sends it.
        names: people's names by Slack user id; somebody unknown stays an id.
    """
    words = REFERENCE.sub(lambda found: _read(names, *found.groups(default="")), text)
    for entity, char in ENTITIES:
        words = words.replace(entity, char)
    return words


def _read(names: Mapping[str, str], sign: str, target: str, label: str) -> str:
    match sign:
        case "@":
            return f"@{names.get(target) or label or target}"
        case "#":
            return f"#{label or target}"
        case "!":
            return label or f"@{target.split('^', maxsplit=1)[0]}"
        case _:
            address = target.removeprefix("mailto:")
            return f"{label} ({target})" if label and label not in {target, address} else label or target
