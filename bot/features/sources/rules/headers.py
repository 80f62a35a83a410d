"""Headers as people enter them: a name, a colon and a value on each line."""

import re

from bot.errors import Invalid
from bot.features.sources.values import HEADERS_MOST, Field

NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")  # a token of RFC 9110
VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
LINES_MOST = 10
OURS = frozenset(
    {
        "host", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "te", "trailer", "expect",
        "accept-encoding", "range", "content-type",
    }
)  # fmt: skip
NO_HEADER = (
    "Line {number} isn't a header. Write a name, a colon and a value, such as Authorization: Bearer abc."
)
NOT_THIS_ONE = "Line {number}: I set that header myself. Leave it out."
TWICE = "Line {number} names a header that another line names, too. One of them is enough."
TOO_MANY = "That is more than I send along. Ten headers are the most."


def headers_of(entered: str) -> dict[str, str]:
    """Headers by name, in the order of their lines; empty lines are left out.

    Raises:
        Invalid: a line is none, or there are too many. The sentence doesn't repeat what the line says.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(entered.splitlines(), start=1):
        if line.strip():
            name, value = _header(line, number)
            if name.lower() in {known.lower() for known in found}:
                raise _invalid(TWICE, number)
            found[name] = value
    if len(found) > LINES_MOST or len(entered) > HEADERS_MOST:
        raise Invalid(Field.HEADERS, TOO_MANY)
    return found


def _header(line: str, number: int) -> tuple[str, str]:
    name, colon, value = (part.strip() for part in line.partition(":"))
    if not (colon and NAME.fullmatch(name) and VALUE.fullmatch(value)):
        raise _invalid(NO_HEADER, number)
    if name.lower() in OURS or name.lower().startswith("proxy-"):
        raise _invalid(NOT_THIS_ONE, number)
    return name, value


def _invalid(sentence: str, number: int) -> Invalid:
    return Invalid(Field.HEADERS, sentence.format(number=number))
