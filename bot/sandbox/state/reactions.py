"""Emoji reactions: one per person, emoji and message."""

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.announcements import Announcer
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.emoji import CustomEmoji
from bot.sandbox.state.messages import Message

MOST_EMOJI = 50
"""Different emoji on one message."""

MOST_OF_ONE = 23
"""Emoji that one person may add to one message."""


class Reactions:
    """Adds and removes reactions and tells of it as Slack does, also of the bot's own."""

    def __init__(
        self, directory: Directory, emoji: CustomEmoji, stamps: Stamps, announcer: Announcer
    ) -> None:
        self._directory = directory
        self._emoji = emoji
        self._stamps = stamps
        self._announcer = announcer

    def add(self, place: Conversation, message: Message, user: str, name: str) -> None:
        """Add a reaction; name comes without colons. Raises Refused invalid_name, is_archived, already_reacted,
        too_many_emoji or too_many_reactions.
        """
        name = self._emoji.named(name)
        if place.is_archived:
            raise Refused("is_archived")
        users = message.reactions.get(name, [])
        if user in users:
            raise Refused("already_reacted")
        _check_room(message, user, name)
        message.reactions.setdefault(name, []).append(user)
        self._announce("reaction_added", place, message, user, name)

    def remove(self, place: Conversation, message: Message, user: str, name: str) -> None:
        """Take one's own reaction back. Raises Refused invalid_name or no_reaction."""
        name = self._emoji.named(name)
        users = message.reactions.get(name, [])
        if user not in users:
            raise Refused("no_reaction")
        users.remove(user)
        if not users:
            del message.reactions[name]
        self._announce("reaction_removed", place, message, user, name)

    def _announce(self, kind: str, place: Conversation, message: Message, user: str, name: str) -> None:
        item: Json = {"type": "message", "channel": place.id, "ts": message.ts}
        event: Json = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": item,
            "item_user": message.user,
            "event_ts": self._stamps.next(),
        }
        self._announcer.happened(event, place)
        hint: Json = {"what": "messages", "channel": place.id}
        if message.thread_ts is not None:
            hint["thread_ts"] = message.thread_ts
        self._announcer.changed(hint, self._directory.readers(place))


def _check_room(message: Message, user: str, name: str) -> None:
    if name not in message.reactions and len(message.reactions) >= MOST_EMOJI:
        raise Refused("too_many_emoji")
    if sum(user in users for users in message.reactions.values()) >= MOST_OF_ONE:
        raise Refused("too_many_reactions")
