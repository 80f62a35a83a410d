"""A place where messages stand: a public channel, a private one, or direct messages between two people or a few."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import stamp_number
from bot.sandbox.state.messages import Message


class Kind(Enum):
    """The kinds of place, valued by the word Slack's scopes and message events use for them."""

    PUBLIC = "channels"
    PRIVATE = "groups"
    DIRECT = "im"
    GROUP = "mpim"


GENERAL = "general"
"""What the channel that everybody is in is called at first."""

_CHANNEL_TYPES = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.DIRECT: "im", Kind.GROUP: "mpim"}
_COMMAND_NAMES = {Kind.PRIVATE: "privategroup", Kind.DIRECT: "directmessage"}


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a timeline a reader asks for; bounds are in microseconds since 1970, left out unless inclusive."""

    oldest: int | None = None
    latest: int | None = None
    inclusive: bool = False

    def holds(self, message: Message) -> bool:
        """Tell whether the message was posted within the bounds."""
        return self.of([message.ts]) == [message.ts]

    def of(self, stamps: list[str]) -> list[str]:
        """Return those of the timestamps, which rise, that lie within the bounds."""
        after, until = (bisect_left, bisect_right) if self.inclusive else (bisect_right, bisect_left)
        first = 0 if self.oldest is None else after(stamps, self.oldest, key=_microseconds)
        last = len(stamps) if self.latest is None else until(stamps, self.latest, key=_microseconds)
        return stamps[first:last]

    def before(self, moment: int | None) -> "Window":
        """Return the part of it that lies before a moment, itself left out; all of it when there is none."""
        if moment is None or (self.latest is not None and self.latest < moment):
            return self
        reach = 1 if self.inclusive else 0
        return replace(self, latest=moment - reach)


EVERYTHING = Window()


def _microseconds(ts: str) -> int:
    return stamp_number(ts) or 0


@dataclass(slots=True, eq=False)
class Conversation:
    """A place and all that stands in it; messages and whispers (ephemerals) are kept in the order of their ts.

    `is_general`: the channel of everybody, whatever it is called now, which nobody leaves and nobody closes.
    `is_ext_shared`: with another organisation. `read_up_to` maps a person to the ts of the last message they have read.
    """

    id: str
    name: str
    kind: Kind
    members: list[str]
    topic: str = ""
    purpose: str = ""
    creator: str = ""
    created: int = 0
    is_general: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    whispers: dict[str, Message] = field(default_factory=dict)
    read_up_to: dict[str, str] = field(default_factory=dict)

    @property
    def is_channel(self) -> bool:
        """Whether it is a channel, which people come to and leave, and no direct message."""
        return self.kind in (Kind.PUBLIC, Kind.PRIVATE)

    @property
    def channel_type(self) -> str:
        """The word that message and reaction events use: channel, group, im or mpim."""
        return _CHANNEL_TYPES[self.kind]

    @property
    def command_name(self) -> str:
        """What slash commands and interactions call it: people's private places are not named to apps."""
        return _COMMAND_NAMES.get(self.kind, self.name)

    def seen_by(self, user: str) -> bool:
        """Tell whether this person may know of it."""
        return self.kind is Kind.PUBLIC or user in self.members

    def message(self, ts: str) -> Message:
        """Return the message at ts. Raises Refused message_not_found, also where only a deleted one's thread is left."""
        found = self.messages.get(ts)
        if found is None or found.is_tombstone:
            raise Refused("message_not_found")
        return found

    def seen_message(self, ts: str, user: str) -> Message:
        """Return the message at ts, or what was whispered to user at ts. Raises Refused message_not_found."""
        whisper = self.whispers.get(ts)
        return whisper if whisper is not None and whisper.only_for == user else self.message(ts)

    def thread(self, ts: str) -> list[Message]:
        """Return a thread: its parent, then the replies, oldest first. Raises Refused thread_not_found."""
        parent = self.messages.get(ts)
        if parent is None:
            raise Refused("thread_not_found")
        if parent.is_reply:
            return [parent]
        return [parent, *(self.messages[reply] for reply in parent.replies)]

    def timeline(self, window: Window = EVERYTHING) -> Iterator[Message]:
        """Yield what stands in the channel itself within a window, the newest first: replies only when broadcast."""
        within = (self.messages[ts] for ts in reversed(window.of(list(self.messages))))
        return (message for message in within if message.broadcast or not message.is_reply)

    def described(self, *, to: str) -> Json:
        """Return the conversation as conversations.info tells it to one of the people."""
        description: Json = {
            "id": self.id,
            "is_channel": self.kind is Kind.PUBLIC,
            "is_group": self.kind is Kind.PRIVATE,
            "is_im": self.kind is Kind.DIRECT,
            "is_mpim": self.kind is Kind.GROUP,
            "is_private": self.kind is not Kind.PUBLIC,
            "is_archived": self.is_archived,
            "is_member": to in self.members,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": False,
            "created": self.created,
        }
        if self.kind is Kind.DIRECT:
            return description | {"user": next((each for each in self.members if each != to), to)}
        topic: Json = {"value": self.topic, "creator": "", "last_set": 0}
        purpose: Json = {"value": self.purpose, "creator": "", "last_set": 0}
        return description | {
            "name": self.name,
            "name_normalized": self.name,
            "is_general": self.is_general,
            "creator": self.creator,
            "topic": topic,
            "purpose": purpose,
        }
