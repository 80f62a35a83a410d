"""Slack's paging: a limit, and a cursor that names where the last page ended."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from itertools import dropwhile, islice
from operator import itemgetter
from typing import TypeVar

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused

Item = TypeVar("Item")
_LARGEST = 1000


def page_of(items: Iterable[tuple[int, Item]], arguments: Arguments) -> tuple[list[Item], Json]:
    """Return the page that `limit` and `cursor` ask for, and the answer's paging fields.

    items: each with its position, rising; since the cursor is a position, what is added or taken away between two
    pages neither repeats nor hides the rest. Raises Refused invalid_limit or invalid_cursor.
    """
    limit = arguments.number("limit", 100) or 100
    if limit > _LARGEST:
        raise Refused("invalid_limit")
    after = page_begins(arguments)
    rest = items if after is None else dropwhile(lambda item: item[0] <= after, items)
    found = list(islice(rest, limit + 1))
    more = len(found) > limit
    cursor = b64encode(f"after:{found[limit - 1][0]}".encode()).decode() if more else ""
    return [item for _, item in found[:limit]], {
        "has_more": more,
        "response_metadata": {"next_cursor": cursor},
    }


def by_ids(items: Mapping[str, Item]) -> list[tuple[int, Item]]:
    """Return items in the order of their ids, each with a position that stays when others are taken away."""
    return sorted(((int.from_bytes(each.encode()), item) for each, item in items.items()), key=itemgetter(0))


def page_begins(arguments: Arguments) -> int | None:
    """Return the position that `cursor` names, after which the page begins. Raises Refused invalid_cursor."""
    cursor = arguments.optional_text("cursor")
    if not cursor:
        return None
    try:
        word, _, number = b64decode(cursor, validate=True).decode().partition(":")
        return {"after": int(number)}[word]
    except (ValueError, KeyError):
        raise Refused("invalid_cursor") from None
