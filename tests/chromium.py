"""The machine's own Chromium, which the end-to-end tests drive."""

import os
import shutil
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
