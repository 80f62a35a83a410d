"""The vocabulary of the limit tables: what one JSON value may be, and how it is checked."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.slack.limit_tables.problem import Place, Problem, Surface, as_list, as_object, as_text

JsonType = Literal["string", "boolean", "integer", "number", "object", "list"]
PYTHON_TYPES: Mapping[JsonType, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "object": Mapping,
    "list": (list, tuple),
}

Finding = tuple[Place, str]
"""Where and what, in one sentence; the table that holds the rule knows its name."""

Rule = Callable[[Mapping[str, object], Place], Iterator[Finding]]
"""A check that looks at more than one key of an object."""


class Spec(Protocol):
    """What one JSON value may be."""

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield what is wrong with the value found at a place."""
        ...


def apply(rules: Mapping[str, Rule], owner: Mapping[str, object], at: Place) -> Iterator[Problem]:
    """Yield what the named rules find in the object at a place."""
    for name, rule in rules.items():
        for place, detail in rule(owner, at):
            yield Problem(place.pointer, name, detail)


@dataclass(frozen=True, slots=True)
class Is:
    """A value of one JSON type that has no limit of its own."""

    kind: JsonType

    def fits(self, value: object) -> bool:
        """Say whether the value is of the type; true and false are not numbers."""
        if isinstance(value, bool):
            return self.kind == "boolean"
        return isinstance(value, PYTHON_TYPES[self.kind])

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "wrong-type" unless the value is of the type."""
        if not self.fits(value):
            yield Problem(at.pointer, "wrong-type", f"Must be of type {self.kind}.")


@dataclass(frozen=True, slots=True)
class Words:
    """A string of `least` to `most` characters, counted as code points."""

    name: str
    most: int
    least: int = 1

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "<name>-length" when the string is too short or too long."""
        yield from Is("string").problems(value, at)
        if isinstance(value, str) and not self.least <= len(value) <= self.most:
            detail = f"Must have {self.least} to {self.most} characters, has {len(value)}."
            yield Problem(at.pointer, f"{self.name}-length", detail)


@dataclass(frozen=True, slots=True)
class Whole:
    """An integer from `least` to `most`."""

    name: str
    least: int
    most: int

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "<name>-range" when the number is outside."""
        if isinstance(value, bool) or not isinstance(value, int):
            yield from Is("integer").problems(value, at)
        elif not self.least <= value <= self.most:
            yield Problem(
                at.pointer, f"{self.name}-range", f"Must be {self.least} to {self.most}, is {value}."
            )


@dataclass(frozen=True, slots=True)
class Choice:
    """A string out of a closed list."""

    values: frozenset[str]

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "not-one-of" when the string is not on the list."""
        yield from Is("string").problems(value, at)
        if isinstance(value, str) and value not in self.values:
            yield Problem(at.pointer, "not-one-of", f"Must be one of {', '.join(sorted(self.values))}.")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A string of a fixed form, such as a date."""

    name: str
    form: re.Pattern[str]

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "<name>-format" when the string has another form."""
        yield from Is("string").problems(value, at)
        if isinstance(value, str) and not self.form.fullmatch(value):
            yield Problem(at.pointer, f"{self.name}-format", f"Must have the form {self.form.pattern}.")


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `least` to `most` values of one spec."""

    name: str
    most: int
    of: Spec
    least: int = 1

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "<name>-count" when there are too few or too many, and what is wrong with each item."""
        yield from Is("list").problems(value, at)
        items = as_list(value)
        if isinstance(value, list | tuple) and not self.least <= len(items) <= self.most:
            detail = f"Must have {self.least} to {self.most} items, has {len(items)}."
            yield Problem(at.pointer, f"{self.name}-count", detail)
        for index, item in enumerate(items):
            yield from self.of.problems(item, at.child(index))


@dataclass(frozen=True, slots=True)
class Many:
    """A list of any number of values of one spec."""

    of: Spec

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield what is wrong with each item."""
        yield from Is("list").problems(value, at)
        for index, item in enumerate(as_list(value)):
            yield from self.of.problems(item, at.child(index))


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these keys, and no others while `closed`; `also` names the rules that look at several keys."""

    keys: Mapping[str, Spec]
    required: tuple[str, ...] = ()
    also: Mapping[str, Rule] = field(default_factory=dict)
    closed: bool = True

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "wrong-type" for anything but an object, else what is wrong with it."""
        yield from Is("object").problems(value, at)
        if isinstance(value, Mapping):
            yield from self.inside(value, at)

    def inside(
        self, owner: Mapping[str, object], at: Place, known: frozenset[str] = frozenset()
    ) -> Iterator[Problem]:
        """Yield "missing", "unknown-key", what is wrong at each key not yet `known`, and what `also` finds."""
        for key in self.required:
            if key not in owner:
                yield Problem(at.pointer, "missing", f"Must have the key {key}.")
        for key in [key for key in owner if key not in known]:
            yield from self._held(key, owner[key], at.child(key))
        yield from apply(self.also, owner, at)

    def _held(self, key: str, held: object, at: Place) -> Iterator[Problem]:
        if key in self.keys:
            yield from self.keys[key].problems(held, at)
        elif self.closed:
            yield Problem(at.pointer, "unknown-key", f"Slack knows no {key} here.")


@dataclass(frozen=True, slots=True)
class Typed:
    """An object whose "type" picks its shape, out of those allowed in this slot.

    elsewhere: types that exist but have no place in this slot.
    only_on: the surfaces a type is restricted to, where it is restricted.
    """

    name: str
    shapes: Mapping[str, Shape]
    elsewhere: frozenset[str] = frozenset()
    only_on: Mapping[str, frozenset[Surface]] = field(default_factory=dict)

    def problems(self, value: object, at: Place) -> Iterator[Problem]:
        """Yield "<name>-unknown" or "<name>-misplaced" for the type, else what is wrong with the shape."""
        yield from Is("object").problems(value, at)
        if not isinstance(value, Mapping):
            return
        type_ = as_text(value.get("type"))
        if type_ in self.shapes and at.surface in self.only_on.get(type_, (at.surface,)):
            yield from self.shapes[type_].inside(as_object(value), at, frozenset({"type"}))
        else:
            verdict = "misplaced" if type_ in self.elsewhere or type_ in self.shapes else "unknown"
            detail = f"No {self.name} of type {type_!r} may be here in a {at.surface}."
            yield Problem(at.pointer, f"{self.name}-{verdict}", detail)
