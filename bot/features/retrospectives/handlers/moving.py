"""Moving a retro on by hand."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from bot.features.retrospectives import forms
from bot.features.retrospectives.service import moving, reading
from bot.features.retrospectives.values.phases import Phase
from bot.slack.visits import Answer, Press

AT_MOST = 1.5  # seconds; Slack waits 3 for an answer


@dataclass(frozen=True, slots=True)
class NextDoor:
    """*Next* and *Close*.

    Args:
        fetch_dots: asks Slack for the dots of a retro (workspace, retro id) that it hasn't told of yet.
    """

    fetch_dots: Callable[[str, UUID], Awaitable[None]]

    async def on_next(self, press: Press) -> Answer:
        """On a message that shows an older phase it changes nothing."""
        seen, retro_id = forms.phase_of(press.value)
        if seen is Phase.VOTE and await press.read(reading.may_move, retro_id):
            with suppress(TimeoutError):
                async with asyncio.timeout(AT_MOST):
                    await self.fetch_dots(press.workspace, retro_id)
        await press.commit(moving.next_phase, retro_id, seen)
        return None
