"""`cairn demo` in a process of its own, and people who use it through the page."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.person import Person

START_SECONDS = 60


@pytest.fixture
def demo_address() -> Iterator[str]:
    """A demo of this test's own; it ends as with Ctrl-C, and must end well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: Queue[str] = Queue()
    Thread(target=_read, args=(process, lines), daemon=True).start()
    said = ""
    try:
        while "Cairn is ready" not in said:
            said += lines.get(timeout=START_SECONDS)
        yield f"http://127.0.0.1:{port}"
    except Empty:
        pytest.fail(f"the demo did not start: {said}")
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def lena(page: Page, demo_address: str) -> Person:
    """The person whom the page begins with."""
    page.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    page.goto(demo_address)
    return Person(page)


def _read(process: "subprocess.Popen[str]", lines: "Queue[str]") -> None:
    for line in process.stdout or ():
        lines.put(line)
