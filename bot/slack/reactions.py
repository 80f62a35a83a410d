"""The reactions router: the only listener to reactions, because Bolt calls only the first that matches.

The surface at the message names its kind; the room of that kind takes the reaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.db.transaction import Transaction
from bot.delivery.in_flight import posting_in
from bot.delivery.surfaces import surface_at
from bot.delivery.values import Surface
from bot.errors import Fault
from bot.slack.payloads import text_at
from bot.slack.stamps import stamp_of
from bot.slack.visits import Happening

REMEMBERED = 10_000  # messages of ours that people react to


@dataclass(frozen=True, slots=True)
class Reaction:
    """One person's reaction, added or removed.

    Args:
        user: Slack user id.
        emoji: the raw name as Slack sends it, skin tone included ("thumbsup::skin-tone-3").
        added: False when it was taken away.
        stamp: when, in microseconds since 1970, by Slack's clock (event_ts).
    """

    user: str
    emoji: str
    added: bool
    stamp: int


@dataclass(frozen=True, slots=True)
class Place:
    """A message in a conversation, whoever wrote it; `ts` is Slack's id of it there."""

    channel: str
    ts: str


TakeReaction = Callable[[Transaction, Surface, Reaction], None]
"""Takes a reaction in whatever order and how often Slack tells of it; again, it changes nothing."""
TakeAnywhere = Callable[[Transaction, Place, Reaction], None]
"""The same."""


@dataclass(slots=True)
class ReactionRouter:
    """Which room takes reactions on which kind of surface."""

    takers: dict[str, TakeReaction] = field(default_factory=dict)
    takers_anywhere: dict[str, TakeAnywhere] = field(default_factory=dict)
    _seen: dict[tuple[str, Place], Surface] = field(default_factory=dict, init=False, repr=False)

    def register(self, kind: str, take: TakeReaction) -> None:
        """Reactions on surfaces of this kind go to `take`, within the transaction that admits the event."""
        if kind in self.takers:
            raise Fault(f"two rooms take reactions on {kind!r}")
        self.takers[kind] = take

    def register_anywhere(self, emoji: str, take: TakeAnywhere) -> None:
        """Reactions with this emoji (its name, without skin tone) go to `take`, whosever message it is."""
        if emoji in self.takers_anywhere:
            raise Fault(f"two rooms take reactions with {emoji!r}")
        self.takers_anywhere[emoji] = take

    async def on_reaction(self, happening: Happening) -> None:
        """Slack's reaction_added and reaction_removed.

        They need no key in the inbox: who takes them keeps a set, in which what comes again is there already.
        """
        edge = replace(happening.edge, once=None)
        await edge.commit(self.route, happening.event)

    def route(self, tx: Transaction, event: Mapping[str, object]) -> None:
        """Find the surface and hand the reaction over.

        Raises:
            Fault: the message may be one that delivery hasn't recorded yet; Slack sends the event again.
        """
        channel, ts = text_at(event, "item", "channel"), text_at(event, "item", "ts")
        anywhere = self.takers_anywhere.get(text_at(event, "reaction").partition("::")[0])
        if anywhere is not None:
            anywhere(tx, Place(channel, ts), reaction_of(event))
        surface = self._surface(tx, Place(channel, ts))
        take = self.takers.get(surface.kind) if surface is not None else None
        if surface is not None and take is not None:
            take(tx, surface, reaction_of(event))

    def _surface(self, tx: Transaction, place: Place) -> Surface | None:
        """What stands there: which surface a message shows never changes, so it is asked for once."""
        known = self._seen.get((tx.workspace, place))
        if known is not None:
            return known
        surface = surface_at(tx, place.channel, place.ts)
        if surface is None:
            if posting_in(tx, place.channel):
                raise Fault("a reaction came before its message was recorded")
            surface = surface_at(tx, place.channel, place.ts)  # it may have been recorded between these looks
        if surface is not None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[tx.workspace, place] = surface
        return surface


def reaction_of(event: Mapping[str, object]) -> Reaction:
    """Slack's event as a value."""
    return Reaction(
        user=text_at(event, "user"),
        emoji=text_at(event, "reaction"),
        added=text_at(event, "type") == "reaction_added",
        stamp=stamp_of(text_at(event, "event_ts")),
    )
