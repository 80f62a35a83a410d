"""What happens to a channel as a whole: renamed, archived, brought back, made private."""

import re

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Stamps, new_id
from bot.sandbox.state.announcements import Announcer
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.directory import Directory

_NAME = re.compile(r"[\w\-]+")
_LONGEST_NAME = 80
_LONGEST_DESCRIPTION = 250
_EVENT_PREFIXES = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group"}


class Channels:
    """Changes channels and tells of it as Slack does; each verb raises Refused for a direct message."""

    def __init__(self, directory: Directory, stamps: Stamps, announcer: Announcer) -> None:
        self._directory = directory
        self._stamps = stamps
        self._announcer = announcer

    def create(self, name: str, user: str, *, is_private: bool) -> Conversation:
        """Open a channel with its first member. Raises Refused for a name that is empty, too long, odd or taken."""
        self._check_name(name)
        ts = self._stamps.next()
        kind = Kind.PRIVATE if is_private else Kind.PUBLIC
        place = Conversation(new_id("C"), name, kind, [user], creator=user, created=int(float(ts)))
        self._directory.conversations[place.id] = place
        if not is_private:
            made: Json = {"id": place.id, "name": name, "created": place.created, "creator": user}
            self._announcer.happened({"type": "channel_created", "channel": made, "event_ts": ts}, None)
        self._announcer.changed({"what": "state"}, self._directory.people)
        return place

    def delete(self, place: Conversation, user: str) -> None:
        """Take a channel away with all that stands in it. Raises Refused channel_type_not_supported for #general."""
        self._check_channel(place)
        _check_not_general(place)
        self._announce("deleted", place, channel=place.id, actor_id=user)
        del self._directory.conversations[place.id]

    def set_topic(self, place: Conversation, topic: str) -> None:
        """Say what a channel is about now. Raises Refused is_archived or too_long."""
        self._check_open(place)
        place.topic = _described(topic)
        self._announcer.changed({"what": "state"}, self._directory.people)

    def set_purpose(self, place: Conversation, purpose: str) -> None:
        """Say what a channel is for. Raises Refused is_archived or too_long."""
        self._check_open(place)
        place.purpose = _described(purpose)
        self._announcer.changed({"what": "state"}, self._directory.people)

    def rename(self, place: Conversation, name: str) -> None:
        """Give a channel another name. Raises Refused is_archived, or what a name is refused for."""
        self._check_open(place)
        self._check_name(name)
        place.name = name
        renamed: Json = {"id": place.id, "name": name, "name_normalized": name, "created": 0}
        self._announce("rename", place, channel=renamed)

    def archive(self, place: Conversation, user: str) -> None:
        """Close a channel to everything new. Raises Refused cant_archive_general or already_archived."""
        self._check_channel(place)
        if place.is_general:
            raise Refused("cant_archive_general")
        if place.is_archived:
            raise Refused("already_archived")
        place.is_archived = True
        self._announce("archive", place, channel=place.id, user=user)

    def unarchive(self, place: Conversation, user: str) -> None:
        """Open an archived channel again. Raises Refused not_archived."""
        self._check_channel(place)
        if not place.is_archived:
            raise Refused("not_archived")
        place.is_archived = False
        self._announce("unarchive", place, channel=place.id, user=user)

    def make_private(self, place: Conversation, user: str) -> None:
        """Close a public channel to those who are not in it. Raises Refused is_archived or channel_type_not_supported.

        Slack has no event of its own for it: those in the channel get a message with a subtype.
        """
        self._check_open(place)
        if place.kind is not Kind.PUBLIC:
            raise Refused("method_not_supported_for_channel_type")
        _check_not_general(place)
        place.kind = Kind.PRIVATE
        ts = self._stamps.next()
        event: Json = {
            "type": "message",
            "subtype": "channel_convert_to_private",
            "user": user,
            "text": "made this channel *private*. Now, it can only be viewed or joined by invitation.",
            "ts": ts,
            "event_ts": ts,
            "channel": place.id,
            "channel_type": place.channel_type,
        }
        self._announcer.happened(event, place)
        self._announcer.changed({"what": "state"}, self._directory.people)

    def _check_name(self, name: str) -> None:
        if not name:
            raise Refused("invalid_name_required")
        if len(name) > _LONGEST_NAME:
            raise Refused("invalid_name_maxlength")
        if not re.search(r"[^\W_]", name):
            raise Refused("invalid_name_punctuation")
        if not _NAME.fullmatch(name) or name != name.lower():
            raise Refused("invalid_name_specials")
        if any(other.name == name for other in self._directory.conversations.values()):
            raise Refused("name_taken")

    def _check_channel(self, place: Conversation) -> None:
        if not place.is_channel:
            raise Refused("method_not_supported_for_channel_type")

    def _check_open(self, place: Conversation) -> None:
        self._check_channel(place)
        if place.is_archived:
            raise Refused("is_archived")

    def _announce(self, what: str, place: Conversation, **told: object) -> None:
        kind = f"{_EVENT_PREFIXES[place.kind]}_{what}"
        self._announcer.happened({"type": kind, **told, "event_ts": self._stamps.next()}, place)
        self._announcer.changed({"what": "state"}, self._directory.people)


def _check_not_general(place: Conversation) -> None:
    if place.is_general:
        raise Refused("channel_type_not_supported")


def _described(text: str) -> str:
    if len(text) > _LONGEST_DESCRIPTION:
        raise Refused("too_long")
    return text
