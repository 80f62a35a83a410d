"""Gives the browser client the addresses of files: pictures in blocks, and what messages share."""

from urllib.parse import urlsplit

from bot.sandbox.json_values import Json, as_object, as_text
from bot.sandbox.state.messages import Message

_TOMBSTONE = "tombstone"


def shown_blocks(message: Message) -> list[Json] | None:
    """Return a message's blocks with its files below; None when it has neither."""
    blocks = [as_object(with_addresses(block)) for block in message.blocks or ()]
    if not message.files:
        return blocks or None
    said = [_section(message.text)] if message.text and not blocks else []
    return [*said, *blocks, *(_shared(file) for file in message.files)]


def with_addresses(value: object) -> object:
    """Return a JSON value in which every slack_file has an image_url on this server beside it."""
    if isinstance(value, list):
        return [with_addresses(each) for each in value]
    if not isinstance(value, dict):
        return value
    held = {key: with_addresses(each) for key, each in value.items()}
    file = value.get("slack_file")
    return held | {"image_url": _address(file)} if isinstance(file, dict) else held


def _address(file: Json) -> str:
    path = urlsplit(as_text(file.get("url"))).path
    return path or f"/files/{as_text(file.get('id'))}/picture"


def _shared(file: Json) -> Json:
    if file.get("mode") == _TOMBSTONE:
        return _section("_This file was deleted._")
    name = as_text(file.get("title"))
    if as_text(file.get("mimetype")).startswith("image/"):
        alt_text = as_text(file.get("alt_txt")) or name
        title: Json = {"type": "plain_text", "text": name}
        return {
            "type": "image",
            "image_url": _address({"id": file["id"]}),
            "alt_text": alt_text,
            "title": title,
        }
    return _section(f"<{as_text(file.get('url_private'))}|{name}>")


def _section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
