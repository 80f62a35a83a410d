"""Wakes the schedule of messages when the next is due."""

import asyncio

from bot.sandbox.stamps import Clock
from bot.sandbox.state.scheduled import Schedule


class Scheduler:
    """One timer, set anew whenever the schedule or the workspace's clock changed."""

    def __init__(self, schedule: Schedule, clock: Clock) -> None:
        self._schedule = schedule
        self._clock = clock
        self._timer: asyncio.TimerHandle | None = None

    def look(self) -> None:
        """Post what is due, and come back for the next."""
        self._schedule.post_due()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting = self._schedule.waiting()
        if waiting:
            seconds = (waiting[0].at - self._clock()).total_seconds()
            self._timer = asyncio.get_running_loop().call_later(max(seconds, 0), self.look)
