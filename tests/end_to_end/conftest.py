"""`cairn demo` in a process of its own, and people who use it through the page."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.end_to_end.person import Person

START_SECONDS = 60
PATIENCE_MS = 15_000


@dataclass(frozen=True, slots=True)
class RunningDemo:
    """A demo in a process of its own."""

    address: str
    process: Process

    async def end(self) -> str:
        """Press Ctrl-C and wait; returns what it printed since it was ready."""
        self.process.send_signal(signal.SIGINT)
        said, _ = await self.process.communicate()
        return said.decode()


@pytest.fixture
def demo_options() -> tuple[str, ...]:
    """What is typed after `cairn demo`; a journey that looks behind the page has its own."""
    return ()


@pytest_asyncio.fixture(loop_scope="session")
async def demo(demo_options: tuple[str, ...]) -> AsyncIterator[RunningDemo]:
    """A demo of this test's own; it ends with Ctrl-C, and must end well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "bot", "demo", "--port", str(port), *demo_options)
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT)
    running = RunningDemo(f"http://127.0.0.1:{port}", process)
    said = ""
    try:
        await asyncio.wait_for(_is_ready(process), START_SECONDS)
        yield running
    finally:
        if process.returncode is None:
            said = await running.end()
    assert "Traceback" not in said


@pytest_asyncio.fixture(loop_scope="session")
async def lena(demo: RunningDemo, chromium: Browser) -> AsyncIterator[Person]:
    """Whoever sits before the page; it begins with Lena."""
    expect.set_options(timeout=PATIENCE_MS)
    page = await chromium.new_page()
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(demo.address)
    yield Person(page)
    await page.close()


async def _is_ready(process: Process) -> None:
    said = ""
    while "Cairn is ready" not in said:
        line = await process.stdout.readline() if process.stdout else b""
        if not line:
            pytest.fail(f"the demo did not start: {said}")
        said += line.decode()
