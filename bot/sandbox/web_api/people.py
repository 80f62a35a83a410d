"""users.*, team.info, auth.test: who is who."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, as_object
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.rates import HUNDREDS, TIER_2, TIER_3, TIER_4
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
    """Describe one person, their locale too when asked. Raises Refused user_not_found."""
    return {"user": _described(parts, arguments.text("user"), with_locale=arguments.flag("include_locale"))}


def user_profile(parts: Parts, arguments: Arguments) -> Json:
    """Return one person's profile, by default the bot's own. Raises Refused user_not_found."""
    user = arguments.optional_text("user") or parts.directory.bot.id
    return {"profile": parts.profiles.profile_json(user) | _address(parts, user)}


def user_by_email(parts: Parts, arguments: Arguments) -> Json:
    """Describe the person with this address. Raises Refused users_not_found."""
    wanted = arguments.text("email").casefold()
    for user, person in parts.directory.people.items():
        if _email(parts, user) == wanted and not person.deleted:
            return {"user": _described(parts, user)}
    raise Refused("users_not_found")


def presence(parts: Parts, arguments: Arguments) -> Json:
    """Tell whether one person is there: away while they want no notifications, or left. Raises Refused user_not_found."""
    person = parts.directory.person(arguments.optional_text("user") or parts.directory.bot.id)
    is_away = person.deleted or parts.profiles.paused_until(person.id) is not None
    return {"presence": "away" if is_away else "active"}


def list_users(parts: Parts, arguments: Arguments) -> Json:
    """List everybody, the bot too."""
    with_locale = arguments.flag("include_locale")
    page, paging = page_of(enumerate(parts.directory.people), arguments)
    people = [_described(parts, user, with_locale=with_locale) for user in page]
    return {
        "members": people,
        "cache_ts": int(parts.clock().timestamp()),
        "response_metadata": paging["response_metadata"],
    }


def team_info(parts: Parts, _arguments: Arguments) -> Json:
    """Describe the workspace."""
    directory = parts.directory
    return {"team": {"id": directory.team_id, "name": directory.team_name, "domain": directory.domain}}


METHODS: Mapping[str, Method] = {
    "auth.test": Method(auth_test, tier=HUNDREDS),
    "users.info": Method(user_info, "users:read", TIER_4),
    "users.profile.get": Method(user_profile, "users.profile:read", TIER_4),
    "users.lookupByEmail": Method(user_by_email, "users:read.email", TIER_3),
    "users.getPresence": Method(presence, "users:read", TIER_3),
    "users.list": Method(list_users, "users:read", TIER_2),
    "team.info": Method(team_info, "team:read", TIER_3),
}


def _described(parts: Parts, user: str, *, with_locale: bool = False) -> Json:
    """Return a person as users.info tells of them: strangers without a locale, addresses only with their scope."""
    written = parts.profiles.user_json(user)
    own = written["team_id"] == parts.directory.team_id
    profile: Json = as_object(written["profile"]) | _address(parts, user)
    return written | {"profile": profile} | ({"locale": "en-US"} if with_locale and own else {})


def _address(parts: Parts, user: str) -> Json:
    email = _email(parts, user)
    return {"email": email} if email and "users:read.email" in parts.app.scopes else {}


def _email(parts: Parts, user: str) -> str:
    person = parts.directory.people[user]
    return "" if person.is_bot else f"{person.name}@{parts.directory.domain}.example"
