"""Claiming and releasing, and how a change of driver reads under the goal's card and in its history."""

from collections.abc import Sequence

from bot.delivery.values import Json, Message
from bot.features.goals.values import GoalView
from bot.features.ownership.values import Finding, Gap, GapThing, HandoverView, Ownable
from bot.features.ownership.views import ids
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.payloads import text_at
from bot.slack.sayings import Entry, actor_of, person
from bot.text import ordinal, plural

LISTED = 10  # goals that somebody may have meant


def claimed(goal: GoalView) -> Message:
    """What the new driver is told."""
    said = "You drive *{title}* now. Your name is on its card; *Hand over …* and *Release* are in the ⋯ menu there."
    return kit.message(markup(said, title=goal.title))


def claimable(found: Finding) -> Message:
    """Goals that wait for a driver, each with a button; those that don't fit are counted."""
    if not found.count:
        return kit.message(markup("Every goal here has a driver. `/goal list` shows who drives what."))
    rows = [
        kit.section(
            markup("*#{number}* {title}", number=thing.number, title=thing.title),
            accessory=kit.button("Claim", ids.CLAIM, str(thing.id)),
        )
        for thing in found.things
    ]
    more = found.count - len(found.things)
    rest = [kit.context(markup("{more} more: `/goal claim` with a number or a word finds them.", more=more))]
    return kit.message(
        markup("Goals without a driver"),
        kit.section(markup("*Which one will you drive?*")),
        *rows,
        *(rest if more > 0 else ()),
    )


def several(goals: Sequence[GoalView]) -> Message:
    """Goals that somebody's words may mean."""
    things = tuple(GapThing(id=goal.id, title=goal.title, number=goal.number) for goal in goals[:LISTED])
    if goals:
        return claimable(Finding(Gap.UNDRIVEN, len(goals), things))
    return kit.message(
        markup("No goal of this team has that in its title or as its number. `/goal list` shows all.")
    )


def load(count: int) -> Markup:
    """How much somebody drives already, said before they take on more."""
    return markup(
        "You drive {things} already, so this would be your {nth}.",
        things=plural(count, "goal or initiative", "goals and initiatives"),
        nth=ordinal(count + 1),
    )


def claim_modal(thing: Ownable, count: int, *, callback_id: str) -> Json:
    """Once more, with what the person drives already; for a room above with its own callback id."""
    return kit.modal(
        f"Claim this {thing.sort}?",
        [kit.section(markup("*{title}*", title=thing.title)), kit.section(load(count))],
        callback_id=callback_id,
        submit="Claim it",
        close="Not now",
        carried=str(thing.id),
    )


def claimed_again(goal: GoalView) -> Json:
    """What is shown when the same claim is submitted again."""
    said = kit.section(markup("You drive *{title}* now.", title=goal.title))
    return kit.modal("Claimed", [said], callback_id=ids.CLAIM_FORM)


def release_modal(goal: GoalView) -> Json:
    """Once more before the goal has no driver."""
    asked = markup("*{title}* will have no driver until somebody claims it.", title=goal.title)
    return kit.modal(
        "Release this goal?",
        [kit.section(asked)],
        callback_id=ids.RELEASE_FORM,
        submit="Release",
        close="Keep it",
        carried=str(goal.id),
    )


def released(goal: GoalView) -> Json:
    """What is shown when the same release is submitted again."""
    return kit.modal(
        "Released",
        [kit.section(markup("*{title}* is released.", title=goal.title))],
        callback_id=ids.RELEASE_FORM,
    )


def handover_reply(handover: HandoverView) -> Message:
    """The reply under the goal's card."""
    first = _what_happened(handover)
    if not handover.note:
        return kit.message(first)
    return kit.message(first, kit.section(first), kit.section(kit.quoted(handover.note)))


def _what_happened(handover: HandoverView) -> Markup:
    giver, former = kit.mention(handover.giver), kit.mention(handover.former)
    if handover.taker is None:
        return markup(
            "{giver} released this goal, which {former} drove until now. Whoever wants to drive it presses *Claim*.",
            giver=giver,
            former=former,
        )
    taker = kit.mention(handover.taker)
    if handover.giver == handover.former:
        return markup("{giver} handed this goal over to {taker}.", giver=giver, taker=taker)
    return markup(
        "{giver} handed this goal over from {former} to {taker}.", giver=giver, former=former, taker=taker
    )


def released_in_history(entry: Entry) -> Markup:
    """The goal went without a driver."""
    driver = text_at(entry.detail, "driver")
    if driver == entry.actor:
        return markup("{who} released it", who=actor_of(entry))
    return markup("{who} released it from {driver}", who=actor_of(entry), driver=person(driver))


def handed_over_in_history(entry: Entry) -> Markup:
    """Another person drives it."""
    before, after = text_at(entry.detail, "before"), text_at(entry.detail, "after")
    if before == entry.actor:
        return markup("{who} handed it over to {after}", who=actor_of(entry), after=person(after))
    if after == entry.actor:
        return markup("{who} took it over from {before}", who=actor_of(entry), before=person(before))
    return markup(
        "{who} handed it over from {before} to {after}",
        who=actor_of(entry),
        before=person(before),
        after=person(after),
    )
