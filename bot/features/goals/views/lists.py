"""Several goals at once: a team's list, page by page, and those that words may mean."""

from collections.abc import Sequence
from uuid import UUID

from bot.delivery.values import Message
from bot.features.goals.values import LINE_MOST, PAGE, GoalView
from bot.features.goals.views import ids
from bot.features.goals.views.card import ShownGoal
from bot.features.goals.views.ending import briefly
from bot.slack import kit
from bot.slack.kit import Block, Element, markup
from bot.text import plural, shorten

TITLE_MOST, ENTRY_MOST = (
    300,
    850,
)  # characters of a title and of all that a list says of a goal, with escaping


def goal_list(team_id: UUID, goals: Sequence[ShownGoal], *, first: int = 0, total: int = 0) -> Message:
    """A page of a team's goals.

    Args:
        first: the place of the page's first goal in the whole list, from 0.
        total: how many the whole list has.
    """
    if not goals:
        return _no_goals(team_id)
    heading = markup("*{goals} in this team*", goals=plural(total, "goal"))
    if total > PAGE:
        last = first + len(goals)
        heading = markup("{heading} · {first} to {last}", heading=heading, first=first + 1, last=last)
    return kit.message(heading, kit.section(heading), *map(_entry, goals), *_paging(team_id, total, first))


def _entry(shown: ShownGoal) -> Block:
    goal = shown.goal
    title = markup("*#{number}* {title}", number=goal.number, title=kit.brief(goal.title, TITLE_MOST))
    lines = [title, *briefly(goal), *(line for part in shown.parts for line in part.lines)]
    return kit.section(
        kit.cut(kit.lines(lines), ENTRY_MOST), accessory=kit.button("Show", ids.SHOW, str(goal.id))
    )


def _paging(team_id: UUID, total: int, first: int) -> tuple[Block, ...]:
    back = [kit.button("Back", ids.PAGE_BEFORE, f"{team_id}:{max(first - PAGE, 0)}")] if first else []
    more = [kit.button("More", ids.PAGE_AFTER, f"{team_id}:{first + PAGE}")] if first + PAGE < total else []
    return (kit.actions(*back, *more),) if back or more else ()


def _no_goals(team_id: UUID) -> Message:
    said = markup("There is no goal here yet. What should be different in a few weeks, and for whom?")
    return kit.message(said, kit.section(said), kit.actions(propose_button(team_id)))


def propose_button(team_id: UUID, *, primary: bool = True) -> Element:
    """The button that opens an empty proposal for a team."""
    return kit.button("Propose a goal", ids.PROPOSE, str(team_id), primary=primary)


def which_one(goals: Sequence[GoalView], words: str) -> Message:
    """Several goals are meant: choose one."""
    asked = markup("Which one do you mean by “{words}”?", words=shorten(words, LINE_MOST))
    left = len(goals) - PAGE
    rest = [kit.context(markup("And {goals}: one more word narrows it down.", goals=plural(left, "other")))]
    return kit.message(
        asked,
        kit.section(asked),
        *(_entry(ShownGoal(goal)) for goal in goals[:PAGE]),
        *(rest if left > 0 else ()),
    )
