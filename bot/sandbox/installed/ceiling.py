"""How many events a workspace's app is told of in an hour, and when it is told that there are too many."""

from collections import deque
from datetime import datetime, timedelta

from bot.sandbox.stamps import Clock
from bot.sandbox.state.rates import Rates

MOST = 30_000
_HOUR = timedelta(hours=1)
_MINUTE = 60


class Ceiling:
    """Counts one workspace's events, while its rates hold; what is above the ceiling is lost, as in Slack."""

    def __init__(self, rates: Rates, clock: Clock, most: int = MOST) -> None:
        self._rates = rates
        self._clock = clock
        self._most = most
        self._passed = deque[datetime]()
        self._told = 0

    def admits(self) -> bool:
        """Count an event, if the last hour has room for it; return whether it had."""
        if not self._rates.on:
            return True
        now = self._clock()
        while self._passed and now - self._passed[0] >= _HOUR:
            self._passed.popleft()
        if len(self._passed) >= self._most:
            return False
        self._passed.append(now)
        return True

    def minute_to_tell(self) -> int | None:
        """Return the minute it is, in seconds since 1970, once: None until the next one."""
        minute = int(self._clock().timestamp()) // _MINUTE * _MINUTE
        if minute == self._told:
            return None
        self._told = minute
        return minute
