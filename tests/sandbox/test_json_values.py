"""JSON at the sandbox's doors: what could not be kept or written again is malformed there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.json_values import parse_object, parse_value

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(st.characters()), inside),
)


@pytest.mark.parametrize(
    "written",
    [
        "{",
        '{"a": NaN}',
        '{"a": [-Infinity]}',
        '{"a": 1e999}',
        '{"a": "half \\ud83d"}',
        '{"\\ude00": 1}',
        '{"a": ' + "9" * 5000 + "}",
        '{"a": ' + "[" * 200_000,
        '{"a": ' + "[" * 200 + "]" * 200 + "}",
        b'{"a": "\xff"}',
        "[]",
    ],
)
def test_what_could_not_be_written_again_is_malformed(written: str | bytes) -> None:
    with pytest.raises(ValueError, match="not JSON"):
        parse_object(written)


def test_a_whole_character_in_two_halves_is_text() -> None:
    assert parse_object('{"a": "\\ud83d\\ude00"}') == {"a": "\N{GRINNING FACE}"}


@given(_VALUES)
def test_what_is_taken_can_be_written_again(value: object) -> None:
    try:
        parsed = parse_value(json.dumps(value))
    except ValueError:
        return
    assert parse_value(json.dumps(parsed, ensure_ascii=False, allow_nan=False).encode()) == parsed == value
