"""What happened to a goal, in a line each; who voted what is never among it."""

from collections.abc import Callable, Sequence
from typing import LiteralString

from bot.features.workspaces.values import ActivityView
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.payloads import text_at
from bot.text import listing

LINES_MOST = 10
SOMEBODY = markup("Somebody")
CALLED = {
    "title": "its title",
    "beneficiary": "who benefits",
    "aim": "the aim",
    "why": "the why",
    "constraints": "what is to be respected",
    "must_be_true": "what must be true",
    "must_do": "whether it must be done",
}


def history(entries: Sequence[ActivityView]) -> tuple[Block, ...]:
    """The newest entries that have words, newest first.

    Args:
        entries: oldest first.
    """
    told = [line for entry in reversed(entries) if (line := _line(entry))][:LINES_MOST]
    return (kit.section(kit.lines([markup("*History*"), *told])),) if told else ()


def _line(entry: ActivityView) -> Markup | None:
    words = SAID.get(entry.kind)
    return markup("{day}: {said}", day=kit.day(entry.at), said=words(entry)) if words else None


def _by_actor(did: LiteralString) -> Callable[[ActivityView], Markup]:
    return lambda entry: markup("{who} {did}", who=_actor(entry), did=did)


def _edited(entry: ActivityView) -> Markup:
    after = entry.detail.get("after")
    names = after if isinstance(after, dict) else {}
    changed = listing([CALLED[name] for name in CALLED if name in names]) or "its words"
    return markup("{who} changed {changed}", who=_actor(entry), changed=changed)


def _released(entry: ActivityView) -> Markup:
    driver = text_at(entry.detail, "driver")
    if driver == entry.actor:
        return markup("{who} released it", who=_actor(entry))
    return markup("{who} released it from {driver}", who=_actor(entry), driver=_person(driver))


def _handed_over(entry: ActivityView) -> Markup:
    before, after = text_at(entry.detail, "before"), _person(text_at(entry.detail, "after"))
    if before == entry.actor:
        return markup("{who} handed it over to {after}", who=_actor(entry), after=after)
    return markup(
        "{who} handed it over from {before} to {after}",
        who=_actor(entry),
        before=_person(before),
        after=after,
    )


def _closed(entry: ActivityView) -> Markup:
    """Without its actor: who voted last is nobody's business."""
    heard, of = entry.detail.get("heard"), entry.detail.get("of")
    return markup("voting ended, {heard} of {of} were heard", heard=heard, of=of)


def _actor(entry: ActivityView) -> Markup:
    return _person(entry.actor or "")


def _person(user: str) -> Markup:
    return kit.mention(user) if user else SOMEBODY


SAID: dict[str, Callable[[ActivityView], Markup]] = {
    "goals.proposed": _by_actor("proposed it"),
    "goals.edited": _edited,
    "goals.withdrawn": _by_actor("withdrew it"),
    "ownership.claimed": _by_actor("claimed it"),
    "ownership.released": _released,
    "ownership.handed_over": _handed_over,
    "voting.ballot_closed": _closed,
}
"""By the event's kind, as the activity log names it; kinds that nobody put into words are left out."""
