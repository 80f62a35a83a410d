"""The look, halfway through a cycle, at what must be true for a team's goals."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.goals.values import LOOK_CHANGED, TEXT_MOST, GoalView, LookView, Says
from bot.features.goals.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import plural, shorten, side_by_side

PAGE = 8  # goals in one message, whose blocks may not grow large
TITLE_MOST, WORDS_MOST = (
    60,
    120,
)  # characters of a title and of what must be true; the goal's details have all
CALLED = {
    Says.STILL: ("Still true", ids.STILL_TRUE),
    Says.NOT_ANY_MORE: ("Not any more", ids.NOT_ANY_MORE),
    Says.UNSURE: ("Don't know", ids.UNSURE),
}
Counts = Mapping[UUID, Mapping[Says, int]]


def look_message(team_id: UUID, goals: Sequence[GoalView], said: Counts) -> Message:
    """In the channel: the first goals, what must be true for each, and how many say what."""
    asked = markup("*Halfway*: does what must be true for our goals still hold?")
    told = markup("Counted, never by name. You can change your answer until the cycle closes.")
    return kit.message(asked, kit.section(asked), *_page(team_id, goals, said, 0), kit.context(told))


def look_at_more(team_id: UUID, goals: Sequence[GoalView], said: Counts, first: int) -> Message:
    """The goals from that place on, for one person's eyes."""
    heading = markup("*What must be true for more of our goals*")
    return kit.message(heading, kit.section(heading), *_page(team_id, goals, said, first))


def _page(team_id: UUID, goals: Sequence[GoalView], said: Counts, first: int) -> Iterable[Block]:
    for goal in goals[first : first + PAGE]:
        yield from _goal(goal, said.get(goal.id, {}))
    left = len(goals) - first - PAGE
    if left > 0:
        more = kit.button("Show more", ids.LOOK_AT_MORE, f"{team_id}:{first + PAGE}")
        yield kit.section(markup("And {goals}", goals=plural(left, "more goal")), accessory=more)


def _goal(goal: GoalView, said: Mapping[Says, int]) -> Iterable[Block]:
    title = markup("*#{number}* {title}", number=goal.number, title=shorten(goal.title, TITLE_MOST))
    must = kit.quoted(side_by_side(shorten(goal.must_be_true, WORDS_MOST)))
    counts = [
        markup("{called}: {count}", called=CALLED[says][0], count=said[says]) for says in Says if says in said
    ]
    yield kit.section(kit.lines([title, must, *([kit.joined(" · ", counts)] if counts else [])]))
    yield kit.actions(*(kit.button(label, action, str(goal.id)) for label, action in CALLED.values()))


def changed_modal(goal: GoalView) -> Json:
    """What changed, in the person's own words and with their name."""
    asked = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    told = markup(
        "What you write is posted in the thread under the look, with your name. Leave it empty to be counted only."
    )
    what = fields.line_input(LOOK_CHANGED, "What changed?", most=TEXT_MOST, optional=True, paragraph=True)
    return kit.modal(
        "Not any more",
        [kit.section(asked), what, kit.context(told)],
        callback_id=ids.SUBMIT_CHANGED,
        submit="Say so",
        close="Back",
        carried=str(goal.id),
    )


def changed_words(goal: GoalView, look: LookView) -> Message:
    """In the look's thread: what somebody says has changed."""
    said = markup(
        "{who} on *#{number}* {title}: what must be true is not any more.",
        who=kit.mention(look.user),
        number=goal.number,
        title=goal.title,
    )
    return kit.message(said, kit.section(kit.lines([said, kit.quoted(look.words)])))
