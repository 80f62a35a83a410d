"""What Slack brings to an app and what it hears back, whichever way it goes."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.sandbox.json_values import Json


class Errand(Enum):
    """What a request to the app is about."""

    EVENT = "event"
    COMMAND = "command"
    INTERACTION = "interaction"


@dataclass(frozen=True, slots=True)
class Retry:
    """Says to the app that it hears something again: for which time, and why (Slack's words)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request; `status` is None when no answer came and `failure` says why, in Slack's words.

    no_retry: the app asked not to be told again.
    """

    status: int | None
    body: str = ""
    failure: str = ""
    no_retry: bool = False


class Carrier(Protocol):
    """The way to the app: signed HTTP or Socket Mode."""

    async def carry(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        """Bring one request there and wait for its answer, for as long as the caller does."""

    async def close(self) -> None:
        """Close the connections."""
