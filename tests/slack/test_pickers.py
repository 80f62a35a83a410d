"""A moment, a time of day and a long menu, as Slack takes them."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack import kit, limits, pickers
from bot.slack.payloads import FormState, mapping_at


@settings(deadline=None)
@given(words=st.text() | st.sampled_from(["", "x" * 5_000, "<!channel>", "مرحبا"]))
def test_slack_takes_them_whatever_is_written_in_them(words: str) -> None:
    many = {f"{words}{group}": [(words, f"{group}-{n}") for n in range(100)] for group in range(3)}
    view = kit.modal(
        "Test",
        [
            pickers.time_input("a", words, initial=time(9, 5), hint=words),
            pickers.moment_input("m", words, initial=datetime(2026, 3, 2, tzinfo=UTC), hint=words),
            pickers.grouped_choice_input("b", words, many, initial="2-7", hint=words),
            pickers.channel_input("d", words, hint=words),
        ],
        callback_id="test",
        submit="Save",
    )
    assert limits.view_problems(view) == []
    beside = pickers.menu("c", words, [(words, "1"), ("Two", "2")])
    message = {"text": "Test", "blocks": [kit.section(kit.escaped("x"), accessory=beside)]}
    assert limits.message_problems(message) == []


def test_the_choice_made_before_is_shown_from_whatever_group() -> None:
    block = pickers.grouped_choice_input(
        "b", "B", {"one": [("First", "1")], "two": [("Second", "2")]}, initial="2"
    )
    assert mapping_at(block, "element", "initial_option")["value"] == "2"


def test_a_time_goes_out_and_comes_back() -> None:
    block = pickers.time_input("starts", "Starts", initial=time(17))
    shown = mapping_at(block, "element")["initial_time"]
    entered = FormState({"starts": {"starts": {"type": "timepicker", "selected_time": shown}}})
    assert entered.time("starts") == "17:00"
    assert entered.time("ends") is None


def test_a_moment_goes_out_and_comes_back() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    shown = mapping_at(pickers.moment_input("ends", "Ends", initial=noon), "element")["initial_date_time"]
    assert FormState({"ends": {"a": {"selected_date_time": shown}}}).moment("ends") == noon


@pytest.mark.parametrize("sent", [None, "soon", -1, 10**10, 10**30])
def test_what_is_no_moment_is_none(sent: object) -> None:
    assert FormState({"ends": {"a": {"selected_date_time": sent}}}).moment("ends") is None


def test_a_chosen_channel_is_read() -> None:
    chosen = {"d": {"d": {"type": "conversations_select", "selected_conversation": "C0TEAM"}}}
    assert FormState(chosen).channel("d") == "C0TEAM"
    assert FormState().channel("d") is None
