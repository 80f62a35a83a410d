"""dnd.*: who wants no notifications, and until when."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.rates import TIER_2, TIER_3
from bot.sandbox.web_api.method import Method

_MOST_PEOPLE = 50


def info(parts: Parts, arguments: Arguments) -> Json:
    """Tell of one person, by default of the bot itself. Raises Refused user_not_found."""
    user = arguments.optional_text("user") or parts.directory.bot.id
    return parts.profiles.dnd_json(parts.directory.person(user).id)


def team_info(parts: Parts, arguments: Arguments) -> Json:
    """Tell of up to fifty people. Raises Refused no_users_provided, too_many_users or user_not_found."""
    users = arguments.names("users")
    if not users:
        raise Refused("no_users_provided")
    if len(users) > _MOST_PEOPLE:
        raise Refused("too_many_users")
    known = [parts.directory.person(user).id for user in users]
    return {"users": {user: parts.profiles.dnd_json(user) for user in known}}


METHODS: Mapping[str, Method] = {
    "dnd.info": Method(info, "dnd:read", TIER_3),
    "dnd.teamInfo": Method(team_info, "dnd:read", TIER_2),
}
