"""What delivery is told and tells: messages, Home tabs, surfaces, and where each of them stands."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

Json = dict[str, object]
PIN = "pin"  # as a step, after the seeds; every other step is the name of an emoji


class State(StrEnum):
    """Where a surface stands: pending → sending → shown | failed | expired | gone; sending → unknown → shown."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SHOWN = "shown"
    FAILED = "failed"
    EXPIRED = "expired"
    GONE = "gone"


LIVE = frozenset({State.PENDING, State.SENDING, State.UNKNOWN, State.SHOWN})


class Method(StrEnum):
    """The next thing to do for a surface, named for Slack's method, whose rate limit it falls under."""

    ROUTE = "route"  # nothing of Slack's: find out whether a person gets a Home tab or a direct message
    OPEN = "conversations.open"
    POST = "chat.postMessage"
    UPDATE = "chat.update"
    DELETE = "chat.delete"
    REACT = "reactions.add"
    PIN = "pins.add"
    PUBLISH = "views.publish"
    READ_BACK = "conversations.history"  # conversations.replies for threads, under the same limit


DRAWN = frozenset({Method.ROUTE, Method.POST, Method.UPDATE, Method.PUBLISH})


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is to read in Slack.

    Args:
        text: what notifications, screen readers and old clients show.
        blocks: Block Kit; empty for plain text.
        seeds: emoji names that Cairn adds after posting, in this order.
        pin: whether it is pinned to its channel after posting.
    """

    text: str
    blocks: tuple[Json, ...] = ()
    seeds: tuple[str, ...] = ()
    pin: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """What follows the posting, in order."""
        return (*self.seeds, PIN) if self.pin else self.seeds


@dataclass(frozen=True, slots=True)
class Home:
    """A person's Home tab; the audience of its surface is that person."""

    view: Json


@dataclass(frozen=True, slots=True)
class Surface:
    """One thing that Slack must show, as it stands.

    Args:
        audience: Slack id of the channel, or of the person whose Home or direct messages show it.
        channel: where it was posted (D… for a person), None while unknown and for a Home tab.
        ts: Slack's id of the message within its channel, None until it is posted.
    """

    id: UUID
    workspace: str
    kind: str
    subject: str
    audience: str
    key: str
    channel: str | None
    ts: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A message of Cairn's, read back from a conversation.

    Args:
        ts: Slack's id of the message.
        surface: which surface its metadata names.
    """

    ts: str
    surface: UUID


def is_person(audience: str) -> bool:
    """Whether the Slack id is a person's (U…, or W… on Enterprise)."""
    return audience.startswith(("U", "W"))
