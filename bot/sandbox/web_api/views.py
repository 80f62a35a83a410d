"""views.*: modals and Home."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.payload_checks import check_pictures, check_view
from bot.sandbox.refusals import Refused, refused_argument
from bot.sandbox.state.rates import TIER_4
from bot.sandbox.web_api.method import Method


def open_view(parts: Parts, arguments: Arguments) -> Json:
    """Open a modal for whoever the trigger belongs to."""
    content = _content(parts, arguments, "modal")
    user = parts.triggers.exchange(arguments.text("trigger_id"))
    return {"view": parts.payloads.view(parts.modals.open(user, content))}


def push_view(parts: Parts, arguments: Arguments) -> Json:
    """Put a modal on top of those open. Raises Refused push_limit_reached above three."""
    content = _content(parts, arguments, "modal")
    user = parts.triggers.exchange(arguments.text("trigger_id"))
    return {"view": parts.payloads.view(parts.modals.push(user, content))}


def update_view(parts: Parts, arguments: Arguments) -> Json:
    """Show other content in an open modal. Raises Refused not_found or hash_conflict."""
    view_id, external_id = arguments.optional_text("view_id"), arguments.optional_text("external_id")
    if not (view_id or external_id):
        raise refused_argument("view_id", "missing required field: view_id or external_id")
    content = _content(parts, arguments, "modal")
    view = parts.modals.find(view_id=view_id, external_id=external_id)
    parts.modals.update(view, content, arguments.optional_text("hash"))
    return {"view": parts.payloads.view(view)}


def publish_view(parts: Parts, arguments: Arguments) -> Json:
    """Show a Home to one person. Raises Refused not_enabled, user_not_found or hash_conflict."""
    if not parts.app.has_home:
        raise Refused("not_enabled")
    content = _content(parts, arguments, "home")
    user = parts.directory.person(arguments.text("user_id")).id
    view = parts.homes.publish(user, content, arguments.optional_text("hash"))
    return {"view": parts.payloads.view(view)}


METHODS: Mapping[str, Method] = {
    "views.open": Method(open_view, tier=TIER_4),
    "views.push": Method(push_view, tier=TIER_4),
    "views.update": Method(update_view, tier=TIER_4),
    "views.publish": Method(publish_view, tier=TIER_4),
}


def _content(parts: Parts, arguments: Arguments, kind: str) -> Json:
    content = arguments.json_object("view")
    if content is None:
        raise refused_argument("view", "missing required field: view")
    check_view(content, kind)
    check_pictures(content, parts.files.is_picture)
    return content
