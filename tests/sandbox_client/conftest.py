"""A sandbox on a port of its own, an app in it, and a browser before it."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.json_values import as_object
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import BOT_TOKEN, MANIFEST
from tests.sandbox_client.stand_ins import TalkingApp

INTERACTIVITY = {"is_enabled": True, "message_menu_options_url": "http://app.test/"}
OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port of this test's own, listening already: browsers wait for the server instead of being refused."""
    with free_socket() as (listener, _):
        listener.listen()
        yield listener


@pytest.fixture
def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def app(address: str) -> TalkingApp:
    return TalkingApp(AsyncWebClient(BOT_TOKEN, base_url=f"{address}/api/"))


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(listener: socket.socket, address: str, app: TalkingApp) -> AsyncIterator[Sandbox]:
    """Serve a sandbox as `cairn demo` does."""
    transport = httpx.ASGITransport(app)
    sandbox = Sandbox(
        sample_workspace(),
        {**MANIFEST, "settings": {**as_object(MANIFEST["settings"]), "interactivity": INTERACTIVITY}},
        "secret",
        BOT_TOKEN,
        "http://app.test/",
        transport=transport,
        next_due=app.next_due,
        base_url=address,
    )
    async with serving(sandbox.asgi, listener):
        yield sandbox
        await sandbox.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(sandbox: Sandbox, address: str, chromium: Browser) -> AsyncIterator[OpenPage]:
    """Open the client as somebody, in a channel; an error in any page's scripts fails the test.

    Each page has a window of its own: Chromium lets those behind another one wait.
    """
    failures: list[str] = []
    windows: list[BrowserContext] = []

    async def open_page(user: str, channel: str, width: int = 1200) -> Page:
        window = await chromium.new_context(viewport={"width": width, "height": 800})
        window.on("weberror", lambda error: failures.append(str(error.error)))
        windows.append(window)
        page = await window.new_page()
        await page.goto(f"{address}/#{user}/{channel}")
        return page

    yield open_page
    for window in windows:
        await window.close()
    assert failures == []
