"""What one person is told of a round, and what a goal's card and history say of inputs."""

from collections.abc import Mapping

from bot.delivery.values import Message
from bot.features.inputs.values.given import Outcome
from bot.features.inputs.values.rounds import RoundView
from bot.features.inputs.values.shown import SortedForOne
from bot.features.inputs.views import ids
from bot.features.inputs.views.words import counts, ending, said
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.sayings import Entry, actor_of
from bot.text import plural

SHOWN_MOST = 5  # inputs in one notice; the thread has all
WORDS = 300  # characters of an input, with escaping
DID = {
    Outcome.ADOPTED.value: markup("adopted"),
    Outcome.PARKED.value: markup("parked"),
    Outcome.DECLINED.value: markup("declined"),
}


def sorted_for_one(found: SortedForOne) -> Message | None:
    """To who gave something with their name: what became of it; None when nothing did yet."""
    if not found.inputs:
        return None
    where = kit.channel_name(found.channel)
    told = markup("What became of what you gave in {channel}, before the vote:", channel=where)
    shown = [
        kit.section(kit.lines([said(one, most=WORDS), ending(one)])) for one in found.inputs[:SHOWN_MOST]
    ]
    more = len(found.inputs) - SHOWN_MOST
    rest = [kit.context(markup("And {more} more, in the round's thread.", more=more))] if more > 0 else []
    return kit.message(told, kit.section(told), *shown, *rest)


def round_gone(asked: RoundView, channel: str, *, is_back: bool) -> Message:
    """To who asked for input: somebody deleted the message that the round's thread hangs under."""
    told = markup(
        "The message in which you asked for input was deleted in {channel}. All that was given is still on record.",
        channel=kit.channel_name(channel),
    )
    again = kit.actions(kit.button("Post it again", ids.POST_AGAIN, str(asked.id)))
    done = kit.context(markup("It was posted again."))
    return kit.message(told, kit.section(told), done if is_back else again)


def goal_line(outcomes: Mapping[Outcome | None, int]) -> Markup:
    """What a goal's card says of the inputs about it."""
    return markup("*Given before the vote* {counts}", counts=counts(outcomes))


def settled(entry: Entry) -> Markup:
    """What became of an input about a goal, in the goal's history."""
    did = DID.get(str(entry.detail.get("after")), markup("sorted"))
    return markup(
        "{who} {did} an input: {why}", who=actor_of(entry), did=did, why=str(entry.detail.get("why", ""))
    )


def closed(entry: Entry) -> Markup:
    """How a round ended, in the team's history; nobody closed it by hand when it was the clock."""
    if not entry.detail.get("inputs"):
        return markup("the asking for input ended, and there was nothing to show")
    people = entry.detail.get("contributors")
    count = plural(people, "person", "people") if isinstance(people, int) else "people"
    return markup("input of {count} was shown", count=count)
