"""`cairn demo` in a process of its own, and people who use it through the page."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.chromium import find_chromium, launch_arguments
from tests.end_to_end.person import Person

START_SECONDS = 60
PATIENCE_MS = 15_000


@pytest_asyncio.fixture(loop_scope="module")
async def demo_address() -> AsyncIterator[str]:
    """A demo of this test's own; it ends with Ctrl-C, and must end well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "bot", "demo", "--port", str(port))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT)
    try:
        await asyncio.wait_for(_is_ready(process), START_SECONDS)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        said, _ = await process.communicate()
    assert "Traceback" not in said.decode()


@pytest_asyncio.fixture(loop_scope="module")
async def lena(demo_address: str) -> AsyncIterator[Person]:
    """Whoever sits before the page; it begins with Lena."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        page = await browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        await page.goto(demo_address)
        yield Person(page)
        await browser.close()


async def _is_ready(process: Process) -> None:
    said = ""
    while "Cairn is ready" not in said:
        line = await process.stdout.readline() if process.stdout else b""
        if not line:
            pytest.fail(f"the demo did not start: {said}")
        said += line.decode()
