"""How often a method may be called: Slack's tiers, counted in windows of a minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TypeAlias

from bot.sandbox.refusals import RateLimited
from bot.sandbox.stamps import Clock

WINDOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many calls a minute; `per` names the argument whose every value has an allowance of its own."""

    calls: int
    per: str = ""


Tier: TypeAlias = tuple[Allowance, ...]
TIER_1: Tier = (Allowance(1),)
TIER_2: Tier = (Allowance(20),)
TIER_3: Tier = (Allowance(50),)
TIER_4: Tier = (Allowance(100),)
HUNDREDS: Tier = (Allowance(600),)
POSTING: Tier = (Allowance(60, per="channel"), Allowance(300))
"""About one a second and channel, "several hundred" a minute and workspace."""


@dataclass(slots=True)
class _Window:
    began: datetime
    calls: int = 0


class Rates:
    """Counts one workspace's calls, while it is on; off to begin with, as most tests want it.

    clock: the workspace's, which the app goes by too: whoever moves it forward has waited.
    """

    def __init__(self, clock: Clock) -> None:
        self.on = False
        self._clock = clock
        self._windows: dict[tuple[str, str, str], _Window] = {}

    def switch(self, *, on: bool) -> None:
        """Begin to count anew, or stop counting."""
        self.on = on
        self._windows.clear()

    def count(self, method: str, tier: Tier, given: dict[str, object]) -> None:
        """Count a call. Raises RateLimited, with the seconds left, when one of the allowances is used up."""
        if not self.on:
            return
        windows = [(self._window(method, each, given), each) for each in tier]
        self._check(windows)
        for window, _ in windows:
            window.calls += 1

    def _window(self, method: str, allowance: Allowance, given: dict[str, object]) -> _Window:
        now = self._clock()
        key = (method, allowance.per, str(given.get(allowance.per, "")) if allowance.per else "")
        window = self._windows.get(key)
        if window is None or now - window.began >= WINDOW:
            window = self._windows[key] = _Window(now)
        return window

    def _check(self, windows: Iterable[tuple[_Window, Allowance]]) -> None:
        for window, allowance in windows:
            if window.calls >= allowance.calls:
                raise RateLimited(ceil((window.began + WINDOW - self._clock()).total_seconds()))
