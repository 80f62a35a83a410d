"""chat.*: what the bot posts."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.payload_checks import check_message, check_update
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.messages import Draft, Message, message_json
from bot.sandbox.web_api.method import Method, bot_own_place, bot_place


def post_message(parts: Parts, arguments: Arguments) -> Json:
    """Post a message; `channel` may be a person, which posts in the DM with them."""
    place = _addressed(parts, arguments.text("channel"))
    payload = _payload(arguments)
    check_message(payload)
    message = parts.messaging.post(place, _draft(parts, arguments))
    return {"channel": place.id, "ts": message.ts, "message": message_json(message, parts.directory.team_id)}


def post_ephemeral(parts: Parts, arguments: Arguments) -> Json:
    """Show a message to one member of a channel. Raises Refused user_not_in_channel."""
    place = bot_own_place(parts, arguments)
    user = arguments.text("user")
    if user not in place.members:
        raise Refused("user_not_in_channel")
    check_message(_payload(arguments))
    return {"message_ts": parts.messaging.whisper(place, _draft(parts, arguments, only_for=user)).ts}


def update(parts: Parts, arguments: Arguments) -> Json:
    """Change the bot's own message. Raises Refused cant_update_message or no_text."""
    place = bot_place(parts, arguments)
    message = _own(parts, place, arguments, "cant_update_message")
    changes = _payload(arguments)
    check_update(changes)
    if not changes.keys() & {"text", "blocks", "attachments"}:
        raise Refused("no_text")
    parts.messaging.edit(place, message, changes)
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


METHODS: Mapping[str, Method] = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(get_permalink),
}


def _addressed(parts: Parts, channel: str) -> Conversation:
    directory = parts.directory
    if channel in directory.people:
        return directory.direct_message(directory.bot.id, channel)
    place = directory.place(channel, directory.bot.id)
    uninvited = place.kind is Kind.PUBLIC and "chat:write.public" in parts.app.scopes
    return place if uninvited else directory.own_place(channel, directory.bot.id)


def _own(parts: Parts, place: Conversation, arguments: Arguments, refusal: str) -> Message:
    message = place.message(arguments.text("ts"))
    if message.user != parts.directory.bot.id:
        raise Refused(refusal)
    return message


def _payload(arguments: Arguments) -> Json:
    """Return the parts of a message that were given, decoded."""
    read = {
        "text": arguments.optional_text,
        "blocks": arguments.json_objects,
        "attachments": arguments.json_objects,
        "metadata": arguments.json_object,
    }
    return {name: reader(name) for name, reader in read.items() if arguments.has(name)}


def _draft(parts: Parts, arguments: Arguments, only_for: str | None = None) -> Draft:
    return Draft(
        user=parts.directory.bot.id,
        text=arguments.optional_text("text"),
        blocks=arguments.json_objects("blocks"),
        attachments=arguments.json_objects("attachments"),
        metadata=arguments.json_object("metadata"),
        thread_ts=arguments.optional_text("thread_ts") or None,
        broadcast=arguments.flag("reply_broadcast"),
        only_for=only_for,
        bot_id=parts.directory.bot_id,
        app_id=parts.directory.app_id,
    )
