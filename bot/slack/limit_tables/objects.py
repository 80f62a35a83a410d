"""Limits of Block Kit's composition objects: texts, options, confirmations, filters, files."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.slack.limit_tables.problem import Place, as_list, as_object, entries
from bot.slack.limit_tables.specs import Choice, Finding, Is, Items, Rule, Shape, Spec, Typed, Words

BOOLEAN = Is("boolean")
STRING = Is("string")
STYLE = Choice(frozenset({"primary", "danger"}))


def texts(name: str, most: int) -> dict[str, Shape]:
    """Return the two kinds of text object, holding at most `most` characters."""
    words = Words(name, most)
    return {
        "plain_text": Shape({"text": words, "emoji": BOOLEAN}, ("text",)),
        "mrkdwn": Shape({"text": words, "verbatim": BOOLEAN}, ("text",)),
    }


def text(name: str, most: int) -> Typed:
    """Return a text object of either kind; "<name>-length" is its rule."""
    return Typed("text", texts(name, most))


def plain(name: str, most: int) -> Typed:
    """Return a text object that must be plain_text; "<name>-length" is its rule."""
    return Typed("text", {"plain_text": texts(name, most)["plain_text"]}, frozenset({"mrkdwn"}))


def exactly_one(*keys: str) -> Rule:
    """Return a rule: one of the keys is there, and only one."""

    def check(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
        if sum(key in owner for key in keys) != 1:
            yield at, f"Must have exactly one of {', '.join(keys)}."

    return check


def at_least_one(*keys: str) -> Rule:
    """Return a rule: one or more of the keys are there."""

    def check(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
        if not any(key in owner for key in keys):
            yield at, f"Must have at least one of {', '.join(keys)}."

    return check


def initial_option_offered(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find preselected options that are not, to the letter, among the offered ones (text, value, description)."""
    groups = [group for group, _ in entries(owner, "option_groups", at)]
    offered = list(chain.from_iterable(as_list(as_object(held).get("options")) for held in (owner, *groups)))
    chosen = [(at.child("initial_option"), owner["initial_option"])] if "initial_option" in owner else []
    chosen += [(place, item) for item, place in entries(owner, "initial_options", at)]
    for place, option in chosen:
        if option not in offered:
            yield place, "Must equal one of the offered options exactly."


CONFIRM = Shape(
    {
        "title": plain("confirm-title", 100),
        "text": text("confirm-text", 300),
        "confirm": plain("confirm-confirm", 30),
        "deny": plain("confirm-deny", 30),
        "style": STYLE,
    },
    ("title", "text", "confirm", "deny"),
)

PLACEHOLDER = plain("placeholder", 150)
OPTION_VALUE = Words("option-value", 150)
OPTION_URL = Words("option-url", 3000)

SELECT_OPTION = Shape(
    {"text": plain("option-text", 75), "value": OPTION_VALUE, "description": plain("option-description", 75)},
    ("text", "value"),
)
BOX_OPTION = Shape(
    {"text": text("option-text", 75), "value": OPTION_VALUE, "description": text("option-description", 75)},
    ("text", "value"),
)
OVERFLOW_OPTION = Shape({**SELECT_OPTION.keys, "url": OPTION_URL}, ("text", "value"))

OPTION_GROUP = Shape(
    {"label": plain("option-group-label", 75), "options": Items("option-group-options", 100, SELECT_OPTION)},
    ("label", "options"),
)

DISPATCH_CONFIG = Shape(
    {
        "trigger_actions_on": Items(
            "trigger-actions", 2, Choice(frozenset({"on_enter_pressed", "on_character_entered"}))
        )
    },
    ("trigger_actions_on",),
)

CONVERSATION_FILTER = Shape(
    {
        "include": Items("filter-include", 4, Choice(frozenset({"im", "mpim", "private", "public"}))),
        "exclude_external_shared_channels": BOOLEAN,
        "exclude_bot_users": BOOLEAN,
    },
    also={"filter-empty": at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users")},
)

SLACK_FILE = Shape({"id": STRING, "url": STRING}, also={"slack-file-source": exactly_one("id", "url")})

IMAGE_SOURCE: Mapping[str, Spec] = {
    "image_url": Words("image-url", 3000),
    "slack_file": SLACK_FILE,
    "alt_text": Words("image-alt-text", 2000),
}
IMAGE_RULES: Mapping[str, Rule] = {"image-source": exactly_one("image_url", "slack_file")}
