"""What happened to sources, as a goal's history says it."""

from collections.abc import Mapping
from typing import LiteralString

from bot.slack.kit import Markup, markup
from bot.slack.sayings import Entry, actor_of

CALLED = {"host": "host", "path": "way to the number", "times": "times", "headers": "headers"}


def connected(entry: Entry) -> Markup:
    """The event SourceConnected."""
    return _said(entry, "{who} connected *{name}* to {host}")


def disconnected(entry: Entry) -> Markup:
    """The event SourceDisconnected."""
    return _said(entry, "{who} disconnected *{name}* from {host}")


def changed(entry: Entry) -> Markup:
    """The event SourceChanged, with what differs; an address may differ in what isn't told."""
    before, after = (_words(entry.detail.get(when)) for when in ("before", "after"))
    told = "; ".join(
        f"{called}: {before[name] or 'none'} → {after.get(name) or 'none'}"
        for name, called in CALLED.items()
        if name in before
    )
    said = _said(entry, "{who} changed where *{name}* is read from")
    return markup("{said} ({told})", said=said, told=told) if told else said


def _said(entry: Entry, template: LiteralString) -> Markup:
    return markup(
        template, who=actor_of(entry), name=entry.detail.get("name", ""), host=entry.detail.get("host", "")
    )


def _words(found: object) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, Mapping) else {}
