"""What elements let people choose, and what only a forger would send."""

import pytest

from bot.sandbox.json_values import Json
from bot.sandbox.state.choices import choice_problem


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


OFFERED: Json = {"options": [option("a"), option("b")]}
GROUPED: Json = {"option_groups": [{"label": {"type": "plain_text", "text": "g"}, **OFFERED}]}


@pytest.mark.parametrize(
    ("kind", "more", "chosen"),
    [
        ("static_select", OFFERED, option("a")),
        ("static_select", GROUPED, option("b")),
        ("overflow", OFFERED, option("a")),
        ("checkboxes", OFFERED, [option("a"), option("b")]),
        ("multi_static_select", {**OFFERED, "max_selected_items": 2}, [option("a"), option("b")]),
        ("external_select", {}, option("z")),
        ("multi_users_select", {}, ["U1", "U2"]),
        ("datepicker", {}, "2026-02-28"),
        ("timepicker", {}, "23:59"),
        ("datetimepicker", {}, 1772442000),
        ("plain_text_input", {}, "words"),
    ],
)
def test_what_is_offered_may_be_chosen(kind: str, more: Json, chosen: object) -> None:
    assert choice_problem({"type": kind, **more}, chosen) is None


@pytest.mark.parametrize(
    ("kind", "more", "chosen"),
    [
        ("static_select", OFFERED, option("z")),
        ("static_select", OFFERED, [option("a")]),
        ("radio_buttons", OFFERED, "a"),
        ("checkboxes", GROUPED, [option("a"), option("z")]),
        ("multi_static_select", {**OFFERED, "max_selected_items": 1}, [option("a"), option("b")]),
        ("multi_users_select", {}, "U1"),
        ("datepicker", {}, "2026-02-30"),
        ("timepicker", {}, "25:00"),
        ("datetimepicker", {}, "soon"),
        ("plain_text_input", {}, 5),
    ],
)
def test_what_is_not_offered_may_not(kind: str, more: Json, chosen: object) -> None:
    assert choice_problem({"type": kind, **more}, chosen)
