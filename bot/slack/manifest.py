"""Slack app manifests: reading them, pointing them at an address, checking them against the code."""

from collections.abc import Iterator
from typing import cast

import yaml

from bot.delivery.values import Json
from bot.resources import MANIFESTS
from bot.slack.doors import Doors
from bot.slack.payloads import list_at, mapping_at, text_at

PLACEHOLDER = "https://cairn.example.com"


def manifest_text(mode: str, base_url: str | None = None) -> str:
    """The manifest as shipped.

    Args:
        mode: "socket" or "http".
        base_url: where Slack reaches Cairn; replaces the placeholder address.
    """
    text = (MANIFESTS / f"{mode}.yaml").read_text()
    if not base_url:
        return text
    _, _, without_remark = text.partition("\n")  # the first line says to replace the address
    return without_remark.replace(PLACEHOLDER, base_url.rstrip("/"))


def manifest(mode: str, base_url: str | None = None) -> Json:
    """The same, parsed."""
    return cast("Json", yaml.safe_load(manifest_text(mode, base_url)))


def scopes_of(found: Json) -> frozenset[str]:
    """The bot scopes that the manifest asks for."""
    scopes = mapping_at(found, "oauth_config", "scopes").get("bot")
    return frozenset(str(scope) for scope in scopes) if isinstance(scopes, list) else frozenset()


def disagreements(found: Json, doors: Doors) -> Iterator[str]:
    """What the code answers and the manifest doesn't declare, and the other way round."""
    events = mapping_at(found, "settings", "event_subscriptions").get("bot_events")
    declared = {
        "command": {text_at(command, "command") for command in list_at(found, "features", "slash_commands")},
        "shortcut": {
            text_at(shortcut, "callback_id") for shortcut in list_at(found, "features", "shortcuts")
        },
        "event": {_type_of(str(event)) for event in events} if isinstance(events, list) else set(),
    }
    answered = {"command": set(doors.commands), "shortcut": set(doors.shortcuts), "event": set(doors.events)}
    for kind, names in declared.items():
        for name in sorted(names - answered[kind]):
            yield f"{kind} {name} is in the manifest, but nothing answers it"
        for name in sorted(answered[kind] - names):
            yield f"{kind} {name} has an answer, but the manifest doesn't declare it"


def _type_of(subscribed: str) -> str:
    """The type that comes in for a subscription: of direct messages, `message.im`, a `message`."""
    return subscribed.partition(".")[0]
