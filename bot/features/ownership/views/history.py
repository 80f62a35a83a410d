"""What happened to a role, in a line each."""

from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.payloads import mapping_at, text_at
from bot.slack.sayings import Entry, actor_of, person
from bot.text import listing

NAME_MOST = 100  # characters of a role's name, with escaping
CALLED = {
    "name": "its name",
    "purpose": "what it is there for",
    "alone": "what it decides alone",
    "together": "what it decides with others",
    "areas": "what it decides about",
}


def changed(entry: Entry) -> Markup:
    """What of a role's words was changed; its name, before and after."""
    before, after = mapping_at(entry.detail, "before"), mapping_at(entry.detail, "after")
    what = listing([called for name, called in CALLED.items() if name in after]) or "its words"
    if "name" not in after:
        return markup("{who} changed {what}", who=actor_of(entry), what=what)
    return markup(
        "{who} changed {what}: “{after}” (before: “{before}”)",
        who=actor_of(entry),
        what=what,
        after=kit.brief(text_at(after, "name"), NAME_MOST),
        before=kit.brief(text_at(before, "name"), NAME_MOST),
    )


def taken(entry: Entry) -> Markup:
    """Who holds it since."""
    return markup("{who} took it on", who=person(text_at(entry.detail, "user")))


def laid_down(entry: Entry) -> Markup:
    """Who holds it no more."""
    return markup("{who} laid it down", who=person(text_at(entry.detail, "user")))
