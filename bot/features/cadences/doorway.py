"""What the buttons do that take a cadence in hand, whichever room's form they are in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.errors import NotFound
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceView
from bot.features.cadences.views import HandIds
from bot.slack.doors import Doors
from bot.slack.visits import Answer, Press, identity

Shown = Callable[[Press, CadenceView], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Hands:
    """The presses on a room's buttons (views.hand).

    Args:
        again: shows the room's form as it stands now, with what was entered and not saved yet.
        ended: what is shown once the cadence was stopped.
    """

    again: Shown
    ended: Shown

    def open(self, doors: Doors, ids: HandIds) -> None:
        """Answer the room's buttons."""
        doors.press(ids.pause, self.on_pause)
        doors.press(ids.resume, self.on_resume)
        doors.press(ids.skip, self.on_skip)
        doors.press(ids.unskip, self.on_unskip)
        doors.press(ids.stop, self.on_stop)

    async def on_pause(self, press: Press) -> Answer:
        """*Pause*."""
        return await self.again(press, await press.commit(cadences.pause, identity(press.value)))

    async def on_resume(self, press: Press) -> Answer:
        """*Resume*."""
        return await self.again(press, await press.commit(cadences.resume, identity(press.value)))

    async def on_skip(self, press: Press) -> Answer:
        """*Skip* with the day that the person saw, so that pressing twice skips once."""
        return await self.again(press, await press.commit(cadences.skip_next, *_occurrence(press.value)))

    async def on_unskip(self, press: Press) -> Answer:
        """*Don't skip* with the day that the person saw, so that no other comes back."""
        return await self.again(press, await press.commit(cadences.keep_next, *_occurrence(press.value)))

    async def on_stop(self, press: Press) -> Answer:
        """*Stop*, after the person confirmed it."""
        return await self.ended(press, await press.commit(cadences.stop, identity(press.value)))


def _occurrence(value: str) -> tuple[UUID, date]:
    """The cadence and the day that a button names.

    Raises:
        NotFound: the client made it up.
    """
    cadence, _, day = value.partition(":")
    try:
        return identity(cadence), date.fromisoformat(day)
    except ValueError:
        raise NotFound("I can't tell which day that is. Nothing was changed; open this again.") from None
