"""reactions.* and pins.*: what the bot adds to messages."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.messages import Message, message_json
from bot.sandbox.web_api.method import Method, bot_own_place


def add_reaction(parts: Parts, arguments: Arguments) -> Json:
    """Add the bot's reaction. Raises Refused message_not_found, already_reacted, invalid_name or not_in_channel."""
    place, message = _target(parts, arguments)
    parts.reactions.add(place, message, parts.directory.bot.id, arguments.text("name"))
    return {}


def remove_reaction(parts: Parts, arguments: Arguments) -> Json:
    """Take the bot's reaction back; nobody else's can be. Raises Refused no_reaction."""
    place, message = _target(parts, arguments)
    parts.reactions.remove(place, message, parts.directory.bot.id, arguments.text("name"))
    return {}


def get_reactions(parts: Parts, arguments: Arguments) -> Json:
    """Return a message with all its reactions."""
    place, message = _target(parts, arguments)
    return {"type": "message", "channel": place.id, "message": message_json(message, parts.directory.team_id)}


def add_pin(parts: Parts, arguments: Arguments) -> Json:
    """Pin a message. Raises Refused already_pinned."""
    place, message = _target(parts, arguments)
    parts.messaging.pin(place, message, parts.directory.bot.id)
    return {}


def list_pins(parts: Parts, arguments: Arguments) -> Json:
    """List what is pinned in a channel, the newest first."""
    place = bot_own_place(parts, arguments)
    pinned = [message for message in reversed(place.messages.values()) if message.pinned]
    return {
        "items": [
            {"type": "message", "channel": place.id, "message": message_json(each, parts.directory.team_id)}
            for each in pinned
        ]
    }


METHODS: Mapping[str, Method] = {
    "reactions.add": Method(add_reaction, "reactions:write"),
    "reactions.remove": Method(remove_reaction, "reactions:write"),
    "reactions.get": Method(get_reactions, "reactions:read"),
    "pins.add": Method(add_pin, "pins:write"),
    "pins.list": Method(list_pins, "pins:read"),
}


def _target(parts: Parts, arguments: Arguments) -> tuple[Conversation, Message]:
    place = bot_own_place(parts, arguments)
    return place, place.message(arguments.text("timestamp"))
