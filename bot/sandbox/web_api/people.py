"""users.*, team.info, auth.test, api.test: who is who."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.web_api.method import Method
from bot.sandbox.web_api.pages import page_of
from bot.sandbox.workspace import Person


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


def api_test(_parts: Parts, arguments: Arguments) -> Json:
    """Say the arguments back."""
    return {"args": {name: value for name, value in arguments.given.items() if name != "token"}}


def user_info(parts: Parts, arguments: Arguments) -> Json:
    """Describe one person. Raises Refused user_not_found."""
    return {"user": _described(parts, parts.directory.person(arguments.text("user")))}


def list_users(parts: Parts, arguments: Arguments) -> Json:
    """List everybody, the bot too."""
    people = [_described(parts, person) for person in parts.directory.people.values()]
    page, paging = page_of(enumerate(people), arguments)
    return {"members": page, "response_metadata": paging["response_metadata"]}


def team_info(parts: Parts, _arguments: Arguments) -> Json:
    """Describe the workspace."""
    directory = parts.directory
    return {"team": {"id": directory.team_id, "name": directory.team_name, "domain": directory.domain}}


METHODS: Mapping[str, Method] = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test),
    "users.info": Method(user_info, "users:read"),
    "users.list": Method(list_users, "users:read"),
    "team.info": Method(team_info, "team:read"),
}


def _described(parts: Parts, person: Person) -> Json:
    local = parts.clock().astimezone(ZoneInfo(person.tz))
    offset = local.utcoffset()
    return {
        "id": person.id,
        "team_id": parts.directory.team_id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": False,
        "color": person.color,
        "tz": person.tz,
        "tz_label": local.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "profile": {
            "display_name": person.name,
            "real_name": person.real_name,
            "status_text": "",
            "status_emoji": "",
            "status_expiration": 0,
        },
    }
