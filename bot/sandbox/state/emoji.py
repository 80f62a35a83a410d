"""The emoji there are: the standard ones, and the workspace's own."""

import re
from collections.abc import Mapping

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.announcements import Announcer

_NAME = re.compile(r"(?P<name>[a-z0-9_+'\-]+)(?P<tone>::skin-tone-[2-6])?")


class CustomEmoji:
    """Names and the pictures they stand for, beside the standard ones.

    standard: every name of theirs, with the one that its emoji goes by; while it is empty, any name passes for one.
    """

    def __init__(self, stamps: Stamps, announcer: Announcer, standard: Mapping[str, str]) -> None:
        self._stamps = stamps
        self._announcer = announcer
        self._standard = standard
        self.pictures: dict[str, str] = {}

    def add(self, name: str, url: str) -> None:
        """Let a name stand for the picture at url, or with "alias:other" for another emoji; it is told to apps."""
        self.pictures[name] = url
        event: Json = {"type": "emoji_changed", "subtype": "add", "name": name, "value": url}
        self._announcer.happened(event | {"event_ts": self._stamps.next()}, None)

    def named(self, name: str) -> str:
        """Return the one name of an emoji, its skin tone kept. Raises Refused invalid_name when there is none such."""
        written = _NAME.fullmatch(name)
        if written is None:
            raise Refused("invalid_name")
        plain = written["name"]
        if plain in self.pictures or not self._standard:
            return name
        if plain not in self._standard:
            raise Refused("invalid_name")
        return self._standard[plain] + (written["tone"] or "")
