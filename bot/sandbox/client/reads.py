"""What the browser client asks to see."""

from collections.abc import Callable, Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.shapes import messages_json, state_json, view_json
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts

Read = Callable[[Parts, str, Arguments], Json]
_MOST_MESSAGES = 1000


def state(parts: Parts, user: str, _asked: Arguments) -> Json:
    """Describe the workspace as this person sees it."""
    return state_json(parts, user)


def messages(parts: Parts, user: str, asked: Arguments) -> Json:
    """Return what stands in a channel or thread."""
    return messages_json(
        parts.directory.place(asked.text("channel"), user),
        user,
        thread_ts=asked.optional_text("thread_ts") or None,
        before=asked.optional_text("before") or None,
        since=asked.optional_text("since") or None,
        limit=min(asked.number("limit", 100), _MOST_MESSAGES),
    )


def views(parts: Parts, user: str, _asked: Arguments) -> Json:
    """Return the modals this person has open, the root first."""
    return {"stack": [view_json(parts, view) for view in parts.modals.stack(user)]}


def home(parts: Parts, user: str, _asked: Arguments) -> Json:
    """Return this person's Home."""
    view = parts.homes.of(user)
    return {"view": view_json(parts, view) if view else None}


READS: Mapping[str, Read] = {"state": state, "messages": messages, "views": views, "home": home}
