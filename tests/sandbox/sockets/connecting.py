"""A sandbox whose app connects by itself, on a port of this machine."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_object
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import BOT_TOKEN, MANIFEST, SIGNING_SECRET

APP_TOKEN = "xapp-sandbox"
PATIENCE = 10
CLOSED = aiohttp.WSMsgType.CLOSED
IN_SOCKET_MODE: Json = {
    **MANIFEST,
    "settings": {**as_object(MANIFEST["settings"]), "socket_mode_enabled": True},
}


@asynccontextmanager
async def live(
    manifest: Json = IN_SOCKET_MODE, waits: Waits | None = None
) -> AsyncIterator[tuple[Sandbox, AsyncWebClient]]:
    """A sandbox on a port, and the app's client of its Web API."""
    with free_socket() as (bound, address):
        sandbox = Sandbox(
            sample_workspace(),
            manifest,
            SIGNING_SECRET,
            BOT_TOKEN,
            "http://nobody.test/",
            waits=waits,
            base_url=address,
            app_token=APP_TOKEN,
        )
        async with serving(sandbox.asgi, bound):
            yield sandbox, AsyncWebClient(BOT_TOKEN, base_url=f"{address}/api/", retry_handlers=[])


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - it comes about in Slack's own client
            await asyncio.sleep(0.005)
