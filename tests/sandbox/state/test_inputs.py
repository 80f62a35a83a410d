"""What inputs hold and what Slack's client checks before sending."""

import pytest

from bot.sandbox.json_values import Json
from bot.sandbox.state.inputs import input_problems, state_values, with_action

OPTION: Json = {"text": {"type": "plain_text", "text": "Red"}, "value": "red"}


def asking(element: Json, *, optional: bool = False) -> list[Json]:
    return [
        {"type": "input", "block_id": "b", "optional": optional, "element": {"action_id": "a", **element}}
    ]


@pytest.mark.parametrize(
    ("element", "entered", "held"),
    [
        ({"type": "plain_text_input"}, {}, {"value": None}),
        ({"type": "plain_text_input", "initial_value": "x"}, {}, {"value": "x"}),
        ({"type": "plain_text_input", "initial_value": "x"}, {"value": ""}, {"value": None}),
        ({"type": "static_select", "initial_option": OPTION}, {}, {"selected_option": OPTION}),
        ({"type": "static_select"}, {"selected_option": OPTION}, {"selected_option": OPTION}),
        ({"type": "checkboxes"}, {}, {"selected_options": []}),
        ({"type": "multi_users_select", "initial_users": ["U1"]}, {}, {"selected_users": ["U1"]}),
        ({"type": "multi_users_select"}, {"selected_users": None}, {"selected_users": []}),
        ({"type": "datepicker"}, {"selected_date": "2026-03-02"}, {"selected_date": "2026-03-02"}),
    ],
)
def test_an_input_holds_what_was_entered_else_what_it_began_with(
    element: Json, entered: Json, held: Json
) -> None:
    values = state_values(asking(element), {"b": {"a": entered}})
    assert values == {"b": {"a": {"type": element["type"], **held}}}


def test_values_of_inputs_that_are_not_there_any_more_are_left_out() -> None:
    assert state_values(asking({"type": "plain_text_input"}), {"gone": {"a": {"value": "x"}}}).keys() == {"b"}


def test_selects_in_sections_and_actions_hold_values_too_and_buttons_none() -> None:
    select = {"type": "users_select", "action_id": "who"}
    blocks: list[Json] = [
        {"type": "section", "block_id": "s", "accessory": select},
        {"type": "actions", "block_id": "x", "elements": [{"type": "button", "action_id": "go"}]},
    ]
    assert state_values(blocks, {}) == {"s": {"who": {"type": "users_select", "selected_user": None}}}


@pytest.mark.parametrize(
    ("element", "value", "fine"),
    [
        ({"type": "plain_text_input"}, "x", True),
        ({"type": "plain_text_input"}, "  ", False),
        ({"type": "plain_text_input", "min_length": 3}, "abc", True),
        ({"type": "plain_text_input", "min_length": 3}, "ab", False),
        ({"type": "plain_text_input", "max_length": 3}, "abc", True),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", False),
        ({"type": "email_text_input"}, "lena@example.org", True),
        ({"type": "email_text_input"}, "lena", False),
        ({"type": "url_text_input"}, "https://example.org/a?b", True),
        ({"type": "url_text_input"}, "example", False),
        ({"type": "number_input", "is_decimal_allowed": True}, "-1.5", True),
        ({"type": "number_input"}, "-1.5", False),
        ({"type": "number_input", "min_value": "0", "max_value": "100"}, "0", True),
        ({"type": "number_input", "min_value": "0", "max_value": "100"}, "100", True),
        ({"type": "number_input", "min_value": "0", "max_value": "100"}, "-1", False),
        ({"type": "number_input", "min_value": "0", "max_value": "100"}, "101", False),
        ({"type": "number_input"}, "many", False),
    ],
)
def test_a_text_must_be_there_and_fit(element: Json, value: str, *, fine: bool) -> None:
    blocks = asking(element)
    assert (input_problems(blocks, state_values(blocks, {"b": {"a": {"value": value}}})) == {}) is fine


@pytest.mark.parametrize(
    "kind", ["plain_text_input", "static_select", "checkboxes", "datepicker", "multi_users_select"]
)
@pytest.mark.parametrize("optional", [True, False])
def test_an_empty_input_is_fine_only_when_optional(kind: str, *, optional: bool) -> None:
    blocks = asking({"type": kind}, optional=optional)
    assert (input_problems(blocks, state_values(blocks, {})) == {}) is optional


def test_an_action_that_chooses_changes_what_its_element_holds() -> None:
    chosen: Json = {"type": "users_select", "action_id": "who", "selected_user": "U1"}
    assert with_action({}, "s", chosen) == {"s": {"who": {"type": "users_select", "selected_user": "U1"}}}
    assert with_action({"k": 1}, "s", {"type": "button", "action_id": "go", "value": "7"}) == {"k": 1}
