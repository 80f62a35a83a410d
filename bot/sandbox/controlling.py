"""What is done to the sandbox as a whole, which nobody in the workspace could do."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.sandbox.parts import Due, Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.snapshots import put_back, taken


class Controlling:
    """The verbs of whoever runs the sandbox; each raises Refused where it can't be done."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def now(self) -> datetime:
        """Return the workspace's time."""
        return self._parts.clock()

    def ahead(self) -> timedelta:
        """Return how far the workspace's clock was moved in all."""
        return self._parts.clock.ahead

    async def move_clock(self, *, by: timedelta | None = None, to: datetime | None = None) -> datetime:
        """Put the clock of all workspaces forward, by a while or to a moment, and return the time it is then.

        Timestamps, the app's times and what browsers show follow it; signatures, triggers and retries go by the
        machine's clock. Raises Refused clock_goes_forward or move_too_far.
        """
        if to is not None:
            by = to - self._parts.clock()
        self._parts.clock.move(by or timedelta())
        return self._parts.clock()

    def limit_rates(self, *, on: bool) -> None:
        """Let Slack's rate tiers hold for the app's calls, beginning now, or not."""
        self._parts.rates.switch(on=on)

    def make_usergroup(self, name: str, handle: str, users: Sequence[str]) -> str:
        """Put people under one handle and return the group's id; a workspace with groups counts as one that pays."""
        return self._parts.usergroups.make(name, handle, tuple(users)).id

    def add_emoji(self, name: str, url: str) -> None:
        """Give the workspace an emoji of its own."""
        self._parts.emoji.add(name, url)

    def snapshot(self) -> bytes:
        """Return the whole workspace as it is now, as JSON for a file."""
        return taken(self._parts)

    def restore(self, snapshot: bytes) -> None:
        """Make the workspace what it was; the clock only goes forward. Raises Refused, and changes nothing then."""
        put_back(self._parts, snapshot)

    async def next_due(self) -> Due | None:
        """Return what the app has due next: None when it has nothing planned, or can't be asked."""
        return await self._parts.next_due() if self._parts.next_due else None

    async def skip_to_next(self) -> datetime:
        """Put the clock forward to when the app next has something due, and return the time it is then.

        Raises Refused nothing_due, due_already or move_too_far.
        """
        due = await self.next_due()
        if due is None:
            raise Refused("nothing_due")
        if due.at <= self._parts.clock():
            raise Refused("due_already")
        return await self.move_clock(to=due.at)
