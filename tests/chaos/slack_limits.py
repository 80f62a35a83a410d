"""Slack's documented rate limits as a stand-in enforces them, read as strictly as they can be."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MINUTE = 60.0  # seconds
CHANNEL_GAP = 1.0  # seconds between two posts to one channel
DOCUMENTED: Mapping[str, int] = MappingProxyType(
    {
        "chat.postMessage": 300,  # "several hundred" in a workspace
        "chat.update": 50,  # tier 3, as all that follow but the last three
        "chat.delete": 50,
        "conversations.open": 50,
        "conversations.history": 50,
        "reactions.add": 50,
        "pins.add": 20,  # tier 2
        "dnd.teamInfo": 20,
        "users.info": 100,  # tier 4
    }
)


@dataclass(slots=True)
class SlackLimits:
    """At most so many calls of a method and workspace in any minute, and one post a second to a channel.

    Args:
        faster: divides the minute and the second, so that a benchmark is over sooner.
        refused: how many calls of each method came too early.
    """

    faster: float = 1.0
    refused: Counter[str] = field(default_factory=Counter)
    _taken: defaultdict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _posted: dict[tuple[str, str], float] = field(default_factory=dict)

    def wait(self, method: str, workspace: str, channel: str, at: float) -> float:
        """Seconds until a call that came at that moment would be taken; 0 takes it."""
        wait = max(self._by_minute(method, workspace, at), self._by_channel(method, workspace, channel, at))
        if wait > 0:
            self.refused[method] += 1
            return wait
        self._taken[workspace, method].append(at)
        if method == "chat.postMessage":
            self._posted[workspace, channel] = at
        return 0.0

    def _by_minute(self, method: str, workspace: str, at: float) -> float:
        taken, minute = self._taken[workspace, method], MINUTE / self.faster
        while taken and taken[0] <= at - minute:
            taken.popleft()
        return taken[0] + minute - at if len(taken) >= DOCUMENTED.get(method, len(taken) + 1) else 0.0

    def _by_channel(self, method: str, workspace: str, channel: str, at: float) -> float:
        if method != "chat.postMessage":
            return 0.0
        return self._posted.get((workspace, channel), 0.0) + CHANNEL_GAP / self.faster - at
