"""Narrows parsed JSON to the shapes the sandbox works with, so that `Any` stays inside this module."""

import json
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Json: TypeAlias = dict[str, object]

_DEEPEST = 100  # a Slack payload is about ten deep; whatever writes JSON here manages a few hundred


def as_object(value: object) -> Json:
    """Return value when it is a JSON object, otherwise an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Return value when it is a JSON array, otherwise an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return value when it is a JSON string, otherwise an empty one."""
    return value if isinstance(value, str) else ""


def as_objects(value: object) -> list[Json]:
    """Return the objects in a JSON array, leaving out whatever else it holds."""
    return [item for item in as_list(value) if isinstance(item, dict)]


def as_texts(value: object) -> list[str]:
    """Return the strings in a JSON array, leaving out whatever else it holds."""
    return [item for item in as_list(value) if isinstance(item, str)]


def parse_value(raw: str | bytes) -> object:
    """Parse JSON that can be kept and written again.

    Raises ValueError when it is malformed; when a number is not finite or has thousands of digits, or a text holds
    half a character; when it is nested deeper than 100.
    """
    try:
        parsed: object = json.loads(raw)
        _check_depth(parsed)
        json.dumps(parsed, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise ValueError("not JSON that can be written again") from None
    return parsed


def parse_object(raw: str | bytes) -> Json:
    """Parse a JSON object. Raises ValueError as parse_value does, and for anything but an object."""
    parsed = parse_value(raw)
    if not isinstance(parsed, dict):
        raise ValueError("not JSON of an object")  # noqa: TRY004 -- one error kind for whatever is wrong with the bytes
    return parsed


def objects_within(value: object) -> Iterator[Json]:
    """Yield every object inside a JSON value, outermost first."""
    if isinstance(value, dict):
        yield value
    for child in _children(value):
        yield from objects_within(child)


def _check_depth(value: object) -> None:
    level = [value]
    for _ in range(_DEEPEST):
        level = [child for each in level for child in _children(each)]
        if not level:
            return
    raise ValueError("nested too deep")


def _children(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else as_list(value)
