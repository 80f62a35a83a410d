"""conversations.*: places, who is in them, and what stands in them."""

from collections.abc import Iterable, Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import stamp_number
from bot.sandbox.state.conversations import Conversation, Kind, Window
from bot.sandbox.state.messages import Message, message_json
from bot.sandbox.web_api.method import Method, bot_own_place, bot_place, require_scope
from bot.sandbox.web_api.pages import page_of

_KINDS = {"public_channel": Kind.PUBLIC, "private_channel": Kind.PRIVATE, "im": Kind.DIRECT}


def open_direct_message(parts: Parts, arguments: Arguments) -> Json:
    """Open the bot's DM with one person. Raises Refused user_not_found, user_disabled or cannot_dm_bot.

    Group DMs are not built.
    """
    users = arguments.names("users")
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("method_not_supported_for_channel_type")
    if users[0] == parts.directory.bot.id:
        raise Refused("cannot_dm_bot")
    if parts.directory.person(users[0]).deleted:
        raise Refused("user_disabled")
    place = parts.directory.direct_message(parts.directory.bot.id, users[0])
    return {
        "channel": place.described(to=parts.directory.bot.id)
        if arguments.flag("return_im")
        else {"id": place.id}
    }


def info(parts: Parts, arguments: Arguments) -> Json:
    """Describe a conversation the bot sees."""
    place = bot_place(parts, arguments)
    require_scope(parts.app, f"{place.kind.value}:read")
    described = place.described(to=parts.directory.bot.id)
    return {
        "channel": described
        | ({"num_members": len(place.members)} if arguments.flag("include_num_members") else {})
    }


def list_(parts: Parts, arguments: Arguments) -> Json:
    """List conversations the bot sees, of the `types` asked for (default: public channels)."""
    kinds = [_kind(name) for name in arguments.names("types") or ["public_channel"]]
    for kind in kinds:
        require_scope(parts.app, f"{kind.value}:read")
    bot = parts.directory.bot.id
    shown = [
        place.described(to=bot) | {"num_members": len(place.members)}
        for place in parts.directory.conversations.values()
        if place.kind in kinds
        and place.seen_by(bot)
        and not (place.is_archived and arguments.flag("exclude_archived"))
    ]
    page, paging = page_of(enumerate(shown), arguments)
    return {"channels": page, "response_metadata": paging["response_metadata"]}


def members(parts: Parts, arguments: Arguments) -> Json:
    """List who is in a conversation the bot sees."""
    place = bot_place(parts, arguments)
    require_scope(parts.app, f"{place.kind.value}:read")
    page, paging = page_of(enumerate(place.members), arguments)
    return {"members": page, "response_metadata": paging["response_metadata"]}


def join(parts: Parts, arguments: Arguments) -> Json:
    """Join a public channel; being in it already is a warning, not an error."""
    bot = parts.directory.bot.id
    already = parts.directory.join(arguments.text("channel"), bot)
    described: Json = {"channel": bot_place(parts, arguments).described(to=bot)}
    warning: Json = {
        "warning": "already_in_channel",
        "response_metadata": {"warnings": ["already_in_channel"]},
    }
    return described | (warning if already else {})


def history(parts: Parts, arguments: Arguments) -> Json:
    """Return what stands in a channel the bot is in, newest first; replies only when broadcast."""
    place = _readable(parts, arguments)
    window = _window(arguments)
    shown = ((-_position(each), each) for each in place.timeline() if window.holds(each))
    page, paging = page_of(shown, arguments)
    return {"messages": _written(parts, arguments, page), "pin_count": _pins(place), **paging}


def replies(parts: Parts, arguments: Arguments) -> Json:
    """Return a thread, its parent first whatever the window, then the replies, oldest first."""
    place = _readable(parts, arguments)
    window = _window(arguments)
    parent, *answers = place.thread(arguments.text("ts"))
    shown = [parent, *(each for each in answers if window.holds(each))]
    page, paging = page_of(((_position(each), each) for each in shown), arguments)
    return {"messages": _written(parts, arguments, page), **paging}


METHODS: Mapping[str, Method] = {
    "conversations.open": Method(open_direct_message, "im:write"),
    "conversations.info": Method(info),
    "conversations.list": Method(list_),
    "conversations.members": Method(members),
    "conversations.join": Method(join, "channels:join"),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
}


def _kind(name: str) -> Kind:
    if name not in _KINDS:
        raise Refused("invalid_types")
    return _KINDS[name]


def _readable(parts: Parts, arguments: Arguments) -> Conversation:
    place = bot_own_place(parts, arguments)
    require_scope(parts.app, f"{place.kind.value}:history")
    return place


def _window(arguments: Arguments) -> Window:
    return Window(arguments.moment("oldest"), arguments.moment("latest"), arguments.flag("inclusive"))


def _position(message: Message) -> int:
    return stamp_number(message.ts) or 0


def _written(parts: Parts, arguments: Arguments, messages: Iterable[Message]) -> list[Json]:
    whole = arguments.flag("include_all_metadata")
    return [message_json(each, parts.directory.team_id, with_metadata=whole) for each in messages]


def _pins(place: Conversation) -> int:
    return sum(message.pinned for message in place.messages.values())
