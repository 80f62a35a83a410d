"""What can come of trying to do a surface's next thing."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack has the message."""

    channel: str
    ts: str
    version: int
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """Slack shows this version: an update of a message, or a Home tab published."""

    version: int
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stepped:
    """The first of the steps left is done, or will never be, for the reason given."""

    error: str | None = None


@dataclass(frozen=True, slots=True)
class Publishable:
    """It is a Home tab."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """It is a message to a person, to post there; None where their direct messages are still to be opened."""

    channel: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """The message is no more: someone deleted it, or Cairn withdrew it."""

    by_someone: bool


@dataclass(frozen=True, slots=True)
class Expired:
    """There is nothing left to show."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack or the renderer says no, for good; what was wanted of this version will not be."""

    error: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Unsure:
    """A post may or may not have arrived."""

    error: str


@dataclass(frozen=True, slots=True)
class Found:
    """Reading the conversation back showed these copies, oldest first."""

    channel: str
    stamps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Reading the conversation back showed no copy."""


@dataclass(frozen=True, slots=True)
class Later:
    """It was certainly not done, or may be done twice: try again.

    Args:
        error: why; None for handing back what wasn't begun, which is no failed try.
        after: how long to wait; None for a pause that grows with each try.
        everyone: whether Slack asked the whole workspace to wait with this method (429).
    """

    error: str | None
    after: timedelta | None = None
    everyone: bool = False


Outcome: TypeAlias = (
    Posted
    | Updated
    | Stepped
    | Publishable
    | Addressed
    | Gone
    | Expired
    | Refused
    | Unsure
    | Found
    | Absent
    | Later
)
