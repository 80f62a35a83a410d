"""A goal as its card in the channel, and with everything on record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.delivery.values import Message
from bot.features.goals.values import GOAL, GoalState, GoalView
from bot.features.goals.views import ids
from bot.features.goals.views.adopting import adopted_by
from bot.features.goals.views.ending import standing
from bot.features.goals.views.words import texts_within
from bot.features.workspaces.values import ActivityView
from bot.slack import kit
from bot.slack.histories import newest
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.menus import Choice, menu
from bot.slack.sayings import Sayings
from bot.slack.sections import Part

FACTS_ROOM = 2_900  # characters of a message for all facts together; each room has a button to its own
HISTORY_ROOM = 1_800  # characters of the message kept for it, and for the way to all of the words
AROUND_HISTORY = 350  # of these, what its block and the button to the rest take
VOTED_ON = markup("Votes came in, so its words can't be changed any more.")


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal with what the rooms above add to it.

    Args:
        is_editable: nobody has voted on it, so its words may change.
        history: what happened to it, oldest first; only details show it.
        adopted_by: channels of the teams that made it an aim of theirs; empty for one that is not to be named.
        address: where its card is in the channel, empty while it is nowhere; only details lead there.
    """

    goal: GoalView
    parts: Sequence[Part] = ()
    is_editable: bool = False
    history: Sequence[ActivityView] = ()
    address: str = ""
    adopted_by: Sequence[str] = ()


def goal_card(shown: ShownGoal) -> Message:
    """The goal's one living message in the team's channel."""
    choices = menu([_choice(shown.goal, "Details", ids.DETAILS), *_choices(shown)])
    card = kit.message(_said(shown.goal), *_face(shown), *_row(shown, choices))
    return replace(card, seeds=tuple(seed for part in shown.parts for seed in part.seeds))


def goal_details(shown: ShownGoal, sayings: Sayings) -> Message:
    """Everything on record of a goal, for one person, its history as all rooms word it.

    However long its words are: what finds no room in a message is a press away.
    """
    goal = shown.goal
    if goal.is_withdrawn:
        gone = markup(
            "{who} withdrew this goal: nobody had voted on it in that round.", who=kit.mention(goal.proposer)
        )
        return _filled(shown, sayings, lambda *texts: (kit.header(goal.title), *texts), kit.context(gone))
    offer = [Choice("Offer to another team …", ids.OFFER, str(goal.id))] if goal.is_open else []
    row = _row(shown, menu([*_choices(shown), *offer]))
    return _filled(shown, sayings, partial(_face, shown), *_to_know(shown), *row)


def _filled(
    shown: ShownGoal, sayings: Sayings, above: Callable[..., tuple[Block, ...]], *below: Block
) -> Message:
    """What leaves no choice, then the goal's longer words, then its history, each in the room that is left."""
    goal = shown.goal
    texts, is_all = texts_within(goal, kit.room(*above(), *below) - HISTORY_ROOM)
    more = () if is_all else (kit.actions(kit.button("All its words", ids.WORDS, str(goal.id))),)
    face = above(*texts, *more)
    past = newest(shown.history, sayings, GOAL, goal.id, room=kit.room(*face, *below) - AROUND_HISTORY)
    return kit.message(_said(goal), *face, *past, *below)


def _choices(shown: ShownGoal) -> list[Choice]:
    """What is done rarely: what the rooms above offer, and what becomes of the goal as a whole."""
    added = [choice for part in shown.parts for choice in part.choices]
    if not shown.goal.is_open:
        return [*added, _choice(shown.goal, "Open again", ids.REOPEN)]
    if shown.is_editable and shown.goal.carried_from is None:
        return [*added, _choice(shown.goal, "Withdraw …", ids.WITHDRAW)]
    return [*added, _choice(shown.goal, "End this goal …", ids.END)]


def _choice(goal: GoalView, label: str, choice: str) -> Choice:
    return Choice(label, ids.CHOOSE, f"{choice}:{goal.id}")


def _said(goal: GoalView) -> Markup:
    return markup("Goal #{number}: {title}", number=goal.number, title=goal.title)


def _face(shown: ShownGoal, *texts: Block) -> tuple[Block, ...]:
    goal = shown.goal
    facts = [
        *_facts(goal),
        *adopted_by(shown.adopted_by),
        *(line for part in shown.parts for line in part.lines),
    ]
    proposed = markup(
        "Goal #{number} · proposed by {who} · {day}",
        number=goal.number,
        who=kit.mention(goal.proposer),
        day=kit.day(goal.proposed_at),
    )
    return (
        kit.header(goal.title),
        *((kit.section(kit.cut(kit.lines(facts), FACTS_ROOM)),) if facts else ()),
        *texts,
        *(block for part in shown.parts for block in part.blocks),
        kit.context(proposed),
    )


def _to_know(shown: ShownGoal) -> tuple[Block, ...]:
    """Where the card is, and why the words stay as they are."""
    card = [markup("<{address}|Its card in the channel>", address=shown.address)] if shown.address else []
    is_fixed = shown.goal.state is GoalState.PROPOSED and not shown.is_editable
    fixed = [VOTED_ON] if is_fixed else []
    return (kit.context(kit.joined(" · ", [*card, *fixed])),) if card or fixed else ()


def _facts(goal: GoalView) -> Iterable[Markup]:
    yield from standing(goal)
    if goal.beneficiary:
        yield markup("*For* {beneficiary}", beneficiary=goal.beneficiary)
    if goal.aim:
        yield markup("*Serves* {aim}", aim=goal.aim)
    if goal.must_do:
        yield markup(":pushpin: Must be done: the law, safety or the like leave no choice")


def _row(shown: ShownGoal, *last: Element) -> tuple[Block, ...]:
    goal_id = str(shown.goal.id)
    edit = [kit.button("Edit", ids.EDIT, goal_id)] if shown.is_editable else []
    if shown.goal.state is GoalState.COMMITTED:
        edit = [kit.button("Change scope", ids.RESCOPE, goal_id)]
    elements = [*(button for part in shown.parts for button in part.buttons), *edit, *last]
    return (kit.actions(*elements),)
