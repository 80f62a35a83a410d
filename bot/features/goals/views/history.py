"""What happened to a goal, in a line each."""

from collections.abc import Mapping, Sequence

from bot.features.workspaces.values import ActivityView
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.sayings import Entry, Sayings, actor_of
from bot.text import listing

LINES_MOST = 10
CALLED = {
    "title": "its title",
    "beneficiary": "who benefits",
    "aim": "the aim",
    "why": "the why",
    "constraints": "what is to be respected",
    "must_be_true": "what must be true",
    "must_do": "whether it must be done",
}


def history(entries: Sequence[ActivityView], sayings: Sayings) -> tuple[Block, ...]:
    """The newest entries that have words, newest first.

    Args:
        entries: oldest first.
        sayings: the words of all rooms.
    """
    told = [line for entry in reversed(entries) if (line := sayings.line(entry))][:LINES_MOST]
    return (kit.section(kit.lines([markup("*History*"), *told])),) if told else ()


def committed(entry: Entry) -> Markup:
    """That the team committed to it, or is committed as before."""
    if entry.detail.get("as_before"):
        return markup("its cycle was opened again, and the team is committed to it as before")
    return markup("the team committed to it")


def edited(entry: Entry) -> Markup:
    """What of a goal's words was changed."""
    after = entry.detail.get("after")
    changed = changed_words(after if isinstance(after, dict) else {})
    return markup("{who} changed {changed}", who=actor_of(entry), changed=changed)


def changed_words(after: Mapping[str, object]) -> str:
    """Which of a goal's words differ: "its title and the why"."""
    return listing([CALLED[name] for name in CALLED if name in after]) or "its words"
