"""A sandbox with a listening app, and what its tests need around it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.sandbox.installed.courier import Waits
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.stand_ins import (
    BOT_TOKEN,
    MANIFEST,
    SIGNING_SECRET,
    HandMovedClock,
    ListeningApp,
    WebClient,
)


@pytest.fixture
def clock() -> HandMovedClock:
    return HandMovedClock()


@pytest.fixture
def app() -> ListeningApp:
    return ListeningApp()


@pytest.fixture
async def sandbox(app: ListeningApp, clock: HandMovedClock) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(
        sample_workspace(),
        MANIFEST,
        SIGNING_SECRET,
        BOT_TOKEN,
        "http://app.test/slack/events",
        clock=clock,
        transport=httpx.ASGITransport(app),
        waits=Waits(answer=0.5, retries=(0.0, 0.0, 0.0)),
    )
    yield sandbox
    await sandbox.close()


@pytest.fixture
async def call(sandbox: Sandbox) -> AsyncIterator[WebClient]:
    client = WebClient(sandbox)
    yield client
    await client.http.aclose()
