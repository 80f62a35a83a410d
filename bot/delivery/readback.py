"""Reading a conversation back: the only way to learn what became of a post whose answer was lost."""

from collections.abc import Sequence
from datetime import datetime

from bot.delivery.claims import Claimed
from bot.delivery.gateway import MessageGone, SlackGateway
from bot.delivery.outcomes import Absent, Found
from bot.delivery.timing import Timing
from bot.delivery.values import Surface


async def read_back(gateway: SlackGateway, claimed: Claimed, timing: Timing) -> Found | Absent:
    """Look for the surface where it may have been posted."""
    surface = claimed.surface
    channel = surface.channel or surface.audience
    try:
        stamps = await copies(gateway, surface, claimed.first_send_at, claimed.thread_ts, timing)
    except MessageGone:  # the thread was deleted, and all that hung under it
        return Absent()
    return Found(channel, tuple(stamps)) if stamps else Absent()


async def copies(
    gateway: SlackGateway,
    surface: Surface,
    first_send_at: datetime | None,
    thread_ts: str | None,
    timing: Timing,
) -> Sequence[str]:
    """All messages of this surface, oldest first."""
    if first_send_at is None:
        return ()
    oldest = first_send_at - timing.look_back
    channel = surface.channel or surface.audience
    found = gateway.own_messages(surface.workspace, channel, oldest=oldest, thread_ts=thread_ts)
    return sorted([copy.ts async for copy in found if copy.surface == surface.id], key=float)
