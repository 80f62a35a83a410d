"""Faults at the Web API, as Slack's own client meets them on a real port."""

import asyncio
import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.faults import Fault, Kind
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import BOT, BOT_TOKEN, GENERAL, LENA, MANIFEST, SIGNING_SECRET


@pytest.fixture
async def live() -> AsyncIterator[tuple[Sandbox, AsyncWebClient]]:
    with free_socket() as (bound, address):
        sandbox = Sandbox(
            sample_workspace(), MANIFEST, SIGNING_SECRET, BOT_TOKEN, "http://nobody.test/", base_url=address
        )
        async with serving(sandbox.asgi, bound):
            client = AsyncWebClient(BOT_TOKEN, base_url=f"{address}/api/", retry_handlers=[])
            await client.conversations_join(channel=GENERAL)
            yield sandbox, client


def said(sandbox: Sandbox) -> list[object]:
    return [message["text"] for message in sandbox.messages(LENA, GENERAL) if message["user"] == BOT]


@pytest.mark.parametrize(
    ("kind", "error", "done"),
    [
        (Kind.DROP_BEFORE, aiohttp.ClientError, []),
        (Kind.DROP_AFTER, aiohttp.ClientError, ["Hello"]),
        (Kind.SERVER_ERROR, SlackApiError, []),
        (Kind.RATELIMITED, SlackApiError, []),
    ],
)
async def test_a_call_that_fails_is_done_or_not_done_as_asked(
    live: tuple[Sandbox, AsyncWebClient], kind: Kind, error: type[Exception], done: list[str]
) -> None:
    sandbox, client = live
    sandbox.faults.add(Fault(kind, matches="chat.*"))
    with pytest.raises(error):
        await client.chat_postMessage(channel=GENERAL, text="Hello")
    assert said(sandbox) == done
    await client.chat_postMessage(channel=GENERAL, text="Once more")
    assert said(sandbox) == [*done, "Once more"]


async def test_a_call_that_was_to_be_cut_off_is_no_trouble_to_the_server(
    live: tuple[Sandbox, AsyncWebClient], caplog: pytest.LogCaptureFixture
) -> None:
    sandbox, client = live
    server = logging.getLogger("uvicorn.error")
    server.addHandler(caplog.handler)
    try:
        sandbox.faults.add(Fault(Kind.DROP_BEFORE, matches="chat.*"))
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=GENERAL, text="Hello")
        assert caplog.messages == []
        server.error("ASGI callable returned without completing response.")  # of a page that nobody cut off
        assert caplog.messages
    finally:
        server.removeHandler(caplog.handler)


async def test_too_many_calls_are_told_how_long_to_wait(live: tuple[Sandbox, AsyncWebClient]) -> None:
    sandbox, client = live
    sandbox.faults.add(Fault(Kind.RATELIMITED, matches="auth.test", seconds=7))
    with pytest.raises(SlackApiError) as limited:
        await client.auth_test()
    response = limited.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "7"


async def test_a_slow_call_is_done_in_the_end(live: tuple[Sandbox, AsyncWebClient]) -> None:
    sandbox, client = live
    sandbox.faults.add(Fault(Kind.LATENCY, seconds=0.2))
    slow = asyncio.create_task(client.chat_postMessage(channel=GENERAL, text="Slow"))
    await asyncio.sleep(0.05)
    await client.chat_postMessage(channel=GENERAL, text="Quick")
    await slow
    assert said(sandbox) == ["Quick", "Slow"]
