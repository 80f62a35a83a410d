"""conversations.* that change channels: who is in them, what they are called, whether they are open."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.messages import Draft
from bot.sandbox.state.rates import TIER_2, TIER_3, TIER_4
from bot.sandbox.web_api.method import Method, bot_own_place, bot_place, require_any_scope, require_scope

_MOST_INVITED = 1000
_MANAGING = {Kind.PUBLIC: "channels:manage", Kind.PRIVATE: "groups:write"}
_WRITING = {**_MANAGING, Kind.DIRECT: "im:write", Kind.GROUP: "mpim:write"}


def create(parts: Parts, arguments: Arguments) -> Json:
    """Open a channel with the bot in it. Raises Refused name_taken and what a name is refused for."""
    is_private = arguments.flag("is_private")
    require_scope(parts.app, _MANAGING[Kind.PRIVATE if is_private else Kind.PUBLIC])
    name = arguments.optional_text("name")
    return _described(parts, parts.channels.create(name, parts.directory.bot.id, is_private=is_private))


def join(parts: Parts, arguments: Arguments) -> Json:
    """Join a public channel; being in it already is a warning, not an error."""
    already = parts.directory.join(arguments.text("channel"), parts.directory.bot.id)
    warning: Json = {
        "warning": "already_in_channel",
        "response_metadata": {"warnings": ["already_in_channel"]},
    }
    return _described(parts, bot_place(parts, arguments)) | (warning if already else {})


def leave(parts: Parts, arguments: Arguments) -> Json:
    """Leave a channel; not being in it is told, not refused. Raises Refused cant_leave_general or last_member."""
    place, bot = _channel(bot_place(parts, arguments)), parts.directory.bot.id
    require_scope(parts.app, _MANAGING[place.kind])
    if bot not in place.members:
        return {"not_in_channel": True}
    if place.is_general:
        raise Refused("cant_leave_general")
    if place.kind is Kind.PRIVATE and place.members == [bot]:
        raise Refused("last_member")
    parts.directory.leave(place.id, bot)
    return {}


def invite(parts: Parts, arguments: Arguments) -> Json:
    """Bring people in: all of them, or with `force` those who can be.

    Raises Refused no_user, too_many_users, or the first person's refusal with everybody's in `errors`.
    """
    place = _channel(bot_own_place(parts, arguments))
    require_any_scope(parts.app, _MANAGING[place.kind], _invites(place))
    users = list(dict.fromkeys(arguments.names("users")))
    if not users:
        raise Refused("no_user")
    if len(users) > _MOST_INVITED:
        raise Refused("too_many_users")
    if place.is_archived:
        raise Refused("is_archived")
    refusals = {user: code for user in users if (code := _cannot_invite(parts, place, user))}
    errors = [{"user": user, "ok": False, "error": code} for user, code in refusals.items()]
    if errors and not (arguments.flag("force") and len(errors) < len(users)):
        raise Refused(next(iter(refusals.values())), errors=errors)
    for user in users:
        if user not in refusals:
            parts.directory.invite(place.id, user, parts.directory.bot.id)
    return _described(parts, place) | ({"errors": errors} if errors else {})


def kick(parts: Parts, arguments: Arguments) -> Json:
    """Take a person out. Raises Refused cant_kick_self, cant_kick_from_general, user_not_found or not_in_channel."""
    place = _channel(bot_own_place(parts, arguments))
    require_scope(parts.app, _MANAGING[place.kind])
    user = parts.directory.person(arguments.text("user")).id
    if user == parts.directory.bot.id:
        raise Refused("cant_kick_self")
    if place.is_general:
        raise Refused("cant_kick_from_general")
    parts.directory.leave(place.id, user)
    return {}


def rename(parts: Parts, arguments: Arguments) -> Json:
    """Rename a channel that the bot made. Raises Refused not_authorized and what a name is refused for."""
    place = _managed(parts, arguments)
    if place.creator != parts.directory.bot.id:
        raise Refused("not_authorized")
    parts.channels.rename(place, arguments.optional_text("name"))
    return _described(parts, place)


def archive(parts: Parts, arguments: Arguments) -> Json:
    """Close a channel. Raises Refused already_archived or cant_archive_general."""
    parts.channels.archive(_managed(parts, arguments), parts.directory.bot.id)
    return {}


def unarchive(parts: Parts, arguments: Arguments) -> Json:
    """Open an archived channel again. Raises Refused not_archived."""
    parts.channels.unarchive(_managed(parts, arguments), parts.directory.bot.id)
    return {}


def set_topic(parts: Parts, arguments: Arguments) -> Json:
    """Say what a channel is about, which is also posted there. Raises Refused too_long or is_archived."""
    place = _channel(bot_own_place(parts, arguments))
    require_any_scope(parts.app, _MANAGING[place.kind], _topics(place))
    topic = arguments.optional_text("topic")
    parts.channels.set_topic(place, topic)
    _tell(parts, place, "channel_topic", f"set the channel topic: {topic}")
    return _described(parts, place)


def set_purpose(parts: Parts, arguments: Arguments) -> Json:
    """Say what a channel is for, which is also posted there. Raises Refused too_long or is_archived."""
    place = _channel(bot_own_place(parts, arguments))
    require_any_scope(parts.app, _MANAGING[place.kind], _topics(place))
    purpose = arguments.optional_text("purpose")
    parts.channels.set_purpose(place, purpose)
    _tell(parts, place, "channel_purpose", f"set the channel description: {purpose}")
    return {"purpose": purpose}


def mark(parts: Parts, arguments: Arguments) -> Json:
    """Say up to where the bot has read, which nobody sees. Raises Refused invalid_timestamp."""
    place = bot_own_place(parts, arguments)
    require_scope(parts.app, _WRITING[place.kind])
    if arguments.text("ts") not in place.messages:
        raise Refused("invalid_timestamp")
    return {}


METHODS: Mapping[str, Method] = {
    "conversations.create": Method(create, tier=TIER_2),
    "conversations.join": Method(join, "channels:join", TIER_3),
    "conversations.leave": Method(leave, tier=TIER_3),
    "conversations.invite": Method(invite, tier=TIER_3),
    "conversations.kick": Method(kick, tier=TIER_3),
    "conversations.rename": Method(rename, tier=TIER_2),
    "conversations.archive": Method(archive, tier=TIER_2),
    "conversations.unarchive": Method(unarchive, tier=TIER_2),
    "conversations.setTopic": Method(set_topic, tier=TIER_2),
    "conversations.setPurpose": Method(set_purpose, tier=TIER_2),
    "conversations.mark": Method(mark, tier=TIER_4),
}


def _channel(place: Conversation) -> Conversation:
    if not place.is_channel:
        raise Refused("method_not_supported_for_channel_type")
    return place


def _managed(parts: Parts, arguments: Arguments) -> Conversation:
    place = _channel(bot_own_place(parts, arguments))
    require_scope(parts.app, _MANAGING[place.kind])
    return place


def _invites(place: Conversation) -> str:
    return f"{place.kind.value}:write.invites"


def _topics(place: Conversation) -> str:
    return f"{place.kind.value}:write.topic"


def _cannot_invite(parts: Parts, place: Conversation, user: str) -> str:
    """Return why this person can't be brought in, empty when they can."""
    bot = parts.directory.bot.id
    if user == bot:
        return "cant_invite_self"
    try:
        parts.directory.check_invitation(place, user, bot)
    except Refused as refused:
        return refused.code
    return "already_in_channel" if user in place.members else ""


def _tell(parts: Parts, place: Conversation, subtype: str, text: str) -> None:
    parts.messaging.post(place, Draft(parts.directory.bot.id, text, subtype=subtype))


def _described(parts: Parts, place: Conversation) -> Json:
    return {"channel": place.described(to=parts.directory.bot.id)}
