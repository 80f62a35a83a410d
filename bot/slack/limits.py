"""Checks a payload against what Slack accepts, for tests, the sandbox and debug logs; never a gate at run time.

The limits are tables in `bot.slack.limit_tables`, one module for each kind of thing. They are Slack's, plus three
stricter readings, each explained where it is set: message text, blocks of one message, metadata.
"""

from collections.abc import Mapping

from bot.slack.limit_tables.manifest import MANIFEST
from bot.slack.limit_tables.messages import MESSAGE
from bot.slack.limit_tables.problem import Place, Problem
from bot.slack.limit_tables.views import VIEW

__all__ = ["Problem", "manifest_problems", "message_problems", "view_problems"]


def message_problems(payload: Mapping[str, object]) -> list[Problem]:
    """Return what Slack would refuse in a payload of chat.postMessage, update, postEphemeral or a response_url.

    Only text, markdown_text, blocks, attachments and metadata are looked at, decoded, not as JSON strings.
    """
    return list(MESSAGE.problems(payload, Place("message")))


def view_problems(view: Mapping[str, object]) -> list[Problem]:
    """Return what Slack would refuse in a modal or a Home view, as views.open, push, update or publish send it."""
    return list(VIEW.problems(view, Place("home" if view.get("type") == "home" else "modal")))


def manifest_problems(manifest: Mapping[str, object]) -> list[Problem]:
    """Return the lengths and counts that an app manifest exceeds; names of scopes and events are not checked."""
    anywhere = Place("message")  # a manifest has no surface, and nothing in its table asks for one
    return list(MANIFEST.problems(manifest, anywhere))
