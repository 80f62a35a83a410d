"""How drivers look, and the hand-over form."""

from collections.abc import Sequence
from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.goals.values import GoalView
from bot.features.ownership.forms import NOTE
from bot.features.ownership.values import NOTE_MOST, TAKER, DriverView, HandoverView
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.payloads import text_at
from bot.slack.sayings import Entry, actor_of, person
from bot.slack.sections import Part

CLAIM = "ownership.claim"
RELEASE = "ownership.open_release"
RELEASE_FORM = "ownership.release.submit"
HAND_OVER = "ownership.open_handover"
HANDOVER_FORM = "ownership.handover.submit"
LISTED = 10  # goals offered for claiming at once


def card_part(goal_id: UUID, driver: DriverView | None) -> Part:
    """The goal card's line about its driver, and what can be done about it."""
    if driver is None:
        claim = kit.button("Claim", CLAIM, str(goal_id), primary=True)
        return Part(lines=(markup("*Driver* nobody yet"),), buttons=(claim,))
    hand = kit.button("Hand over", HAND_OVER, str(goal_id))
    leave = kit.button("Release", RELEASE, str(goal_id))
    return Part(lines=(markup("*Driver* {who}", who=kit.mention(driver.user)),), buttons=(hand, leave))


def list_part(driver: DriverView | None) -> Part:
    """One line in a list of goals."""
    return Part(
        lines=(
            markup("driven by {who}", who=kit.mention(driver.user)) if driver else markup("no driver yet"),
        )
    )


def claimed(goal: GoalView) -> Message:
    """What the new driver is told."""
    said = "You drive *{title}* now. Your name is on its card; *Hand over* and *Release* are there too."
    return kit.message(markup(said, title=goal.title))


def claimable(goals: Sequence[GoalView]) -> Message:
    """Goals that wait for a driver, each with a button."""
    if not goals:
        return kit.message(markup("Every goal here has a driver. `/goal list` shows who drives what."))
    rows = [
        kit.section(
            markup("*{number}* {title}", number=goal.number, title=goal.title),
            accessory=kit.button("Claim", CLAIM, str(goal.id)),
        )
        for goal in goals[:LISTED]
    ]
    more = len(goals) - LISTED
    rest = (
        [kit.context(markup("{more} more: `/goal claim` with a number or a word finds them.", more=more))]
        if more > 0
        else []
    )
    return kit.message(
        markup("Goals without a driver"), kit.section(markup("*Which one will you drive?*")), *rows, *rest
    )


def handover_modal(goal: GoalView) -> Json:
    """Who drives it next, and a word for them."""
    return kit.modal(
        "Hand over",
        [
            kit.section(markup("*{title}*", title=goal.title)),
            kit.person_input(TAKER, "Who drives it from now on?"),
            kit.line_input(
                NOTE,
                "A word for them",
                placeholder="Where it stands, what comes next, whom to talk to",
                most=NOTE_MOST,
                optional=True,
                paragraph=True,
            ),
        ],
        callback_id=HANDOVER_FORM,
        submit="Hand over",
        close="Cancel",
        carried=str(goal.id),
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


def release_modal(goal: GoalView) -> Json:
    """Once more before the goal has no driver."""
    asked = markup("*{title}* will have no driver until somebody claims it.", title=goal.title)
    return kit.modal(
        "Release this goal?",
        [kit.section(asked)],
        callback_id=RELEASE_FORM,
        submit="Release",
        close="Keep it",
        carried=str(goal.id),
    )


def released(goal: GoalView) -> Json:
    """What is shown when the same release is submitted again."""
    return kit.modal(
        "Released",
        [kit.section(markup("*{title}* is released.", title=goal.title))],
        callback_id=RELEASE_FORM,
    )


def handed_over(goal: GoalView) -> Json:
    """What is shown when the same hand-over is submitted again."""
    return kit.modal(
        "Hand over",
        [kit.section(markup("*{title}* is handed over.", title=goal.title))],
        callback_id=HANDOVER_FORM,
    )


def released_in_history(entry: Entry) -> Markup:
    """The goal went without a driver."""
    driver = text_at(entry.detail, "driver")
    if driver == entry.actor:
        return markup("{who} released it", who=actor_of(entry))
    return markup("{who} released it from {driver}", who=actor_of(entry), driver=person(driver))


def handed_over_in_history(entry: Entry) -> Markup:
    """Another person drives it."""
    before, after = text_at(entry.detail, "before"), person(text_at(entry.detail, "after"))
    if before == entry.actor:
        return markup("{who} handed it over to {after}", who=actor_of(entry), after=after)
    return markup(
        "{who} handed it over from {before} to {after}",
        who=actor_of(entry),
        before=person(before),
        after=after,
    )
