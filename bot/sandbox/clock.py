"""The sandbox's clock, which people move forward to see what an app does later."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, utc_now

LONGEST_MOVE = timedelta(days=366)
FURTHEST = timedelta(days=36525)
"""How far the clock may be moved in all: a hundred years, so that whatever counts days with it still can."""


class MovableClock:
    """The workspace's time: it runs as the machine's does, from where it was put; any thread may read it."""

    def __init__(self, machine: Clock = utc_now) -> None:
        self._machine = machine
        self._ahead = timedelta()
        self._followers: list[Callable[[], object]] = []

    def __call__(self) -> datetime:
        """Return the present moment of the workspace."""
        return self._machine() + self._ahead

    @property
    def ahead(self) -> timedelta:
        """How far it was moved in all."""
        return self._ahead

    @property
    def machine(self) -> Clock:
        """The clock that nobody moves, for whatever is counted in seconds of waiting."""
        return self._machine

    def tell(self, follower: Callable[[], object]) -> None:
        """Call this whenever it has been moved from now on, in the thread that moved it."""
        self._followers.append(follower)

    def catch_up(self, ahead: timedelta) -> None:
        """Be at least this far ahead of the machine's clock, as a workspace that is gone on with was."""
        if ahead > self._ahead:
            self._put(ahead)

    def move(self, by: timedelta) -> None:
        """Put it forward. Raises Refused clock_goes_forward, or move_too_far above a year at once or a hundred in all."""
        if by <= timedelta():
            raise Refused("clock_goes_forward")
        if by > LONGEST_MOVE or self._ahead + by > FURTHEST:
            raise Refused("move_too_far")
        self._put(self._ahead + by)

    def _put(self, ahead: timedelta) -> None:
        self._ahead = ahead
        for follower in self._followers:
            follower()
