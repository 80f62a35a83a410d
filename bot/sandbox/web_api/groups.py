"""usergroups.* and emoji.list: what a workspace has of its own."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.state.rates import TIER_2
from bot.sandbox.web_api.method import Method


def list_groups(parts: Parts, arguments: Arguments) -> Json:
    """List the groups, with who or how many are in them when asked."""
    groups = parts.usergroups
    with_users, with_count = arguments.flag("include_users"), arguments.flag("include_count")
    return {
        "usergroups": [
            groups.written(each, with_users=with_users, with_count=with_count) for each in groups.all()
        ]
    }


def list_users(parts: Parts, arguments: Arguments) -> Json:
    """List who is in a group. Raises Refused plan_upgrade_required or no_such_subteam."""
    return {"users": parts.usergroups.users(arguments.text("usergroup"))}


def list_emoji(parts: Parts, _arguments: Arguments) -> Json:
    """Return the workspace's own emoji."""
    return {"emoji": dict(parts.emoji.pictures)}


METHODS: Mapping[str, Method] = {
    "usergroups.list": Method(list_groups, "usergroups:read", TIER_2),
    "usergroups.users.list": Method(list_users, "usergroups:read", TIER_2),
    "emoji.list": Method(list_emoji, "emoji:read", TIER_2),
}
