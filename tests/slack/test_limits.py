"""Every payload limit, accepted at the limit and refused just over it."""

import dataclasses
import inspect
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import block_elements, blocks

from bot.slack.limit_tables import specs
from bot.slack.limit_tables.blocks import BLOCK
from bot.slack.limit_tables.elements import ELEMENTS
from bot.slack.limit_tables.manifest import MANIFEST
from bot.slack.limit_tables.messages import MESSAGE
from bot.slack.limit_tables.views import VIEW
from bot.slack.limits import Problem, manifest_problems, message_problems, view_problems
from tests.slack.limit_rows.blocks import BLOCK_ROWS, TOO_MANY_POINTS
from tests.slack.limit_rows.elements import ELEMENT_ROWS
from tests.slack.limit_rows.payloads import Row
from tests.slack.limit_rows.wholes import MANIFEST_ROWS, MESSAGE_ROWS, VIEW_ROWS

ROWS = [*BLOCK_ROWS, *ELEMENT_ROWS, *MESSAGE_ROWS, *VIEW_ROWS, *MANIFEST_ROWS]
SUFFIXES = {
    specs.Words: "length",
    specs.Whole: "range",
    specs.Pattern: "format",
    specs.Items: "count",
    specs.Typed: "unknown",
}
GENERIC = {"missing", "wrong-type", "unknown-key", "not-one-of", "block-misplaced", "element-misplaced"}
IN_PAIRS = {"chart-points-count", "chart-categories-count"}


def rules_of(spec: object) -> Iterator[str]:
    """Read the rule names out of a table: of each spec, and of those it holds."""
    if isinstance(spec, specs.Words | specs.Whole | specs.Pattern | specs.Items | specs.Typed):
        yield f"{spec.name}-{SUFFIXES[type(spec)]}"
    if isinstance(spec, specs.Shape):
        yield from spec.also
    held = (
        [getattr(spec, field.name) for field in dataclasses.fields(spec)]
        if dataclasses.is_dataclass(spec)
        else []
    )
    for value in held:
        for part in value.values() if isinstance(value, Mapping) else (value,):
            yield from rules_of(part)


@pytest.mark.parametrize("row", ROWS, ids=[f"{number}-{row.rule}" for number, row in enumerate(ROWS)])
def test_accepts_the_limit_and_refuses_what_is_over(row: Row) -> None:
    assert row.door(row.accepted) == []
    assert {problem.rule for problem in row.door(row.refused)} == {row.rule}


def test_every_rule_of_the_code_has_a_row() -> None:
    known = {rule for table in (MESSAGE, VIEW, MANIFEST) for rule in rules_of(table)}
    assert known | GENERIC | {"text-misplaced"} == {row.rule for row in ROWS} | IN_PAIRS


def test_points_and_categories_share_their_limit() -> None:
    assert {problem.rule for problem in message_problems(TOO_MANY_POINTS)} == IN_PAIRS


def test_points_into_the_payload() -> None:
    payload = {"text": "ok", "attachments": [{"blocks": [{"type": "divider", "a/b~c": 1}]}]}
    assert [problem.pointer for problem in message_problems(payload)] == ["/attachments/0/blocks/0/a~1b~0c"]


def test_reports_all_problems_of_a_payload() -> None:
    long = {"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}
    assert [(found.pointer, found.rule) for found in message_problems({"blocks": [long, {"type": "x"}]})] == [
        ("/blocks/0/text/text", "header-text-length"),
        ("/blocks/1", "block-unknown"),
        ("", "text-missing"),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "blocks", "elements", "element", "options", "metadata", "rows", "chart"]
            )
            | st.text(max_size=3),
            inner | st.sampled_from(["section", "actions", "plain_text", "static_select", "table", "modal"]),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(st.sampled_from(["type", "text", "blocks", "attachments", "metadata", "features"]), JSON)
)
def test_reads_any_json_without_raising(payload: dict[str, object]) -> None:
    for door in (message_problems, view_problems, manifest_problems):
        assert all(isinstance(problem, Problem) for problem in door(payload))


SDK_BASE_KEYS = {"type", "alt_text", "placeholder", "confirm", "focus_on_load"}
"""Keys that the SDK gives every element through a common parent, whether Slack takes them there or not."""


def sdk_models() -> list[tuple[str, set[str]]]:
    """Read the keys that Slack's own SDK knows for each block and element."""
    found = []
    for module in (blocks, block_elements):
        for _, model in inspect.getmembers(module, inspect.isclass):
            type_ = getattr(model, "type", None)
            if not issubclass(model, JsonObject) or model.__module__ != module.__name__:
                continue
            if type_ in {**BLOCK.shapes, **ELEMENTS}:
                found.append((f"{module.__name__}.{type_}", set(model.__new__(model).attributes)))
    return found


@pytest.mark.parametrize(("name", "keys"), sdk_models())
def test_knows_every_key_of_the_sdk(name: str, keys: set[str]) -> None:
    module, _, type_ = name.rpartition(".")
    shape = (BLOCK.shapes if module == blocks.__name__ else ELEMENTS)[type_]
    assert keys - SDK_BASE_KEYS <= shape.keys.keys()
