"""What happened to the plan, in a line each."""

from datetime import date
from typing import LiteralString

from bot.features.ownership.views.people import changed
from bot.slack.kit import Markup, markup
from bot.slack.payloads import text_at
from bot.slack.sayings import Entry, Say, actor_of, person
from bot.text import day_in_words, listing, side_by_side

CALLED = {
    "title": "its words",
    "goal_id": "its goal",
    "description": "its description",
    "due": "its due date",
}


def about_it(did: LiteralString) -> Say:
    """Words for what somebody did with something that has a title."""

    def say(entry: Entry) -> Markup:
        title = text_at(entry.detail, "title")
        return markup("{who} {did} “{title}”", who=actor_of(entry), did=did, title=title)

    return say


def about_need(did: LiteralString) -> Say:
    """Words for what somebody did in a handshake."""

    def say(entry: Entry) -> Markup:
        what = text_at(entry.detail, "what")
        return markup("{who} {did} “{what}”", who=actor_of(entry), did=did, what=what)

    return say


def asked(entry: Entry) -> Markup:
    """A team was asked for something; it may be one's own."""
    is_own = entry.detail.get("team_id") == entry.detail.get("giver_id")
    return about_need("asked their own team for" if is_own else "asked another team for")(entry)


def edited(entry: Entry) -> Markup:
    """What of an initiative was changed."""
    after = entry.detail.get("after")
    names = [CALLED[name] for name in CALLED if isinstance(after, dict) and name in after]
    return markup(
        "{who} changed “{title}”: {names}",
        who=actor_of(entry),
        title=text_at(entry.detail, "title"),
        names=listing(names) or "its words",
    )


def let_go(entry: Entry) -> Markup:
    """It was let go, and why."""
    why = text_at(entry.detail, "why")
    said = about_it("let go of")(entry)
    return markup("{said}: {why}", said=said, why=side_by_side(why)) if why else said


def promise_over(entry: Entry) -> Markup:
    """What an initiative was to bring is not needed of it any more."""
    title, what = text_at(entry.detail, "title"), text_at(entry.detail, "what")
    return markup(
        "“{title}” need not bring “{what}” any more, and stays in the backlog", title=title, what=what
    )


def slipped(entry: Entry) -> Markup:
    """Another day is expected, and because of what."""
    title, after = text_at(entry.detail, "title"), text_at(entry.detail, "after")
    day = day_in_words(date.fromisoformat(after), year_of=entry.at) if after else "some day"
    said = markup("“{title}” was then expected {day}", title=title, day=day)
    what = text_at(entry.detail, "waits_for")
    return markup("{said}: it waited for “{what}”", said=said, what=what) if what else said


def driver_changed(entry: Entry) -> Markup:
    """Another person drives it, or nobody."""
    after, words = text_at(entry.detail, "after"), {"who": actor_of(entry), "what": _what(entry)}
    if not after:
        return markup("{who} released {what}", **words)
    if after == entry.actor:
        taken = markup("took on {what}", what=_what(entry)) if _is_named(entry) else markup("took it on")
        return markup("{who} {taken}", who=words["who"], taken=taken)
    return markup("{who} gave {what} to {after}", **words, after=person(after))


def people_changed(entry: Entry) -> Markup:
    """Who has a part in it changed."""
    return changed(entry, _what(entry))


def _what(entry: Entry) -> Markup:
    """The initiative, named where the history is its goal's."""
    return markup("“{title}”", title=text_at(entry.detail, "title")) if _is_named(entry) else markup("it")


def _is_named(entry: Entry) -> bool:
    return bool(text_at(entry.detail, "title"))
