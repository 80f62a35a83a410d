"""A goal as its card in the channel, and with everything on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.delivery.values import Message
from bot.features.goals.values import GoalView
from bot.features.goals.views import ids
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sections import Part


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal with what the rooms above add to it.

    Args:
        is_editable: nobody has voted on it, so its words may change.
    """

    goal: GoalView
    parts: Sequence[Part] = ()
    is_editable: bool = False


def goal_card(shown: ShownGoal) -> Message:
    """The goal's one living message in the team's channel."""
    goal = shown.goal
    choices = [("Details", f"{ids.DETAILS}:{goal.id}")]
    if shown.is_editable:
        choices.append(("Withdraw …", f"{ids.WITHDRAW}:{goal.id}"))
    card = kit.message(_said(goal), *_face(shown), *_row(shown, kit.overflow(ids.CHOOSE, choices)))
    return replace(card, seeds=tuple(seed for part in shown.parts for seed in part.seeds))


def goal_details(shown: ShownGoal) -> Message:
    """Everything on record of a goal, for one person."""
    goal = shown.goal
    if goal.is_withdrawn:
        gone = markup("{who} withdrew this goal before anybody voted.", who=kit.mention(goal.proposer))
        return kit.message(_said(goal), kit.header(goal.title), *_texts(goal), kit.context(gone))
    withdraw = kit.overflow(ids.CHOOSE, [("Withdraw …", f"{ids.WITHDRAW}:{goal.id}")])
    row = _row(shown, *([withdraw] if shown.is_editable else ()))
    return kit.message(_said(goal), *_face(shown, *_texts(goal)), *row)


def _said(goal: GoalView) -> Markup:
    return markup("Goal #{number}: {title}", number=goal.number, title=goal.title)


def _face(shown: ShownGoal, *texts: Block) -> tuple[Block, ...]:
    goal = shown.goal
    facts = [*_facts(goal), *(line for part in shown.parts for line in part.lines)]
    proposed = markup(
        "Goal #{number} · proposed by {who} · {day}",
        number=goal.number,
        who=kit.mention(goal.proposer),
        day=kit.day(goal.proposed_at),
    )
    return (
        kit.header(goal.title),
        *((kit.section(kit.lines(facts)),) if facts else ()),
        *texts,
        *(block for part in shown.parts for block in part.blocks),
        kit.context(proposed),
    )


def _facts(goal: GoalView) -> Iterable[Markup]:
    if goal.beneficiary:
        yield markup("*For* {beneficiary}", beneficiary=goal.beneficiary)
    if goal.aim:
        yield markup("*Serves* {aim}", aim=goal.aim)
    if goal.must_do:
        yield markup(":pushpin: Must be done: the law, safety or the like leave no choice")


def _texts(goal: GoalView) -> tuple[Block, ...]:
    told = (
        (markup("*Why*"), goal.why),
        (markup("*To be respected*"), goal.constraints),
        (markup("*Must be true*"), goal.must_be_true),
    )
    return tuple(kit.section(kit.lines([label, kit.escaped(text)])) for label, text in told if text)


def _row(shown: ShownGoal, *last: Element) -> tuple[Block, ...]:
    edit = [kit.button("Edit", ids.EDIT, str(shown.goal.id))] if shown.is_editable else []
    elements = [*(button for part in shown.parts for button in part.buttons), *edit, *last]
    return (kit.actions(*elements),) if elements else ()
