"""A sandbox with a listening app, and what its tests need around it."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import HandMovedClock, ListeningApp, WebClient, sandbox_with
from tests.sandbox.town import Town, two_workspaces


@pytest.fixture
def clock() -> HandMovedClock:
    return HandMovedClock()


@pytest.fixture
def app() -> ListeningApp:
    return ListeningApp()


@pytest.fixture
async def sandbox(app: ListeningApp, clock: HandMovedClock) -> AsyncIterator[Sandbox]:
    async with sandbox_with(app=app, clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
async def call(sandbox: Sandbox) -> AsyncIterator[WebClient]:
    client = WebClient(sandbox)
    yield client
    await client.http.aclose()


@pytest.fixture
async def town(app: ListeningApp, clock: HandMovedClock) -> AsyncIterator[Town]:
    async with two_workspaces(app, clock) as town:
        yield town
