"""Slack's rate limits as a rule: the generic cell rate algorithm (GCRA), without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.delivery.values import Method

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many calls in any minute, at most `burst` of them at once.

    Slack counts calls per method and workspace in windows of a minute and doesn't say where they begin, so the
    burst is taken out of the minute's allowance.
    """

    per_minute: int
    burst: int

    @property
    def interval(self) -> timedelta:
        """The distance of calls that go on for ever."""
        return MINUTE / (self.per_minute - self.burst)

    @property
    def calm(self) -> timedelta:
        """The distance of calls that can wait: at this one they leave the burst to those that cannot."""
        return self.interval * 5 / 4

    @property
    def tolerance(self) -> timedelta:
        """How far ahead of the present the theoretical arrival time (TAT) may lie."""
        return self.interval * (self.burst - 1)

    def opens_at(self, tat: datetime) -> datetime:
        """When the next call is allowed."""
        return tat - self.tolerance

    def slots(self, tat: datetime, now: datetime, wanted: int) -> int:
        """How many of the wanted calls may be made at once."""
        free = (now + self.tolerance - max(tat, now)) // self.interval + 1
        return max(0, min(free, wanted))

    def after(self, tat: datetime, now: datetime, calls: int) -> datetime:
        """The theoretical arrival time once these calls are made."""
        return max(tat, now) + self.interval * calls


# Slack's tiers for what delivery calls (of chat.postMessage it says "several hundred per minute"), less a tenth:
# a call may be late on its way, and then falls into a minute that is full.
SLACK_LIMITS: Mapping[Method, Rate] = MappingProxyType(
    {
        Method.POST: Rate(per_minute=300, burst=30),
        Method.UPDATE: Rate(per_minute=45, burst=18),
        Method.DELETE: Rate(per_minute=45, burst=18),
        Method.REACT: Rate(per_minute=45, burst=18),
        Method.OPEN: Rate(per_minute=45, burst=8),
        Method.READ_BACK: Rate(per_minute=45, burst=9),
        Method.PIN: Rate(per_minute=18, burst=4),
        Method.PUBLISH: Rate(per_minute=90, burst=36),
    }
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast Slack may be called.

    Args:
        limits: per method and workspace; a method that isn't named has no limit.
        channel_gap: between two posts to one channel; Slack allows one a second.
        surface_gap: between two updates of one surface, so that a burst of changes becomes a few updates.
        in_flight: calls at once in this process.
        in_flight_per_workspace: of those, for one workspace.
    """

    limits: Mapping[Method, Rate] = field(default_factory=lambda: SLACK_LIMITS)
    channel_gap: timedelta = timedelta(seconds=1)
    surface_gap: timedelta = timedelta(seconds=1)
    in_flight: int = 64
    in_flight_per_workspace: int = 16


def unlimited(in_flight: int = 64) -> Pace:
    """No limits at all, for tests, the demo's tour and benchmarks against a stand-in."""
    return Pace(MappingProxyType({}), timedelta(0), timedelta(0), in_flight, in_flight)
