"""Limits that span the blocks of one payload: unique ids, totals, sizes."""

import json
from collections.abc import Callable, Iterator, Mapping

from bot.slack.limit_tables.problem import Place, as_list, as_object, as_text, entries
from bot.slack.limit_tables.specs import Finding, Rule

TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000
MARKDOWN_CHARACTERS = 12_000
TABLES = 1
CHARTS = 2

Blocks = Iterator[tuple[Mapping[str, object], Place]]


def characters(value: object) -> int:
    """Return the length of the value as compact JSON."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str))


def size(value: object) -> int:
    """Return the bytes of the value as compact JSON in UTF-8."""
    return len(
        json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode(errors="replace")
    )


def every_block(payload: Mapping[str, object], at: Place) -> Blocks:
    """Yield all blocks: those of the payload, of its attachments, and inside containers."""
    for key in ("blocks", "child_blocks"):
        for block, place in entries(payload, key, at):
            yield block, place
            yield from every_block(block, place)
    for attachment, place in entries(payload, "attachments", at):
        yield from every_block(attachment, place)


def of_type(payload: Mapping[str, object], at: Place, type_: str) -> Blocks:
    """Yield the blocks of one type."""
    return (found for found in every_block(payload, at) if found[0].get("type") == type_)


def objects_in(value: object, at: Place) -> Blocks:
    """Yield every object inside a block, not those of the blocks it contains."""
    if isinstance(value, Mapping):
        yield as_object(value), at
    steps = as_object(value).items() if isinstance(value, Mapping) else enumerate(as_list(value))
    for key, held in steps:
        if key != "child_blocks":
            yield from objects_in(held, at.child(key))


def repeated(found: Blocks, key: str) -> Iterator[Finding]:
    """Find ids that were already used by an object before."""
    seen: set[str] = set()
    for owner, place in found:
        id_ = as_text(owner.get(key))
        if id_ and id_ in seen:
            yield place.child(key), f"{id_!r} is already used; it must be unique."
        seen.add(id_)


def block_id_duplicate(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find blocks that share a block_id."""
    return repeated(every_block(payload, at), "block_id")


def action_id_duplicate(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find elements of one block that share an action_id."""
    for block, place in every_block(payload, at):
        yield from repeated(objects_in(block, place), "action_id")


def focus_count(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find the second and later elements that want the focus."""
    wanting = [
        place
        for block, at_block in every_block(payload, at)
        for element, place in objects_in(block, at_block)
        if element.get("focus_on_load") is True
    ]
    for place in wanting[1:]:
        yield place.child("focus_on_load"), "Only one element of a view may have the focus."


def at_most(type_: str, limit: int) -> Rule:
    """Return a rule: no more than `limit` blocks of a type."""

    def check(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
        for _, place in list(of_type(payload, at, type_))[limit:]:
            yield place, f"Only {limit} {type_} allowed in one payload."

    return check


def cell_characters(table: Mapping[str, object]) -> int:
    """Count the text of a table, wherever it stands in its cells."""
    held = objects_in(table.get("rows"), Place("message"))
    return sum(len(as_text(item.get("text"))) for item, _ in held)


def markdown_characters(block: Mapping[str, object]) -> int:
    """Count the text of a markdown block."""
    return len(as_text(block.get("text")))


def total(type_: str, count: Callable[[Mapping[str, object]], int], limit: int) -> Rule:
    """Return a rule: the blocks of a type together hold no more than `limit` characters."""

    def check(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
        held = [count(block) for block, _ in of_type(payload, at, type_)]
        if sum(held) > limit:
            yield at, f"All {type_} blocks together may hold {limit} characters, they hold {sum(held)}."

    return check


TOTALS: Mapping[str, Rule] = {
    "block-id-duplicate": block_id_duplicate,
    "action-id-duplicate": action_id_duplicate,
    "focus-count": focus_count,
    "table-count": at_most("table", TABLES),
    "chart-count": at_most("data_visualization", CHARTS),
    "table-total-length": total("table", cell_characters, TABLE_CHARACTERS),
    "data-table-total-length": total("data_table", cell_characters, DATA_TABLE_CHARACTERS),
    "markdown-total-length": total("markdown", markdown_characters, MARKDOWN_CHARACTERS),
}
