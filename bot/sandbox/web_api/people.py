"""users.*, team.info, auth.test, api.test: who is who."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.web_api.method import Method
from bot.sandbox.web_api.pages import page_of


def auth_test(parts: Parts, _arguments: Arguments) -> Json:
    """Tell whose token this is."""
    directory = parts.directory
    return {
        "url": f"https://{directory.domain}.slack.com/",
        "team": directory.team_name,
        "team_id": directory.team_id,
        "user": directory.bot.name,
        "user_id": directory.bot.id,
        "bot_id": directory.bot_id,
        "is_enterprise_install": False,
    }


def user_info(parts: Parts, arguments: Arguments) -> Json:
    """Describe one person. Raises Refused user_not_found."""
    return {"user": parts.profiles.user_json(arguments.text("user"))}


def user_profile(parts: Parts, arguments: Arguments) -> Json:
    """Return one person's profile, by default the bot's own. Raises Refused user_not_found."""
    user = arguments.optional_text("user") or parts.directory.bot.id
    return {"profile": parts.profiles.profile_json(user)}


def list_users(parts: Parts, arguments: Arguments) -> Json:
    """List everybody, the bot too."""
    people = [parts.profiles.user_json(user) for user in parts.directory.people]
    page, paging = page_of(enumerate(people), arguments)
    return {"members": page, "response_metadata": paging["response_metadata"]}


def team_info(parts: Parts, _arguments: Arguments) -> Json:
    """Describe the workspace."""
    directory = parts.directory
    return {"team": {"id": directory.team_id, "name": directory.team_name, "domain": directory.domain}}


METHODS: Mapping[str, Method] = {
    "auth.test": Method(auth_test),
    "users.info": Method(user_info, "users:read"),
    "users.profile.get": Method(user_profile, "users.profile:read"),
    "users.list": Method(list_users, "users:read"),
    "team.info": Method(team_info, "team:read"),
}
