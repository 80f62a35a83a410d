"""reactions.* and pins.*: what the bot adds to messages."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, as_object, as_objects, as_texts
from bot.sandbox.parts import Parts
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.messages import Message, message_json
from bot.sandbox.state.rates import TIER_2, TIER_3
from bot.sandbox.web_api.method import Method, bot_own_place
from bot.sandbox.web_api.pages import page_of


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
    """Return a message with its reactions; unless `full`, who added them may be told in part only."""
    place, message = _target(parts, arguments)
    told = _item(parts, place, message)
    if not arguments.flag("full"):
        _shorten(as_object(told["message"]))
    return told


def list_reactions(parts: Parts, arguments: Arguments) -> Json:
    """List what a person (default: the bot) reacted to where the bot is, the newest message first."""
    user = parts.directory.person(arguments.optional_text("user") or parts.directory.bot.id).id
    reacted = [
        (place, message)
        for place in parts.directory.conversations.values()
        if parts.directory.bot.id in place.members
        for message in place.messages.values()
        if any(user in users for users in message.reactions.values())
    ]
    reacted.sort(key=lambda found: found[1].ts, reverse=True)
    page, paging = page_of(enumerate(reacted), arguments)
    items = [_item(parts, place, message) for place, message in page]
    return {"items": items, "response_metadata": paging["response_metadata"]}


def add_pin(parts: Parts, arguments: Arguments) -> Json:
    """Pin a message. Raises Refused already_pinned."""
    place, message = _target(parts, arguments)
    parts.messaging.pin(place, message, parts.directory.bot.id)
    return {}


def remove_pin(parts: Parts, arguments: Arguments) -> Json:
    """Take a pin off. Raises Refused no_pin."""
    place, message = _target(parts, arguments)
    parts.messaging.unpin(place, message, parts.directory.bot.id)
    return {}


def list_pins(parts: Parts, arguments: Arguments) -> Json:
    """List what is pinned in a channel, the newest first."""
    place = bot_own_place(parts, arguments)
    pinned = [message for message in reversed(place.messages.values()) if message.pinned]
    return {"items": [_item(parts, place, each) for each in pinned]}


TOLD_WITHOUT_FULL = 25
"""How many of those who added an emoji are told unless `full`; Slack says only that it may be fewer than did."""

METHODS: Mapping[str, Method] = {
    "reactions.add": Method(add_reaction, "reactions:write", TIER_3),
    "reactions.remove": Method(remove_reaction, "reactions:write", TIER_2),
    "reactions.get": Method(get_reactions, "reactions:read", TIER_3),
    "reactions.list": Method(list_reactions, "reactions:read", TIER_2),
    "pins.add": Method(add_pin, "pins:write", TIER_2),
    "pins.remove": Method(remove_pin, "pins:write", TIER_2),
    "pins.list": Method(list_pins, "pins:read", TIER_2),
}


def _target(parts: Parts, arguments: Arguments) -> tuple[Conversation, Message]:
    place = bot_own_place(parts, arguments)
    return place, place.message(arguments.text("timestamp"))


def _item(parts: Parts, place: Conversation, message: Message) -> Json:
    written = message_json(message, parts.directory.team_id)
    return {"type": "message", "channel": place.id, "message": written}


def _shorten(written: Json) -> None:
    for reaction in as_objects(written.get("reactions")):
        reaction["users"] = as_texts(reaction["users"])[:TOLD_WITHOUT_FULL]
