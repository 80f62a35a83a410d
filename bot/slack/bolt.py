"""The Bolt app, made from the doors that the features registered."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.db.database import Database, Edge
from bot.db.inbox import Replayed
from bot.slack import read
from bot.slack.answers import Outlet
from bot.slack.commands import run_command
from bot.slack.doors import Doors
from bot.slack.failures import on_error
from bot.slack.payloads import text_at

ANYTHING = re.compile(r".*", re.DOTALL)
Authorize = Callable[..., Awaitable[AuthorizeResult | None]]
log = structlog.get_logger(__name__)


def make_bolt(doors: Doors, database: Database, authorize: Authorize, client: AsyncWebClient) -> AsyncApp:
    """Bolt with one listener for each kind of payload, which finds the door itself.

    Bolt would ask one listener after another, and go on to the next when one forgets to acknowledge.
    Signatures are checked by the guard in front (bot.slack.guard); Socket Mode has none.
    `process_before_response` makes the answer leave after the listener ended: commit, then ack.
    """
    app = AsyncApp(
        name="cairn",
        client=client,
        authorize=authorize,  # type: ignore[arg-type]  # Bolt also takes an AsyncAuthorize, whose None is "not installed"
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.error(on_error)
    app.middleware(NoteLostEvents())
    listeners = Listeners(doors, database)
    app.event(ANYTHING)(listeners.event)
    app.command(ANYTHING)(listeners.command)
    app.action(ANYTHING)(listeners.press)
    app.view(ANYTHING)(listeners.submission)
    app.shortcut(ANYTHING)(listeners.shortcut)
    app.view_closed(ANYTHING)(drop)
    app.options(ANYTHING)(drop)
    return app


class NoteLostEvents(AsyncMiddleware):
    """Takes Slack's word, once a minute, that a workspace has more events than it delivers; no listener can hear it.

    It is of Bolt's own kind, because for a function Bolt gathers two dozen arguments, and every vote comes by here.
    """

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's word
    ) -> BoltResponse | None:
        """Bolt calls this for every payload."""
        if text_at(req.body, "type") == "app_rate_limited":
            log.warning("Slack leaves events out", workspace=text_at(req.body, "team_id"))
            return BoltResponse(status=200)
        return await next()


async def drop(ack: AsyncAck, body: dict[str, Any]) -> None:
    """Acknowledge what nobody answers, so that Slack neither retries nor shows an error."""
    _nobody_answers(body)
    await ack()


@dataclass(frozen=True, slots=True)
class Listeners:
    """Bolt's side of the doors: payload to visit, visit to handler, answer to Slack."""

    doors: Doors
    database: Database

    async def command(self, args: AsyncArgs) -> None:
        name = text_at(args.body, "command")
        verbs = self.doors.commands.get(name)
        if verbs is None:
            await drop(args.ack, args.body)
            return
        answer = await run_command(name, verbs, read.command(args.body, self._edge(args.context)))
        await _outlet(args).to_command(answer)

    async def press(self, args: AsyncArgs) -> None:
        action_id, visit = read.press(args.body, self._edge(args.context))
        door = self.doors.presses.get(action_id)
        if door is None:
            await drop(args.ack, args.body)
            return
        answer = await door(visit)
        await _outlet(args).to_press(answer)

    async def submission(self, args: AsyncArgs) -> None:
        door = self.doors.forms.get(text_at(args.body, "view", "callback_id"))
        if door is None:
            await drop(args.ack, args.body)
            return
        visit = read.submission(args.body, self._edge(args.context, _once(args.body)))
        try:
            answer = await door.submit(visit)
        except Replayed as replay:
            answer = await door.saved(visit, replay.outcome)
        await _outlet(args).to_submission(answer)

    async def shortcut(self, args: AsyncArgs) -> None:
        door = self.doors.shortcuts.get(text_at(args.body, "callback_id"))
        if door is None:
            await drop(args.ack, args.body)
            return
        answer = await door(read.shortcut(args.body, self._edge(args.context)))
        await _outlet(args).to_press(answer)

    async def event(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Each room that hears the event has an inbox key of its own, so a retry reaches only who failed."""
        kind, event_id = text_at(body, "event", "type"), text_at(body, "event_id")
        if kind not in self.doors.events:
            _nobody_answers(body)
        for number, handle in enumerate(self.doors.events.get(kind, ())):
            try:
                await handle(read.happening(body, self._edge(context, f"event:{event_id}:{number}")))
            except Replayed:
                log.debug("event came again", event_id=event_id)

    def _edge(self, context: AsyncBoltContext, once: str | None = None) -> Edge:
        return self.database.edge(context.team_id or "", context.user_id, once=once)


def _once(body: Mapping[str, object]) -> str:
    """What a repeated submission has in common with the first: the view, as it was when Slack last changed it.

    A view may become another form after a submission, so its id alone does not tell two submissions apart.
    """
    return f"view:{text_at(body, 'view', 'id')}:{text_at(body, 'view', 'hash')}"


def _outlet(args: AsyncArgs) -> Outlet:
    return Outlet(args.body, args.ack, args.respond, args.client)


def _nobody_answers(body: Mapping[str, object]) -> None:
    log.info("nobody answers", payload=text_at(body, "type") or text_at(body, "command"))
