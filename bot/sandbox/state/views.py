"""A view (modal or Home) as the workspace keeps it and as Slack writes it."""

import hashlib
from dataclasses import dataclass, field

from bot.sandbox.json_values import Json, as_objects
from bot.sandbox.stamps import Stamps, new_id
from bot.sandbox.state.messages import with_block_ids

_OPTIONAL_KEYS = ("title", "submit", "close")


@dataclass(slots=True, eq=False)
class View:
    """A view that one person has before them; `content` is what the app sent, `values` what was typed when last sent."""

    user: str
    content: Json
    hash: str
    id: str = field(default_factory=lambda: new_id("V"))
    root_id: str = ""
    previous_id: str | None = None
    values: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The blocks, each with its block_id."""
        return as_objects(self.content.get("blocks"))

    @property
    def external_id(self) -> str:
        """The app's own name for the view, empty when it has none."""
        return str(self.content.get("external_id") or "")

    def replace(self, content: Json, stamps: Stamps) -> None:
        """Show other content under the same id; the hash changes, old errors go."""
        self.content = with_named_blocks(content)
        self.hash = new_hash(stamps)
        self.errors = {}


def new_view(user: str, content: Json, stamps: Stamps) -> View:
    """Return a view that is its own root."""
    view = View(user, with_named_blocks(content), new_hash(stamps))
    view.root_id = view.id
    return view


def with_named_blocks(content: Json) -> Json:
    """Return the content with ids for the blocks and elements that came without."""
    return {**content, "blocks": with_block_ids(as_objects(content.get("blocks"))) or []}


def new_hash(stamps: Stamps) -> str:
    """Return a hash no view had before, in Slack's look."""
    stamp = stamps.next()
    return f"{stamp.split('.')[0]}.{hashlib.blake2s(stamp.encode(), digest_size=4).hexdigest()}"


def view_json(view: View, *, team_id: str, app_id: str, bot_id: str) -> Json:
    """Return the view as Slack's Web API and payloads carry it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": team_id,
        "type": content.get("type"),
        "blocks": view.blocks,
        "private_metadata": content.get("private_metadata") or "",
        "callback_id": content.get("callback_id") or "",
        "external_id": view.external_id,
        "state": {"values": view.values},
        "hash": view.hash,
        "clear_on_close": content.get("clear_on_close") is True,
        "notify_on_close": content.get("notify_on_close") is True,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "app_id": app_id,
        "app_installed_team_id": team_id,
        "bot_id": bot_id,
        **{key: content.get(key) for key in _OPTIONAL_KEYS},
    }
