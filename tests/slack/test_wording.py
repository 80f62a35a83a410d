"""A form that was refused: what was typed stays, and what can't be sent any more isn't offered."""

import pytest

from bot.delivery.values import Json
from bot.slack import fields, kit
from bot.slack.kit import markup
from bot.slack.limits import view_problems
from bot.slack.wording import with_banner

ABOUT = kit.section(markup("A room by Thursday"))
HINT = kit.context(markup("Everybody reads it"))
CHOICE = fields.choice_input("room.choice", "Which?", [("This", "this"), ("That", "that")])
WORDS = fields.line_input("room.words", "Why?")
CHOSEN: Json = {"room.choice": {"room.choice": {"selected_option": {"value": "this"}}}}


def form(*blocks: kit.Block, typed: str = "") -> Json:
    """A form as it comes back, with a choice and perhaps words in it."""
    values = {**CHOSEN, "room.words": {"room.words": {"type": "plain_text_input", "value": typed or None}}}
    view = kit.modal("A room", [ABOUT, *blocks, HINT], callback_id="room", submit="Accept")
    return {**view, "state": {"values": values}}


@pytest.mark.parametrize(
    ("view", "is_refused", "is_kept"),
    [
        (form(CHOICE, WORDS, typed="We have one"), True, True),
        (form(CHOICE, WORDS), False, True),
        (form(CHOICE, WORDS), True, False),
        (form(CHOICE), True, False),
        (form(), True, False),
    ],
)
def test_only_what_was_typed_keeps_a_refused_form_open(view: Json, is_refused: bool, is_kept: bool) -> None:
    shown = with_banner(view, "It is over.", is_refused=is_refused)
    assert "It is over." in str(shown["blocks"])
    assert "A room by Thursday" in str(shown["blocks"])
    assert ("Everybody reads it" in str(shown["blocks"])) is is_kept
    assert ("submit" in shown) is is_kept
    assert ("'type': 'input'" in str(shown["blocks"])) is is_kept
    assert view_problems(shown) == []
