"""What happened to a goal, or to an aim, in a line each."""

from collections.abc import Mapping

from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.payloads import mapping_at, text_at
from bot.slack.sayings import Entry, actor_of
from bot.text import listing

WORDS_MOST = 100  # characters of an aim, with escaping
CALLED = {
    "title": "its title",
    "beneficiary": "who benefits",
    "aim": "the aim",
    "why": "the why",
    "constraints": "what is to be respected",
    "must_be_true": "what must be true",
    "must_do": "whether it must be done",
}


def committed(entry: Entry) -> Markup:
    """That it was committed to, or is as before; who said so, the events beside it tell."""
    if entry.detail.get("as_before"):
        return markup("its cycle was opened again, and the team is committed to it as before")
    return markup("it was committed to for the cycle")


def edited(entry: Entry) -> Markup:
    """What of a goal's words was changed."""
    after = entry.detail.get("after")
    changed = changed_words(after if isinstance(after, dict) else {})
    return markup("{who} changed {changed}", who=actor_of(entry), changed=changed)


def changed_words(after: Mapping[str, object]) -> str:
    """Which of a goal's words differ: "its title and the why"."""
    return listing([CALLED[name] for name in CALLED if name in after]) or "its words"


def aim_changed(entry: Entry) -> Markup:
    """How an aim is worded now, and that it serves another one."""
    before, after = mapping_at(entry.detail, "before"), mapping_at(entry.detail, "after")
    title = text_at(after, "title")
    if title == text_at(before, "title"):
        return markup("{who} changed which aim it serves", who=actor_of(entry))
    serves = text_at(before, "serves") != text_at(after, "serves")
    return markup(
        "{who} worded it anew: “{title}” (before: “{before}”){also}",
        who=actor_of(entry),
        title=kit.brief(title, WORDS_MOST),
        before=kit.brief(text_at(before, "title"), WORDS_MOST),
        also=", and changed which aim it serves" if serves else "",
    )
