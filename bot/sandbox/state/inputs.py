"""What a view's inputs hold, and what Slack's client checks before it sends a modal."""

import re
from decimal import Decimal

from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.state.choices import choice_problem

_VALUE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_LISTS = frozenset(kind for kind, (key, _) in _VALUE_KEYS.items() if key.endswith("s"))
_LOOKS_LIKE = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Please enter an e-mail address."),
    "url_text_input": (
        re.compile(r"[a-z][a-z0-9+.\-]*://\S+", re.IGNORECASE),
        "Please enter a link, such as https://…",
    ),
    "number_input": (re.compile(r"-?\d+(\.\d+)?"), "Please enter a number."),
}


def state_values(blocks: list[Json], given: Json) -> Json:
    """Return `state.values` for a view or message: what was given, else what each element began with."""
    values: Json = {}
    for block in blocks:
        block_id = str(block.get("block_id"))
        entered = as_object(given.get(block_id))
        states = {
            str(element["action_id"]): _state(element, as_object(entered.get(str(element["action_id"]))))
            for element in _elements(block)
        }
        if states:
            values[block_id] = states
    return values


def input_problems(blocks: list[Json], values: Json) -> dict[str, str]:
    """Return what is wrong by block_id: empty although required, too short, too long, or not of its kind."""
    problems: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        block_id, element = str(block.get("block_id")), as_object(block.get("element"))
        state = as_object(as_object(values.get(block_id)).get(str(element.get("action_id"))))
        problem = _problem(element, state, optional=block.get("optional") is True)
        if problem:
            problems[block_id] = problem
    return problems


def _elements(block: Json) -> list[Json]:
    candidates = [
        as_object(block.get("element")),
        as_object(block.get("accessory")),
        *as_objects(block.get("elements")),
    ]
    return [each for each in candidates if each.get("type") in _VALUE_KEYS and each.get("action_id")]


def _state(element: Json, entered: Json) -> Json:
    kind = str(element["type"])
    key, initial_key = _VALUE_KEYS[kind]
    value = entered[key] if key in entered else element.get(initial_key)
    if kind in _LISTS:
        value = value or []
    return {"type": kind, key: value if value != "" else None}


def _problem(element: Json, state: Json, *, optional: bool) -> str | None:
    kind = str(element.get("type"))
    value = state.get(_VALUE_KEYS.get(kind, ("value", ""))[0])
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return None if optional else "Please complete this required field."
    problem = choice_problem(element, value)
    return problem or (_text_problem(element, kind, value) if isinstance(value, str) else None)


def _text_problem(element: Json, kind: str, text: str) -> str | None:
    shortest, longest = element.get("min_length"), element.get("max_length")
    if isinstance(shortest, int) and len(text) < shortest:
        return f"Please enter at least {shortest} characters."
    if isinstance(longest, int) and len(text) > longest:
        return f"Please enter at most {longest} characters."
    pattern, complaint = _LOOKS_LIKE.get(kind, (None, ""))
    if pattern and not pattern.fullmatch(text):
        return complaint
    return _number_problem(element, text) if kind == "number_input" else None


def _number_problem(element: Json, text: str) -> str | None:
    least, most = as_text(element.get("min_value")), as_text(element.get("max_value"))
    if "." in text and element.get("is_decimal_allowed") is not True:
        return "Please enter a whole number."
    if least and Decimal(text) < Decimal(least):
        return f"Please enter {least} or more."
    if most and Decimal(text) > Decimal(most):
        return f"Please enter {most} or less."
    return None


def is_possible(element: Json, action: Json) -> bool:
    """Tell whether an action could come from this element: it chose nothing, or what is offered there."""
    key = _VALUE_KEYS.get(as_text(element.get("type")), ("selected_option", ""))[0]
    return action.get(key) in (None, [], "") or choice_problem(element, action[key]) is None


def with_action(values: Json, block_id: str, action: Json) -> Json:
    """Return the values with what an action chose, when its element is one that keeps a value."""
    kind = as_text(action.get("type"))
    key = _VALUE_KEYS.get(kind, ("", ""))[0]
    if key not in action:
        return values
    chosen: Json = {str(action.get("action_id")): {"type": kind, key: action[key]}}
    return {**values, block_id: as_object(values.get(block_id)) | chosen}
