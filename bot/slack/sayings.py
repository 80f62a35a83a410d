"""What the activity log's events are in people's words: each room says its own, and a history asks for all."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import LiteralString, Protocol

from bot.db.transaction import Event
from bot.slack import kit
from bot.slack.kit import Markup, markup

SOMEBODY = markup("Somebody")


class Entry(Protocol):
    """One thing that happened, as the activity log keeps it."""

    @property
    def at(self) -> datetime: ...
    @property
    def actor(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, object]: ...


Say = Callable[[Entry], Markup]
"""An event's line, without its day: "Ana claimed it"."""
SayIfAny = Callable[[Entry], Markup | None]
"""The same; None for an entry that tells people nothing."""


class Sayings:
    """Which events have words; registered once, at start."""

    def __init__(self) -> None:
        self._says: dict[str, SayIfAny] = {}

    def on(self, event: type[Event], say: SayIfAny) -> None:
        """Put an event into words; one that nobody puts into words is left out of histories."""
        self._says[event.kind] = say

    def line(self, entry: Entry) -> Markup | None:
        """The entry on one line, its day first; None when there are no words for it."""
        say = self._says.get(entry.kind)
        said = say(entry) if say else None
        return markup("{day}: {said}", day=kit.day(entry.at), said=said) if said else None


def by_actor(did: LiteralString) -> Say:
    """Words for what only needs saying who did it: `by_actor("claimed it")`."""
    return lambda entry: markup("{who} {did}", who=actor_of(entry), did=did)


def actor_of(entry: Entry) -> Markup:
    """Who did it."""
    return person(entry.actor or "")


def person(user: str) -> Markup:
    """A person in a history; somebody, where nobody is named."""
    return kit.mention(user) if user else SOMEBODY
