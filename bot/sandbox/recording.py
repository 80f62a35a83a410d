"""The record: every Web API call, post to a response_url and request to the app, with its answer and how long it took."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import islice
from typing import Generic, TypeVar

from bot.sandbox.json_values import Json, as_object

Item = TypeVar("Item")
MOST_ENTRIES = 4000
MOST_BYTES = 16_000_000


class Direction(Enum):
    """Which way it went: the app called, was told, or posted to a response_url."""

    CALL = "call"
    DELIVERY = "delivery"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call of the Web API or a request to the app, and its answer.

    name: the method, or the type of the event or interaction, or the command, or "response_url". status: HTTP's, None when no answer
    came. verdict: "ok", Slack's error name, or why Slack repeats it. attempt: 0 the first time. size: in bytes.
    """

    at: datetime
    direction: Direction
    name: str
    team_id: str
    status: int | None
    verdict: str
    seconds: float
    request: Json
    response: object
    attempt: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of the Web API: what was asked (without the token) and answered."""

    method: str
    arguments: Json
    response: Json
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """An exchange under its number, which only rises."""

    id: int
    about: Exchange


def weight(value: object) -> int:
    """Return how many bytes a JSON value comes to when it is written."""
    return len(json.dumps(value))


class Latest(Generic[Item]):
    """Remembers the latest 4,000 things, fewer when they come to more than 16 MB; older ones are forgotten."""

    def __init__(self, most: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self._kept: deque[tuple[Item, int]] = deque()
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0

    def __iter__(self) -> Iterator[Item]:
        """Yield what is remembered, the oldest first."""
        return (item for item, _ in self._kept)

    def __reversed__(self) -> Iterator[Item]:
        """Yield what is remembered, the newest first."""
        return (item for item, _ in reversed(self._kept))

    def add(self, item: Item, size: int) -> None:
        """Remember something of so many bytes; the newest is kept, however large."""
        self._kept.append((item, size))
        self._bytes += size
        while len(self._kept) > self._most or (self._bytes > self._most_bytes and len(self._kept) > 1):
            self._bytes -= self._kept.popleft()[1]


class Record:
    """Remembers the latest exchanges, as many as Latest does."""

    def __init__(self, most: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self._entries = Latest[Entry](most, most_bytes)
        self._last = 0

    @property
    def last(self) -> int:
        """The number of the newest entry, 0 while there is none."""
        return self._last

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is remembered, the oldest first."""
        return tuple(self._entries)

    @property
    def calls(self) -> list[CallRecord]:
        """The calls of the Web API, the oldest first."""
        called = (each.about for each in self._entries if each.about.direction is Direction.CALL)
        return [CallRecord(each.name, each.request, as_object(each.response), each.at) for each in called]

    def add(self, about: Exchange) -> None:
        """Remember an exchange that is over; the newest is kept, however large."""
        self._last += 1
        self._entries.add(Entry(self._last, about), about.size)

    def page(self, after: int | None, kind: str, limit: int) -> tuple[list[Entry], bool]:
        """Return the entries that follow `after`, and whether more do; without `after` the newest ones.

        kind: "call", "delivery", "response", or the name of a method, event or command; empty for all.
        """
        if after is None:
            newest = list(islice(_of_kind(reversed(self._entries), kind), limit))
            return newest[::-1], False
        later = (entry for entry in self._entries if entry.id > after)
        found = list(islice(_of_kind(later, kind), limit + 1))
        return found[:limit], len(found) > limit


def _of_kind(entries: Iterable[Entry], kind: str) -> Iterable[Entry]:
    return (each for each in entries if not kind or kind in (each.about.direction.value, each.about.name))
