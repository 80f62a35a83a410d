"""bookmarks.*: the links above a channel."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.bookmarks import Bookmark
from bot.sandbox.state.rates import TIER_2, TIER_3
from bot.sandbox.web_api.method import Method, bot_own_place


def add(parts: Parts, arguments: Arguments) -> Json:
    """Add a link. Raises Refused invalid_bookmark_type, invalid_link or too_many_bookmarks."""
    place = bot_own_place(parts, arguments, "channel_id")
    title = arguments.text("title")
    if arguments.text("type") != "link":
        raise Refused("invalid_bookmark_type")
    link, emoji = arguments.optional_text("link"), arguments.optional_text("emoji")
    return {"bookmark": parts.bookmarks.add(place.id, title, link, emoji).written()}


def edit(parts: Parts, arguments: Arguments) -> Json:
    """Change what is given. Raises Refused not_found or invalid_link."""
    bookmark = _named(parts, arguments)
    parts.bookmarks.edit(
        bookmark,
        title=arguments.optional_text("title"),
        link=arguments.optional_text("link"),
        emoji=arguments.optional_text("emoji"),
    )
    return {"bookmark": bookmark.written()}


def list_(parts: Parts, arguments: Arguments) -> Json:
    """List a channel's bookmarks."""
    place = bot_own_place(parts, arguments, "channel_id")
    return {"bookmarks": [bookmark.written() for bookmark in parts.bookmarks.of(place.id)]}


def remove(parts: Parts, arguments: Arguments) -> Json:
    """Take a link away. Raises Refused not_found."""
    parts.bookmarks.remove(_named(parts, arguments))
    return {}


METHODS: Mapping[str, Method] = {
    "bookmarks.add": Method(add, "bookmarks:write", TIER_2),
    "bookmarks.edit": Method(edit, "bookmarks:write", TIER_2),
    "bookmarks.list": Method(list_, "bookmarks:read", TIER_3),
    "bookmarks.remove": Method(remove, "bookmarks:write", TIER_2),
}


def _named(parts: Parts, arguments: Arguments) -> Bookmark:
    place = bot_own_place(parts, arguments, "channel_id")
    return parts.bookmarks.find(place.id, arguments.text("bookmark_id"))
