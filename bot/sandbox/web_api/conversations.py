"""conversations.* that read: places, who is in them, and what stands in them."""

from collections.abc import Iterable, Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import stamp_number
from bot.sandbox.state.conversations import Conversation, Kind, Window
from bot.sandbox.state.messages import Message, message_json
from bot.sandbox.state.rates import TIER_2, TIER_3, TIER_4
from bot.sandbox.web_api.method import Method, bot_own_place, bot_place, require_scope
from bot.sandbox.web_api.pages import by_ids, page_begins, page_of

_KINDS = {
    "public_channel": Kind.PUBLIC,
    "private_channel": Kind.PRIVATE,
    "im": Kind.DIRECT,
    "mpim": Kind.GROUP,
}
_MOST_IN_GROUP = 8


def open_(parts: Parts, arguments: Arguments) -> Json:
    """Open the bot's DM with one person, or with up to eight, or one that is named.

    Raises Refused users_list_not_supplied, too_many_users, user_not_found, user_disabled or cannot_dm_bot.
    """
    place = _opened(parts, arguments)
    described = place.described(to=parts.directory.bot.id)
    return {"channel": described if arguments.flag("return_im") else {"id": place.id}}


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
    bot = parts.directory.bot.id
    shown = {
        place.id: place.described(to=bot) | {"num_members": len(place.members)}
        for place in _seen(parts, arguments)
    }
    page, paging = page_of(by_ids(shown), arguments)
    return {"channels": page, "response_metadata": paging["response_metadata"]}


def of_user(parts: Parts, arguments: Arguments) -> Json:
    """List the conversations that a person (default: the bot) is in and the bot sees. Raises Refused user_not_found."""
    bot = parts.directory.bot.id
    user = parts.directory.person(arguments.optional_text("user") or bot).id
    shown = {place.id: place.described(to=bot) for place in _seen(parts, arguments) if user in place.members}
    page, paging = page_of(by_ids(shown), arguments)
    return {"channels": page, "response_metadata": paging["response_metadata"]}


def members(parts: Parts, arguments: Arguments) -> Json:
    """List who is in a conversation the bot sees."""
    place = bot_place(parts, arguments)
    require_scope(parts.app, f"{place.kind.value}:read")
    page, paging = page_of(enumerate(place.members), arguments)
    return {"members": page, "response_metadata": paging["response_metadata"]}


def history(parts: Parts, arguments: Arguments) -> Json:
    """Return what stands in a channel the bot is in, newest first; replies only when broadcast."""
    place = _readable(parts, arguments)
    after = page_begins(arguments)
    window = _window(arguments).before(-after if after is not None else None)
    shown = ((-_position(each), each) for each in place.timeline(window))
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
    "conversations.open": Method(open_, tier=TIER_3),
    "conversations.info": Method(info, tier=TIER_3),
    "conversations.list": Method(list_, tier=TIER_2),
    "conversations.members": Method(members, tier=TIER_4),
    "conversations.history": Method(history, tier=TIER_3),
    "conversations.replies": Method(replies, tier=TIER_3),
    "users.conversations": Method(of_user, tier=TIER_3),
}


def _opened(parts: Parts, arguments: Arguments) -> Conversation:
    directory, users = parts.directory, arguments.names("users")
    if arguments.has("channel"):
        return bot_own_place(parts, arguments)
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > _MOST_IN_GROUP:
        raise Refused("too_many_users")
    require_scope(parts.app, "im:write" if len(users) == 1 else "mpim:write")
    if directory.bot.id in users:
        raise Refused("cannot_dm_bot")
    if any(directory.person(user).deleted for user in users):
        raise Refused("user_disabled")
    if len(users) == 1:
        return directory.direct_message(directory.bot.id, users[0])
    return directory.group_message([directory.bot.id, *users])


def _seen(parts: Parts, arguments: Arguments) -> list[Conversation]:
    """Return the conversations of the `types` asked for that the bot sees."""
    kinds = [_kind(name) for name in arguments.names("types") or ["public_channel"]]
    for kind in kinds:
        require_scope(parts.app, f"{kind.value}:read")
    without_archived = arguments.flag("exclude_archived")
    return [
        place
        for place in parts.directory.conversations.values()
        if place.kind in kinds
        and place.seen_by(parts.directory.bot.id)
        and not (place.is_archived and without_archived)
    ]


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
