"""How the workspace's state tells of what changed, without knowing who listens."""

from collections.abc import Collection
from typing import Protocol

from bot.sandbox.json_values import Json
from bot.sandbox.state.conversations import Conversation


class Announcer(Protocol):
    """Hears of every change, at once and on the event loop's thread."""

    def happened(self, event: Json, place: Conversation | None) -> None:
        """Hear an event of Slack's Events API, in the place where it happened."""

    def changed(self, hint: Json, people: Collection[str]) -> None:
        """Hear that what these people see must be fetched again: `{"what": "messages" | "views" | "home" | "state", …}`."""
