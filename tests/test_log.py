"""Logs as a process writes them; another process, because logging is set up once for all of it."""

import json
import subprocess
import sys
from functools import cache

import pytest

from bot.log import redacted

TOKENS = (
    "xoxb-123-456-abcDEF",
    "xoxp-1-2",
    "xapp-1-A0-99-f00",
    "xoxe.xoxb-1-Mi0y",
    "xoxe-1-abc",
    "hooks.slack.com/actions/T1/22/s3cr-3t",
    "hooks.slack.com/commands/T1/22/s3cr3t",
)
SCRIPT = f"""
import logging
import structlog
from bot import log

log.configure("INFO")
ours, library = structlog.get_logger("bot.ours"), logging.getLogger("library")
for token in {TOKENS!r}:
    ours.info(f"said {{token}}", plain=token, nested={{"a": [token, {{"b": token}}]}}, error=ValueError(token))
    library.warning("said %s", {{"body": token}})
    try:
        raise RuntimeError(f"refused: {{token}}")
    except RuntimeError as error:
        ours.exception("broke")
        library.exception("broke")
        ours.error("broke elsewhere", exc_info=error)
structlog.contextvars.bind_contextvars(request="r1")
ours.info("of a request")
ours.debug("too quiet")
logging.getLogger("slack_sdk.web").info("a whole request body")
logging.getLogger("httpx").info("every address")
of_bolt = logging.getLogger("slack_bolt.AsyncApp")
of_bolt.setLevel(logging.DEBUG)
of_bolt.debug("a whole answer")
"""


@cache
def logged() -> list[dict[str, object]]:
    ended = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert ended.stdout == ""
    return [json.loads(line) for line in ended.stderr.splitlines()]


@pytest.mark.parametrize("token", TOKENS)
def test_no_secret_is_written_wherever_it_stood(token: str) -> None:
    assert token not in json.dumps(logged())


def test_what_stands_beside_a_secret_is_kept() -> None:
    first = logged()[0]
    assert (first["event"], first["plain"], first["level"]) == ("said [secret]", "[secret]", "info")
    assert first["nested"] == {"a": ["[secret]", {"b": "[secret]"}]}


def test_failures_are_written_with_their_place() -> None:
    broke = [entry for entry in logged() if str(entry["event"]).startswith("broke")]
    assert len(broke) == 3 * len(TOKENS)
    assert all("RuntimeError: refused: " in str(entry["exception"]) for entry in broke)


def test_libraries_that_print_requests_are_kept_quiet() -> None:
    assert {entry["logger"] for entry in logged()} == {"bot.ours", "library"}


def test_what_was_bound_to_a_request_is_in_its_lines_and_debug_is_not() -> None:
    last = logged()[-1]
    assert (last["event"], last["request"]) == ("of a request", "r1")


def test_colours_on_a_terminal_survive() -> None:
    assert redacted("at=\x1b[35mhttps://hooks.slack.com/actions/T1/x\x1b[0m end") == (
        "at=\x1b[35mhttps://[secret]\x1b[0m end"
    )
