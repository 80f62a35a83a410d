"""Narrows parsed JSON to the shapes the sandbox works with, so that `Any` stays inside this module."""

import json
from collections.abc import Iterator
from typing import TypeAlias

Json: TypeAlias = dict[str, object]


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


def parse_object(raw: str | bytes) -> Json:
    """Parse a JSON object. Raises ValueError when it is malformed or anything but an object."""
    parsed: object = json.loads(raw)
    if not isinstance(parsed, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 -- one error kind for whatever is wrong with the bytes
    return parsed


def objects_within(value: object) -> Iterator[Json]:
    """Yield every object inside a JSON value, outermost first."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else as_list(value)
    for child in children:
        yield from objects_within(child)
