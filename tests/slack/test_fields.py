"""Fields of a form, as Slack takes them and sends them back."""

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings

from bot.slack import fields, kit, limits
from bot.slack.kit import Block
from bot.slack.payloads import FormState, mapping_at
from tests.slack.extremes import WORDS

MOMENT = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
FIELDS: dict[str, Callable[[str], Block]] = {
    "line_input": lambda words: fields.line_input("b", words, initial=words, placeholder=words, hint=words),
    "short line_input": lambda words: fields.line_input("b", "Title", initial=words, most=20),
    "choice_input": lambda words: fields.choice_input("b", words, [(words, "1"), (words, "2")], initial="2"),
    "choices_input": lambda words: fields.choices_input("b", words, [(words, "1")], initial=["1"]),
    "checkbox_input": lambda words: fields.checkbox_input("b", words, [(words, "1")], checked=frozenset("1")),
    "person_input": lambda words: fields.person_input("b", words, hint=words, initial="U1"),
    "people_input": lambda words: fields.people_input("b", words, hint=words, initial=["U1", "U2"]),
    "date_input": lambda words: fields.date_input("b", words, hint=words, initial="2026-03-01"),
    "time_input": lambda words: fields.time_input("b", words, initial=time(9, 5), hint=words),
    "moment_input": lambda words: fields.moment_input("b", words, initial=MOMENT, hint=words),
    "grouped_choice_input": lambda words: fields.grouped_choice_input(
        "b",
        words,
        {f"{words}{group}": [(words, f"{group}-{n}") for n in range(100)] for group in range(3)},
        initial="2-7",
        hint=words,
    ),
    "channel_input": lambda words: fields.channel_input("b", words, hint=words),
}


@pytest.mark.parametrize("name", FIELDS)
@settings(deadline=None)
@given(words=WORDS)
def test_slack_takes_every_field_whatever_is_written_in_it(name: str, words: str) -> None:
    view = kit.modal("Test", [FIELDS[name](words)], callback_id="test", submit="Save")
    assert limits.view_problems(view) == []


def test_a_field_keeps_its_action_id_when_its_block_id_gets_a_number() -> None:
    element = fields.line_input("title#2", "Title")["element"]
    assert isinstance(element, dict)
    assert element["action_id"] == "title"


def test_the_choice_made_before_is_shown_from_whatever_group() -> None:
    block = fields.grouped_choice_input(
        "b", "B", {"one": [("First", "1")], "two": [("Second", "2")]}, initial="2"
    )
    assert mapping_at(block, "element", "initial_option")["value"] == "2"


def test_a_time_goes_out_and_comes_back() -> None:
    block = fields.time_input("starts", "Starts", initial=time(17))
    shown = mapping_at(block, "element")["initial_time"]
    entered = FormState({"starts": {"starts": {"type": "timepicker", "selected_time": shown}}})
    assert entered.time("starts") == "17:00"
    assert entered.time("ends") is None


def test_a_moment_goes_out_and_comes_back() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    shown = mapping_at(fields.moment_input("ends", "Ends", initial=noon), "element")["initial_date_time"]
    assert FormState({"ends": {"a": {"selected_date_time": shown}}}).moment("ends") == noon


@pytest.mark.parametrize("sent", [None, "soon", -1, 10**10, 10**30])
def test_what_is_no_moment_is_none(sent: object) -> None:
    assert FormState({"ends": {"a": {"selected_date_time": sent}}}).moment("ends") is None


def test_a_chosen_channel_is_read() -> None:
    chosen = {"d": {"d": {"type": "conversations_select", "selected_conversation": "C0TEAM"}}}
    assert FormState(chosen).channel("d") == "C0TEAM"
    assert FormState().channel("d") is None
