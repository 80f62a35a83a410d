"""How many calls the local Slack answers, in a channel that has grown long."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import aiohttp
import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import (
    BOT,
    BOT_TOKEN,
    GENERAL,
    LENA,
    MANIFEST,
    SIGNING_SECRET,
    ListeningApp,
)

pytestmark = pytest.mark.bench

MESSAGES = 10_000
CALLS = 500
AT_ONCE = 8


async def test_calls_a_second_with_ten_thousand_messages() -> None:
    with free_socket() as (bound, address):
        sandbox = Sandbox(
            sample_workspace(),
            MANIFEST,
            SIGNING_SECRET,
            BOT_TOKEN,
            "http://app.test/slack/events",
            transport=httpx.ASGITransport(ListeningApp()),
            base_url=address,
        )
        stamps = [await sandbox.say(LENA, GENERAL, f"Message {number}") for number in range(MESSAGES)]
        await sandbox.invite(LENA, GENERAL, BOT)
        async with serving(sandbox.asgi, bound), aiohttp.ClientSession() as session:
            client = AsyncWebClient(BOT_TOKEN, base_url=f"{address}/api/", session=session, retry_handlers=[])
            middle = stamps[MESSAGES // 2]
            kinds: dict[str, Callable[[], Awaitable[object]]] = {
                "chat.postMessage": lambda: client.chat_postMessage(channel=GENERAL, text="x"),
                "conversations.history, the newest": lambda: client.conversations_history(channel=GENERAL),
                "conversations.history, from the middle": lambda: client.conversations_history(
                    channel=GENERAL, latest=middle, oldest=stamps[MESSAGES // 2 - 20]
                ),
            }
            for name, call in kinds.items():
                print(f"\n{name}: {await _pace(call):.0f} calls/s", end="")  # noqa: T201 - the figure is the point
            both = [kinds["chat.postMessage"], kinds["conversations.history, the newest"]]
            pace = await _pace(lambda: asyncio.gather(*(call() for call in both)))
            print(f"\none of each, together: {2 * pace:.0f} calls/s")  # noqa: T201 - as above


async def _pace(call: Callable[[], Awaitable[object]]) -> float:
    """Make the calls, so many at once, and return how many were answered in a second."""
    left = iter(range(CALLS))

    async def one_after_another() -> None:
        for _ in left:
            await call()

    began = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return CALLS / (time.perf_counter() - began)
