"""The way to the number in an answer."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.sources.rules.paths import NoNumber, number_at, steps_of
from bot.features.sources.values import PATH_MOST

RFC_6901 = {
    "foo": [1, 2],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}
DOCUMENT = {"data": {"items": [{"value": 14}, {"value": "15.50"}], "0": 7}, "a.b": 9}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/foo/0", 1), ("/foo/1", 2), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5),
        ('/k"l', 6), ("/m~0n", 8),
    ],
)  # fmt: skip
def test_a_pointer_leads_where_rfc_6901_says(pointer: str, value: int) -> None:
    assert number_at(RFC_6901, pointer) == value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("data.items[0].value", "14"),
        ("$.data.items[1].value", "15.5"),
        ("data.items.0.value", "14"),
        ("  /data/items/0/value ", "14"),
        ("data.0", "7"),
        ("/a.b", "9"),
    ],
)
def test_dots_lead_there_too(path: str, value: str) -> None:
    assert number_at(DOCUMENT, path) == Decimal(value)


@pytest.mark.parametrize("path", ["", "$", " "])
def test_without_a_way_the_answer_is_the_number(path: str) -> None:
    assert number_at(Decimal("1.5"), path) == Decimal("1.5")


def test_a_list_may_be_the_whole_answer() -> None:
    assert number_at([[1, 2], [3]], "[1][0]") == number_at([[1, 2], [3]], "$[1].0") == 3


@pytest.mark.parametrize(
    "path", ["a..b", ".a", "a.", "a[", "a[x]", "a[-1]", "a]", "a[0]b", "/a~2", "/a~", "a" * (PATH_MOST + 1)]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(Invalid):
        steps_of(path)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("data.itms", "“data” has nothing called “itms”."),
        ("data.items[2].value", "“data/items” is a list of 2, and there is no place “2” in it"),
        ("data.items.first", "no place “first”"),
        ("/data/items/00", "no place “00”"),
        ("/data/items/-", "no place “-”"),
        ("/data/items/٠", "no place “٠”"),
        ("data.items", "“data/items” is a list, not a number."),
        ("data", "is an object, not"),
        ("", "The answer is an object, not"),
        ("data.items[0].value.more", "“data/items/0/value” is a number, so there is no “more” in it."),
    ],
)
def test_where_a_way_ends_is_said(path: str, says: str) -> None:
    with pytest.raises(NoNumber) as lost:
        number_at(DOCUMENT, path)
    assert says in lost.value.sentence


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (True, "true or false"), (None, "null"), ("s3cret", "is text"), ("", "is text"), ("1,234", "is text"),
        ("0x10", "is text"), ("١٤", "is text"), ("nan", "is text"), ("Infinity", "is text"), ("1_000", "is text"),
        (10**15, "more than 15 digits"), (Decimal("1e999999"), "more than 15"), ("1e999", "more than 15"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_named_by_its_kind_only(found: object, says: str) -> None:
    with pytest.raises(NoNumber) as refused:
        number_at({"n": found}, "n")
    assert says in refused.value.sentence
    assert "s3cret" not in refused.value.sentence


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (" 14 ", "14"), ("+1.50", "1.5"), (".5", "0.5"), ("5.", "5"), ("-1e3", "-1000"), (Decimal("0.1"), "0.1"),
        (Decimal("1E+3"), "1000"), (Decimal("0e999999"), "0"), (Decimal("1e-999999"), "0"), (-0, "0"),
        (Decimal("0.33333333333333333333"), "0.333333"), (10**15 - 1, "999999999999999"),
    ],
)  # fmt: skip
def test_a_number_is_kept_as_readings_are(found: object, kept: str) -> None:
    assert f"{number_at(found, ''):f}" == kept


@given(st.lists(st.text() | st.integers(0, 3), max_size=5), st.integers(-(10**14), 10**14))
def test_whatever_a_thing_is_called_a_pointer_leads_to_it(steps: list[str | int], value: int) -> None:
    document: object = value
    for step in reversed(steps):
        document = {step: document} if isinstance(step, str) else [None] * step + [document]
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
    if len(pointer) <= PATH_MOST and pointer == pointer.strip():
        assert number_at(document, pointer) == value


@given(st.text(max_size=40), st.recursive(st.none() | st.integers(), st.lists, max_leaves=5))
def test_any_words_are_a_path_or_refused(path: str, document: object) -> None:
    with suppress(Invalid, NoNumber):
        number_at(document, path)
