"""chat.*: what the bot posts."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.parts import Parts
from bot.sandbox.payload_checks import check_message, check_pictures, check_update
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.messages import Draft, Message, message_json
from bot.sandbox.state.rates import HUNDREDS, POSTING, TIER_3, TIER_4
from bot.sandbox.web_api.method import Method, bot_own_place, bot_place


def post_message(parts: Parts, arguments: Arguments) -> Json:
    """Post a message; `channel` may be a person, which posts in the DM with them."""
    place = addressed(parts, arguments.text("channel"))
    checked_payload(parts, arguments)
    message = parts.messaging.post(place, draft_of(parts, arguments))
    return {"channel": place.id, "ts": message.ts, "message": message_json(message, parts.directory.team_id)}


def post_ephemeral(parts: Parts, arguments: Arguments) -> Json:
    """Show a message to one member of a channel. Raises Refused user_not_in_channel."""
    place = bot_own_place(parts, arguments)
    user = arguments.text("user")
    if user not in place.members:
        raise Refused("user_not_in_channel")
    checked_payload(parts, arguments)
    return {"message_ts": parts.messaging.whisper(place, draft_of(parts, arguments, only_for=user)).ts}


def update(parts: Parts, arguments: Arguments) -> Json:
    """Change the bot's own message. Raises Refused cant_update_message, no_text or block_mismatch."""
    place = bot_place(parts, arguments)
    message = _own(parts, place, arguments, "cant_update_message")
    changes = _payload(arguments)
    check_update(changes)
    check_pictures(changes, parts.files.is_picture)
    if not changes.keys() & {"text", "markdown_text", "blocks", "attachments"}:
        raise Refused("no_text")
    _check_kinds(message, as_objects(changes.get("blocks")))
    parts.messaging.edit(place, message, _converted(changes))
    written = message_json(message, parts.directory.team_id)
    return {"channel": place.id, "ts": message.ts, "text": message.text, "message": written}


def delete(parts: Parts, arguments: Arguments) -> Json:
    """Take the bot's own message away. Raises Refused cant_delete_message."""
    place = bot_place(parts, arguments)
    message = _own(parts, place, arguments, "cant_delete_message")
    parts.messaging.delete(place, message)
    return {"channel": place.id, "ts": message.ts}


def get_permalink(parts: Parts, arguments: Arguments) -> Json:
    """Return a message's address in the workspace."""
    place = bot_place(parts, arguments)
    message = place.message(arguments.text("message_ts"))
    address = f"https://{parts.directory.domain}.slack.com/archives/{place.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={place.id}"
    return {"channel": place.id, "permalink": address}


def me_message(parts: Parts, arguments: Arguments) -> Json:
    """Post what the bot does, as /me would. Raises Refused as posting does."""
    place = bot_own_place(parts, arguments)
    draft = Draft(parts.directory.bot.id, arguments.text("text"), subtype="me_message")
    return {"channel": place.id, "ts": parts.messaging.post(place, draft).ts}


METHODS: Mapping[str, Method] = {
    "chat.postMessage": Method(post_message, "chat:write", POSTING),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write", TIER_4),
    "chat.update": Method(update, "chat:write", TIER_3),
    "chat.delete": Method(delete, "chat:write", TIER_3),
    "chat.getPermalink": Method(get_permalink, tier=HUNDREDS),
    "chat.meMessage": Method(me_message, "chat:write", TIER_3),
}


def addressed(parts: Parts, channel: str) -> Conversation:
    """Return where a post to this channel or person goes. Raises Refused channel_not_found or not_in_channel."""
    directory = parts.directory
    if channel in directory.people:
        return directory.direct_message(directory.bot.id, channel)
    place = directory.place(channel, directory.bot.id)
    if not parts.messaging.takes_app(place):
        raise Refused("not_in_channel")
    return place


def checked_payload(parts: Parts, arguments: Arguments) -> None:
    """Raise Refused when Slack would not post what is given."""
    payload = _payload(arguments)
    check_message(payload)
    check_pictures(payload, parts.files.is_picture)


def _own(parts: Parts, place: Conversation, arguments: Arguments, refusal: str) -> Message:
    message = place.message(arguments.text("ts"))
    if message.user != parts.directory.bot.id:
        raise Refused(refusal)
    return message


def _payload(arguments: Arguments) -> Json:
    """Return the parts of a message that were given, decoded."""
    read = {
        "text": arguments.optional_text,
        "markdown_text": arguments.optional_text,
        "blocks": arguments.json_objects,
        "attachments": arguments.json_objects,
        "metadata": arguments.json_value,
    }
    return {name: reader(name) for name, reader in read.items() if arguments.has(name)}


def _converted(payload: Json) -> Json:
    """Return the payload with Markdown text as the block that shows it."""
    written = as_text(payload.get("markdown_text"))
    return payload | {"text": written, "blocks": [_markdown(written)]} if written else payload


def _markdown(text: str) -> Json:
    return {"type": "markdown", "text": text}


def _check_kinds(message: Message, blocks: list[Json]) -> None:
    """Raise Refused block_mismatch when rich text would be replaced by blocks without any."""
    was_rich = any(block.get("type") == "rich_text" for block in message.blocks or ())
    if was_rich and blocks and not any(block.get("type") == "rich_text" for block in blocks):
        raise Refused("block_mismatch")


def draft_of(parts: Parts, arguments: Arguments, only_for: str | None = None) -> Draft:
    """Return the message that is given, as the bot's."""
    content = _converted(_payload(arguments))
    return Draft(
        user=parts.directory.bot.id,
        text=as_text(content.get("text")),
        blocks=as_objects(content.get("blocks")) or None,
        attachments=as_objects(content.get("attachments")) or None,
        metadata=as_object(content.get("metadata")) or None,
        thread_ts=arguments.optional_text("thread_ts") or None,
        broadcast=arguments.flag("reply_broadcast"),
        only_for=only_for,
        bot_id=parts.directory.bot_id,
        app_id=parts.directory.app_id,
    )
