"""What the limits checker reports, and how it points into a payload."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a payload that Slack would refuse or silently cut.

    pointer: JSON pointer (RFC 6901) to the offending part, "" for the whole payload.
    rule: a stable name such as "section-text-length"; generic ones are "missing", "wrong-type", "unknown-key"
        and "not-one-of".
    detail: one sentence for the developer who reads it.
    """

    pointer: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: a JSON pointer, in a payload for one surface."""

    surface: Surface
    pointer: str = ""

    def child(self, *keys: str | int) -> "Place":
        """Return the place reached through `keys`, each a key of an object or an index of a list."""
        steps = "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)
        return replace(self, pointer=self.pointer + steps)


def as_object(value: object) -> Mapping[str, object]:
    """Narrow a JSON value to an object; anything else reads as an empty one, its type being reported elsewhere."""
    return value if isinstance(value, Mapping) else {}


def as_list(value: object) -> Sequence[object]:
    """Narrow a JSON value to a list; anything else reads as an empty one, its type being reported elsewhere."""
    return value if isinstance(value, list | tuple) else ()


def as_text(value: object) -> str:
    """Narrow a JSON value to a string; anything else reads as an empty one, its type being reported elsewhere."""
    return value if isinstance(value, str) else ""


def entries(owner: Mapping[str, object], key: str, at: Place) -> Iterator[tuple[Mapping[str, object], Place]]:
    """Yield every entry of the list `owner[key]` with its place, where `at` is the place of `owner`."""
    for index, item in enumerate(as_list(owner.get(key))):
        yield as_object(item), at.child(key, index)
