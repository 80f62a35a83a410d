"""Where in an answer the number is: a JSON Pointer (RFC 6901) such as `/data/0/open`, or dots as in `data[0].open`."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.errors import Invalid, UserFacing
from bot.features.sources.values import PATH_MOST, Field

STEP = re.compile(r"(?:^|(?!^)\.)(?P<name>[^.\[\]]+)|\[(?P<place>\d+)\]")
ROOT = re.compile(r"^\$(\.|(?=\[))")  # JSONPath's way to begin
ESCAPED = re.compile(r"~(?![01])")  # of a pointer: ~1 is a slash and ~0 a tilde, nothing else is escaped
PLACE = re.compile(r"0|[1-9][0-9]{0,8}")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE_MOST, FRACTION_MOST = 15, 6  # digits before and after the decimal point, as of readings
NO_PATH = "I can't follow that path. Write it like data.items[0].value or /data/items/0/value."
CALLED = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "nothing (null)"}


class NoNumber(UserFacing):
    """The answer holds no number where one should be; the sentence names what is there, not what it says."""


def steps_of(path: str) -> tuple[str, ...]:
    """A path's steps into the answer; none when the answer itself is the number.

    Raises:
        Invalid: it is no path.
    """
    path = path.strip()
    if len(path) > PATH_MOST:
        raise Invalid(Field.PATH, NO_PATH)
    if path in {"", "$"}:
        return ()
    return _of_pointer(path) if path.startswith("/") else _of_dots(ROOT.sub("", path))


def number_at(document: object, path: str) -> Decimal:
    """The number that a path leads to.

    A step is a key of an object or a place in a list, counted from 0.

    Raises:
        Invalid: it is no path.
        NoNumber: it leads nowhere, or to something else.
    """
    found = document
    steps = steps_of(path)
    for number, step in enumerate(steps):
        found = _at(found, step, _said(steps[:number]))
    return _number(found, _said(steps))


def _of_pointer(path: str) -> tuple[str, ...]:
    if ESCAPED.search(path):
        raise Invalid(Field.PATH, NO_PATH)
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in path[1:].split("/"))


def _of_dots(path: str) -> tuple[str, ...]:
    steps, end = [], 0
    while end < len(path):
        found = STEP.match(path, end)
        if found is None:
            raise Invalid(Field.PATH, NO_PATH)
        steps.append(found["name"] or found["place"])
        end = found.end()
    return tuple(steps)


def _at(holder: object, step: str, where: str) -> object:
    if isinstance(holder, dict) and step in holder:
        return holder[step]
    if isinstance(holder, list) and PLACE.fullmatch(step) and int(step) < len(holder):
        return holder[int(step)]
    if isinstance(holder, list):
        raise NoNumber(
            f"{where} is a list of {len(holder)}, and there is no place “{step}” in it (they count from 0)."
        )
    if isinstance(holder, dict):
        raise NoNumber(f"{where} has nothing called “{step}”.")
    raise NoNumber(f"{where} is {_called(holder)}, so there is no “{step}” in it.")


def _number(found: object, where: str) -> Decimal:
    if isinstance(found, str) and NUMBER.fullmatch(found.strip()):
        return _kept(Decimal(found.strip()), where)
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        return _kept(Decimal(found), where)
    raise NoNumber(f"{where} is {_called(found)}, not a number.")


def _kept(value: Decimal, where: str) -> Decimal:
    """As exactly as readings are kept."""
    if not value:
        return Decimal(0)
    if value.adjusted() >= WHOLE_MOST:
        raise NoNumber(f"{where} is a number of more than {WHOLE_MOST} digits; I can't keep that one.")
    return Decimal(f"{round(value, FRACTION_MOST).normalize():f}")


def _called(found: object) -> str:
    return CALLED.get(type(found), "a number")


def _said(steps: Sequence[str]) -> str:
    return f"“{'/'.join(steps)}”" if steps else "The answer"
