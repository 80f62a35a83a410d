"""One call to Slack for one claimed surface, and what its answer means."""

from collections.abc import Awaitable, Callable

from bot.delivery.briefs import Brief
from bot.delivery.claims import Claimed
from bot.delivery.gateway import GatewayError, Held, MessageGone, Rejected, SlackGateway, Unclear
from bot.delivery.outcomes import (
    Addressed,
    Expired,
    Gone,
    Later,
    Outcome,
    Posted,
    Publishable,
    Refused,
    Stepped,
    Unsure,
    Updated,
)
from bot.delivery.readback import read_back
from bot.delivery.timing import Timing
from bot.delivery.values import DRAWN, Home, Message, Method

Call = Callable[[SlackGateway, Claimed, Brief], Awaitable[Outcome]]
NOT_BEGUN = Later(error=None)


async def perform(gateway: SlackGateway, claimed: Claimed, brief: Brief, timing: Timing) -> Outcome:
    """Do a surface's next thing; whatever Slack answers becomes an outcome."""
    if (settled := _without_call(claimed, brief)) is not None:
        return settled
    try:
        if claimed.method is Method.READ_BACK:
            return await read_back(gateway, claimed, timing)
        return await CALLS[claimed.method](gateway, claimed, brief)
    except GatewayError as error:
        return _meaning(claimed, brief, error)


def _without_call(claimed: Claimed, brief: Brief) -> Outcome | None:
    """What needs no call: Slack asked to wait, it could not be drawn, nothing is left to draw."""
    if brief.wait is not None:
        return Later(error=None, after=brief.wait)
    if claimed.method not in DRAWN:
        return None
    if brief.failure is not None:
        return Refused(brief.failure, brief.version)
    return Expired() if brief.drawn is None else None


def _meaning(claimed: Claimed, brief: Brief, error: GatewayError) -> Outcome:
    """What an answer other than "ok" means for this surface."""
    match error:
        case Held():
            return Later(str(error), error.retry_after, everyone=True)
        case Unclear() if claimed.method is Method.POST:
            return Unsure(str(error))
        case MessageGone():
            return _without_message(claimed, error)
        case Rejected():
            return _refusal(claimed, brief, error)
    return Later(str(error))


def _without_message(claimed: Claimed, error: MessageGone) -> Outcome:
    """A reply whose thread is gone has nowhere to be shown; a message that is gone stays gone."""
    return Refused(str(error)) if claimed.method is Method.POST else Gone(by_someone=True)


def _refusal(claimed: Claimed, brief: Brief, error: Rejected) -> Outcome:
    if claimed.method in (Method.REACT, Method.PIN):
        return Stepped(str(error))
    return Refused(str(error), brief.version)


async def _route(_: SlackGateway, __: Claimed, brief: Brief) -> Outcome:
    return Publishable() if isinstance(brief.drawn, Home) else Addressed(brief.address)


async def _open(gateway: SlackGateway, claimed: Claimed, brief: Brief) -> Outcome:
    surface = claimed.surface
    return Addressed(brief.address or await gateway.open_dm(surface.workspace, surface.audience))


async def _post(gateway: SlackGateway, claimed: Claimed, brief: Brief) -> Outcome:
    if not isinstance(brief.drawn, Message):
        return _misdrawn(claimed, brief)
    surface = claimed.surface
    channel = surface.channel or surface.audience
    ts = await gateway.post(
        surface.workspace,
        channel,
        brief.drawn,
        surface=surface.id,
        thread_ts=claimed.thread_ts,
        not_after=claimed.not_after,
    )
    return Posted(channel, ts, brief.version, brief.drawn.steps)


async def _update(gateway: SlackGateway, claimed: Claimed, brief: Brief) -> Outcome:
    if not isinstance(brief.drawn, Message):
        return _misdrawn(claimed, brief)
    await gateway.update(*_place(claimed), brief.drawn)
    return Updated(brief.version, brief.drawn.steps)


async def _publish(gateway: SlackGateway, claimed: Claimed, brief: Brief) -> Outcome:
    if not isinstance(brief.drawn, Home):
        return _misdrawn(claimed, brief)
    await gateway.publish(claimed.surface.workspace, claimed.surface.audience, brief.drawn)
    return Updated(brief.version)


async def _delete(gateway: SlackGateway, claimed: Claimed, _: Brief) -> Outcome:
    try:
        await gateway.delete(*_place(claimed))
    except MessageGone:
        return Gone(by_someone=False)  # what was wanted has come about
    return Gone(by_someone=False)


async def _react(gateway: SlackGateway, claimed: Claimed, _: Brief) -> Outcome:
    await gateway.add_reaction(*_place(claimed), claimed.step or "")
    return Stepped()


async def _pin(gateway: SlackGateway, claimed: Claimed, _: Brief) -> Outcome:
    await gateway.pin(*_place(claimed))
    return Stepped()


def _place(claimed: Claimed) -> tuple[str, str, str]:
    """Workspace, channel and ts of a message that is shown."""
    surface = claimed.surface
    return surface.workspace, surface.channel or surface.audience, surface.ts or ""


def _misdrawn(claimed: Claimed, brief: Brief) -> Refused:
    """A kind of surface is either a message or a Home tab, all its life."""
    drawn = type(brief.drawn).__name__
    return Refused(
        f"{claimed.surface.kind} was drawn as a {drawn}, which is not how it is shown", brief.version
    )


CALLS: dict[Method, Call] = {
    Method.ROUTE: _route,
    Method.OPEN: _open,
    Method.POST: _post,
    Method.UPDATE: _update,
    Method.PUBLISH: _publish,
    Method.DELETE: _delete,
    Method.REACT: _react,
    Method.PIN: _pin,
}
