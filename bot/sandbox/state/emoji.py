"""The workspace's own emoji."""

from bot.sandbox.json_values import Json
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.announcements import Announcer


class CustomEmoji:
    """Names and the pictures they stand for."""

    def __init__(self, stamps: Stamps, announcer: Announcer) -> None:
        self._stamps = stamps
        self._announcer = announcer
        self.pictures: dict[str, str] = {}

    def add(self, name: str, url: str) -> None:
        """Let a name stand for the picture at url, or with "alias:other" for another emoji; it is told to apps."""
        self.pictures[name] = url
        event: Json = {"type": "emoji_changed", "subtype": "add", "name": name, "value": url}
        self._announcer.happened(event | {"event_ts": self._stamps.next()}, None)
