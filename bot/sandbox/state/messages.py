"""A message as the workspace keeps it and as Slack writes it."""

from dataclasses import dataclass, field

from bot.sandbox.json_values import Json, as_objects, objects_within
from bot.sandbox.stamps import short_id

SLACKBOT = "USLACKBOT"
"""In whose name Slack says that a message was deleted; nobody in the workspace has this id."""
_TOMBSTONE = "tombstone"
_UNNAMED_ELEMENTS = frozenset({"image", "plain_text", "mrkdwn"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone wants to post; `only_for` makes it ephemeral for that person."""

    user: str
    text: str = ""
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    files: list[Json] | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A posted message; `reactions` maps an emoji to the people who added it, in the order they did."""

    ts: str
    user: str
    text: str
    blocks: list[Json] | None
    attachments: list[Json] | None
    metadata: Json | None
    thread_ts: str | None
    broadcast: bool
    only_for: str | None
    bot_id: str | None
    app_id: str | None
    subtype: str | None = None
    files: list[Json] | None = None
    edited_ts: str | None = None
    pinned: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[str] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_tombstone(self) -> bool:
        """Whether it was deleted, and only keeps its thread together."""
        return self.subtype == _TOMBSTONE

    def bury(self) -> None:
        """Leave nothing of it but its place, which its replies need."""
        self.user, self.text, self.subtype = SLACKBOT, "This message was deleted.", _TOMBSTONE
        self.blocks = self.attachments = self.metadata = self.files = None
        self.bot_id = self.app_id = self.edited_ts = None
        self.pinned = False
        self.reactions.clear()


def posted(draft: Draft, ts: str) -> Message:
    """Return the message that a draft becomes at ts."""
    return Message(
        ts=ts,
        user=draft.user,
        text=draft.text,
        blocks=with_block_ids(draft.blocks),
        attachments=draft.attachments,
        metadata=draft.metadata,
        thread_ts=draft.thread_ts,
        broadcast=draft.broadcast,
        only_for=draft.only_for,
        bot_id=draft.bot_id,
        app_id=draft.app_id,
        subtype=draft.subtype,
        files=draft.files,
    )


def with_block_ids(blocks: list[Json] | None) -> list[Json] | None:
    """Return a copy in which every block has a block_id and every interactive element an action_id, as Slack assigns them."""
    if not blocks:
        return None
    return [_with_block_id(block) for block in blocks]


def _with_block_id(block: Json) -> Json:
    named = {**block, "block_id": block.get("block_id") or short_id()}
    for key in ("accessory", "element"):
        element = block.get(key)
        if isinstance(element, dict):
            named[key] = _with_action_id(element)
    if block.get("type") == "actions":
        named["elements"] = [_with_action_id(element) for element in as_objects(block.get("elements"))]
    return named


def _with_action_id(element: Json) -> Json:
    if element.get("type") in _UNNAMED_ELEMENTS or element.get("action_id"):
        return element
    return {**element, "action_id": short_id()}


def find_element(blocks: list[Json], action_id: str, block_id: str | None = None) -> tuple[str, Json] | None:
    """Return the block_id and the element that carries action_id, in the given block or in the first that has it."""
    for block in blocks:
        if block_id is not None and block.get("block_id") != block_id:
            continue
        for part in objects_within(block):
            if part.get("action_id") == action_id:
                return str(block.get("block_id")), part
    return None


def message_json(message: Message, team_id: str, *, with_metadata: bool = True) -> Json:
    """Return the message as Slack's Web API and payloads carry it.

    Without with_metadata only the metadata's event_type is told, as conversations.history does by default.
    """
    written: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "team": team_id,
        "text": message.text,
    }
    optional: Json = {
        "bot_id": message.bot_id,
        "app_id": message.app_id,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "thread_ts": message.thread_ts or (message.ts if message.replies else None),
        "metadata": _metadata(message, whole=with_metadata),
        "edited": {"user": message.user, "ts": message.edited_ts} if message.edited_ts else None,
        "reactions": reactions_json(message) or None,
        "subtype": "thread_broadcast" if message.broadcast else message.subtype,
        "files": message.files,
        "hidden": True if message.is_tombstone else None,
    }
    if message.replies:
        optional |= {"reply_count": len(message.replies), "latest_reply": message.replies[-1]}
    return written | {key: value for key, value in optional.items() if value is not None}


def reactions_json(message: Message) -> list[Json]:
    """Return the reactions on a message, the first added emoji first."""
    return [
        {"name": name, "users": list(users), "count": len(users)}
        for name, users in message.reactions.items()
        if users
    ]


def _metadata(message: Message, *, whole: bool) -> Json | None:
    if message.metadata is None or whole:
        return message.metadata
    return {"event_type": message.metadata.get("event_type")}
