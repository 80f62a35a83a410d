"""Limits of Block Kit's elements, and which of them each slot takes."""

import re
from collections.abc import Mapping

from bot.slack.limit_tables.objects import (
    BOOLEAN,
    BOX_OPTION,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    IMAGE_RULES,
    IMAGE_SOURCE,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    SELECT_OPTION,
    STRING,
    STYLE,
    exactly_one,
    initial_option_offered,
    plain,
    texts,
)
from bot.slack.limit_tables.problem import Surface
from bot.slack.limit_tables.specs import Choice, Is, Items, Many, Pattern, Shape, Spec, Typed, Whole, Words

ACTION_ID = Words("action-id", 255)
DATE = Pattern("initial-date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII))
TIME = Pattern("initial-time", re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII))
UNIX_SECONDS = Whole("initial-date-time", 1_000_000_000, 9_999_999_999)
LABEL = Words("accessibility-label", 75)
BUTTON_VALUE = Words("button-value", 2000)
WORKFLOW = Shape(
    {"trigger": Shape({"url": STRING, "customizable_input_parameters": Is("list")}, ("url",))}, ("trigger",)
)
VIEWERS = Items("visible-to-users", 10, STRING)
MAX_SELECTED: Mapping[str, Spec] = {"max_selected_items": Whole("max-selected-items", 1, 10_000)}
OFFER: Mapping[str, Spec] = {
    "options": Items("select-options", 100, SELECT_OPTION),
    "option_groups": Items("select-option-groups", 100, OPTION_GROUP),
}


def picker(**keys: Spec) -> Shape:
    """Return an element a person chooses with: pickers and selects."""
    shared: dict[str, Spec] = {
        "action_id": ACTION_ID,
        "placeholder": PLACEHOLDER,
        "confirm": CONFIRM,
        "focus_on_load": BOOLEAN,
    }
    return Shape({**shared, **keys})


def field(*required: str, **keys: Spec) -> Shape:
    """Return an element a person types into."""
    shared: dict[str, Spec] = {
        "action_id": ACTION_ID,
        "placeholder": PLACEHOLDER,
        "focus_on_load": BOOLEAN,
        "dispatch_action_config": DISPATCH_CONFIG,
    }
    return Shape({**shared, **keys}, required)


def offering(name: str, most: int, initial: Mapping[str, Spec]) -> Shape:
    """Return a set of boxes or radio buttons with `most` options."""
    keys: dict[str, Spec] = {
        "action_id": ACTION_ID,
        "options": Items(name, most, BOX_OPTION),
        "confirm": CONFIRM,
        "focus_on_load": BOOLEAN,
    }
    return Shape({**keys, **initial}, ("options",), {"initial-option-unknown": initial_option_offered})


def static_select(**keys: Spec) -> Shape:
    """Return a select that carries its own options."""
    rules = {
        "options-or-groups": exactly_one("options", "option_groups"),
        "initial-option-unknown": initial_option_offered,
    }
    return Shape(picker(**OFFER, **keys).keys, also=rules)


BUTTON = Shape(
    {
        "text": plain("button-text", 75),
        "action_id": ACTION_ID,
        "url": Words("button-url", 3000),
        "value": BUTTON_VALUE,
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": LABEL,
        "visible_to_user_ids": VIEWERS,
        "agent_prompt": Words("button-agent-prompt", 4000),
        "agent_prompt_display": STRING,
    },
    ("text",),
)
FEEDBACK_BUTTON = Shape(
    {"text": plain("button-text", 75), "value": BUTTON_VALUE, "accessibility_label": LABEL}, ("text", "value")
)

SINGLE_SELECTS: Mapping[str, Shape] = {
    "static_select": static_select(initial_option=SELECT_OPTION),
    "external_select": picker(
        initial_option=SELECT_OPTION, min_query_length=Whole("min-query-length", 0, 10_000)
    ),
    "users_select": picker(initial_user=STRING),
    "conversations_select": picker(
        initial_conversation=STRING,
        default_to_current_conversation=BOOLEAN,
        filter=CONVERSATION_FILTER,
        response_url_enabled=BOOLEAN,
    ),
    "channels_select": picker(initial_channel=STRING, response_url_enabled=BOOLEAN),
}
MULTI_SELECTS: Mapping[str, Shape] = {
    "multi_static_select": static_select(initial_options=Many(SELECT_OPTION), **MAX_SELECTED),
    "multi_external_select": picker(
        initial_options=Many(SELECT_OPTION),
        min_query_length=Whole("min-query-length", 0, 10_000),
        **MAX_SELECTED,
    ),
    "multi_users_select": picker(initial_users=Many(STRING), **MAX_SELECTED),
    "multi_conversations_select": picker(
        initial_conversations=Many(STRING),
        default_to_current_conversation=BOOLEAN,
        filter=CONVERSATION_FILTER,
        **MAX_SELECTED,
    ),
    "multi_channels_select": picker(initial_channels=Many(STRING), **MAX_SELECTED),
}
CHOICES: Mapping[str, Shape] = {
    "checkboxes": offering("checkboxes-options", 10, {"initial_options": Many(BOX_OPTION)}),
    "radio_buttons": offering("radio-buttons-options", 10, {"initial_option": BOX_OPTION}),
    "datepicker": picker(initial_date=DATE),
    "timepicker": picker(initial_time=TIME, timezone=STRING),
}
DATETIMEPICKER: Mapping[str, Shape] = {
    "datetimepicker": Shape(
        {
            "action_id": ACTION_ID,
            "initial_date_time": UNIX_SECONDS,
            "confirm": CONFIRM,
            "focus_on_load": BOOLEAN,
        }
    )
}
FIELDS: Mapping[str, Shape] = {
    "plain_text_input": field(
        initial_value=Words("initial-value", 3000, least=0),
        multiline=BOOLEAN,
        min_length=Whole("input-min-length", 0, 3000),
        max_length=Whole("input-max-length", 1, 3000),
    ),
    "email_text_input": field(initial_value=STRING),
    "url_text_input": field(initial_value=STRING),
    "number_input": field(
        "is_decimal_allowed",
        is_decimal_allowed=BOOLEAN,
        initial_value=STRING,
        min_value=STRING,
        max_value=STRING,
    ),
    "rich_text_input": field(
        initial_value=Is("object"),
        min_lines=Whole("input-min-lines", 1, 100),
        max_lines=Whole("input-max-lines", 1, 100),
    ),
    "file_input": Shape(
        {"action_id": ACTION_ID, "filetypes": Many(STRING), "max_files": Whole("max-files", 1, 10)}
    ),
}
BUTTONS: Mapping[str, Shape] = {
    "button": BUTTON,
    "workflow_button": Shape(
        {
            "text": plain("button-text", 75),
            "action_id": ACTION_ID,
            "workflow": WORKFLOW,
            "style": STYLE,
            "accessibility_label": LABEL,
        },
        ("text", "workflow"),
    ),
}
OVERFLOW: Mapping[str, Shape] = {
    "overflow": Shape(
        {
            "action_id": ACTION_ID,
            "options": Items("overflow-options", 5, OVERFLOW_OPTION),
            "confirm": CONFIRM,
        },
        ("options",),
    )
}
IMAGE: Mapping[str, Shape] = {"image": Shape(IMAGE_SOURCE, ("alt_text",), IMAGE_RULES)}
OPINIONS: Mapping[str, Shape] = {
    "feedback_buttons": Shape(
        {"action_id": ACTION_ID, "positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON},
        ("positive_button", "negative_button"),
    ),
    "icon_button": Shape(
        {
            "action_id": ACTION_ID,
            "icon": Choice(frozenset({"trash"})),
            "text": plain("button-text", 75),
            "value": BUTTON_VALUE,
            "confirm": CONFIRM,
            "accessibility_label": LABEL,
            "visible_to_user_ids": VIEWERS,
        },
        ("icon", "text"),
    ),
}

SELECTS = {**SINGLE_SELECTS, **MULTI_SELECTS}
ELEMENTS: Mapping[str, Shape] = {
    **BUTTONS, **OVERFLOW, **SELECTS, **CHOICES, **DATETIMEPICKER, **FIELDS, **IMAGE, **OPINIONS,
}  # fmt: skip

ELEMENT_SURFACES: Mapping[str, frozenset[Surface]] = {
    "workflow_button": frozenset({"message"}),
    "datetimepicker": frozenset({"message", "modal"}),
    "number_input": frozenset({"modal"}),
    "email_text_input": frozenset({"modal"}),
    "url_text_input": frozenset({"modal"}),
    "file_input": frozenset({"modal"}),
    "rich_text_input": frozenset({"modal", "home"}),
}
"""The surfaces an element is restricted to, where it is restricted (slack-platform.md, 2.1)."""


def slot(*groups: Mapping[str, Shape]) -> Typed:
    """Return the element that a slot takes, out of these groups."""
    shapes = {type_: shape for group in groups for type_, shape in group.items()}
    return Typed("element", shapes, frozenset(ELEMENTS) | {"plain_text", "mrkdwn"}, ELEMENT_SURFACES)


ACCESSORY = slot(BUTTONS, OVERFLOW, SELECTS, CHOICES, IMAGE)
ACTION = slot(BUTTONS, OVERFLOW, SELECTS, CHOICES, DATETIMEPICKER)
INPUT = slot(SELECTS, CHOICES, DATETIMEPICKER, FIELDS)
CONTEXT = slot(IMAGE, texts("context-text", 3000))
CONTEXT_ACTION = slot(OPINIONS)
CARD_ACTION = slot({"button": BUTTON})
ICON = slot(IMAGE)
