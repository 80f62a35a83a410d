"""The machine's own Chromium for pytest: launched once by each worker; without it, browser tests are left out, but never by CI."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MAC_APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Tests ask the network for nothing, so the browser may not either."""

NONE_FOUND = "no Chromium was found (looked for: " + ", ".join(COMMANDS) + ")"


def find_chromium() -> Path | None:
    """Return the browser to drive, or None when this machine has none."""
    on_path = (shutil.which(command) for command in COMMANDS)
    found = [Path(command) for command in on_path if command]
    return next((path for path in [*found, *MAC_APPLICATIONS] if path.exists()), None)


def launch_arguments() -> list[str]:
    """Return the browser's flags; root runs it without the sandbox, which Chromium refuses to set up for root."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser, for tests on the session's event loop."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        yield browser
        await browser.close()


def pytest_configure() -> None:
    """Refuse a continuous integration run that could not show the browser working."""
    if os.environ.get("CI") == "true" and find_chromium() is None:
        raise pytest.UsageError(f"CI must run the end-to-end tests, but {NONE_FOUND}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out on a machine without a browser."""
    if find_chromium() is not None:
        return
    browser_tests = [item for item in items if item.get_closest_marker("end_to_end")]
    config.hook.pytest_deselected(items=browser_tests)
    items[:] = [item for item in items if item not in browser_tests]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    if find_chromium() is None:
        terminalreporter.write_line(f"The end-to-end tests were left out: {NONE_FOUND}.", yellow=True)
