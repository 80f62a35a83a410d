"""Slack's own Socket Mode clients and Bolt's own handler, unmodified, on a real port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.builtin import SocketModeClient as BuiltinClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_text
from bot.sandbox.refusals import AppFailed
from bot.sandbox.server import Sandbox
from tests.sandbox.sockets.connecting import APP_TOKEN, live, until
from tests.sandbox.stand_ins import BOT, BOT_TOKEN, DIEGO, GENERAL, LENA, modal


@dataclass
class Listening:
    """An app of Slack's own Socket Mode client; it acknowledges all but the first `deaf_to` requests."""

    web: AsyncWebClient
    deaf_to: int = 0
    payload: Json | None = None
    requests: list[SocketModeRequest] = field(default_factory=list)

    @asynccontextmanager
    async def connected(self, **options: float) -> AsyncIterator[SocketModeClient]:
        client = SocketModeClient(APP_TOKEN, web_client=self.web, **options)  # type: ignore[arg-type]  # times only
        client.socket_mode_request_listeners.append(self._hear)
        await client.connect()  # type: ignore[no-untyped-call]  # the SDK left it untyped
        try:
            yield client
        finally:
            await client.close()  # type: ignore[no-untyped-call]  # the SDK left it untyped

    async def _hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.requests.append(request)
        if len(self.requests) > self.deaf_to:
            answer = SocketModeResponse(envelope_id=request.envelope_id, payload=self.payload)
            await client.send_socket_mode_response(answer)


async def test_a_command_is_answered_in_its_acknowledgement() -> None:
    async with live() as (sandbox, web):
        listening = Listening(web, payload={"text": "Laid"})
        async with listening.connected():
            await sandbox.run_command(LENA, GENERAL, "/stone", "lay")
        (request,) = listening.requests
        assert (request.type, request.accepts_response_payload) == ("slash_commands", True)
        assert request.payload["text"] == "lay"
        assert sandbox.messages(LENA, GENERAL)[-1]["text"] == "Laid"


async def test_an_event_that_nobody_acknowledges_comes_again_and_says_why() -> None:
    async with live(waits=Waits(answer=0.05, retries=(0.0, 0.0, 0.0))) as (sandbox, web):
        listening = Listening(web, deaf_to=2)
        async with listening.connected():
            await sandbox.open_home(LENA)
            await sandbox.settled()
        assert [(each.retry_attempt, each.retry_reason) for each in listening.requests] == [
            (0, ""),
            (1, "timeout"),
            (2, "timeout"),
        ]
        assert len({each.envelope_id for each in listening.requests}) == 3
        assert len({each.payload["event_id"] for each in listening.requests}) == 1
        assert [each.accepted for each in sandbox.deliveries] == [False, False, True]


async def test_a_person_is_told_when_the_app_is_silent_or_not_there() -> None:
    async with live(waits=Waits(answer=0.05)) as (sandbox, web):
        with pytest.raises(AppFailed, check=lambda failed: failed.code == "app_error"):
            await sandbox.run_command(LENA, GENERAL, "/stone")
        async with Listening(web, deaf_to=1).connected():
            with pytest.raises(AppFailed, check=lambda failed: failed.code == "operation_timeout"):
                await sandbox.run_command(LENA, GENERAL, "/stone")


async def test_it_comes_back_when_it_is_asked_to_and_when_the_line_goes_dead() -> None:
    async with live() as (sandbox, web):
        listening = Listening(web)
        async with listening.connected(ping_interval=0.6):
            for trouble in (_warn, _refresh, _cut):
                before = sandbox.sockets.opened
                await trouble(sandbox)
                await until(partial(_is_back, sandbox, before))
                await sandbox.run_command(LENA, GENERAL, "/stone")
        assert len(listening.requests) == 3


def _is_back(sandbox: Sandbox, before: int) -> bool:
    return sandbox.sockets.opened > before and len(sandbox.sockets) == 1


async def _warn(sandbox: Sandbox) -> None:
    await sandbox.sockets.refresh(warning=True)


async def _refresh(sandbox: Sandbox) -> None:
    await sandbox.sockets.refresh()


async def _cut(sandbox: Sandbox) -> None:
    sandbox.sockets.cut()


async def test_what_comes_goes_over_each_connection_in_turn() -> None:
    async with live() as (sandbox, web):
        one, other = Listening(web), Listening(web)
        async with one.connected(), other.connected():
            assert len(sandbox.sockets) == 2
            for _ in range(4):
                await sandbox.run_command(LENA, GENERAL, "/stone")
        assert (len(one.requests), len(other.requests)) == (2, 2)


async def test_a_connection_that_is_gone_is_passed_over() -> None:
    async with live() as (sandbox, web):
        staying = Listening(web)
        async with staying.connected():
            async with Listening(web).connected():
                pass
            await until(lambda: len(sandbox.sockets) == 1)
            await sandbox.run_command(LENA, GENERAL, "/stone")
        assert len(staying.requests) == 1


async def test_bolts_own_handler_opens_a_modal_and_takes_its_submission() -> None:
    async with live() as (sandbox, web):
        bolt = AsyncApp(client=web, signing_secret="", authorize=_authorize, process_before_response=True)
        heard: list[str] = []

        @bolt.command("/stone")
        async def lay(ack: AsyncAck, body: dict[str, str], client: AsyncWebClient) -> None:
            await client.views_open(trigger_id=body["trigger_id"], view=modal())
            await ack("Opened")

        @bolt.view("stones.lay")
        async def take(ack: AsyncAck) -> None:
            await ack(response_action="errors", errors={"what": "Say more"})

        @bolt.event("app_home_opened")
        async def home(event: dict[str, str]) -> None:
            heard.append(event["user"])

        handler = AsyncSocketModeHandler(bolt, APP_TOKEN, web_client=web)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt left it untyped
        try:
            await sandbox.run_command(LENA, GENERAL, "/stone")
            assert sandbox.messages(LENA, GENERAL)[-1]["text"] == "Opened"
            view_id = as_text(sandbox.views(LENA)[0]["id"])
            refused = await sandbox.submit(LENA, view_id, {"what": {"text": {"value": "No"}}})
            assert (refused.outcome, refused.errors) == ("errors", {"what": "Say more"})
            await sandbox.open_home(DIEGO)
            await sandbox.settled()
            assert heard == [DIEGO]
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt left it untyped


async def test_slacks_client_without_dependencies_connects_too() -> None:
    async with live() as (sandbox, web):
        heard: list[SocketModeRequest] = []
        client = BuiltinClient(APP_TOKEN, ping_interval=0.2, web_client=WebClient(base_url=web.base_url))

        def acknowledge(to: BaseSocketModeClient, request: SocketModeRequest) -> None:
            heard.append(request)
            to.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

        client.socket_mode_request_listeners.append(acknowledge)
        await asyncio.to_thread(client.connect)
        try:
            await sandbox.run_command(LENA, GENERAL, "/stone", "lay")
        finally:
            await asyncio.to_thread(client.close)
        assert [request.payload["text"] for request in heard] == ["lay"]


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T0SANDBOX1", bot_token=BOT_TOKEN, bot_id="B0BOT00001", bot_user_id=BOT
    )
