"""The form that asks a team for its word on a goal set, and its refusal of goals that nothing measures."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.delivery.values import Json
from bot.features.commitments import forms
from bot.features.commitments.values.drafts import SET_OFFERED, Field, Offer
from bot.features.commitments.values.rounds import NEED_MOST
from bot.features.commitments.views import ids
from bot.features.goals.values import GoalView
from bot.features.indicators.views.ids import ADD
from bot.slack import fields, kit
from bot.slack.kit import Block, Element, markup
from bot.text import day_in_words, plural

BOXES_MOST = 10  # Slack's limit of checkboxes; more goals are in a menu
REFUSED_MOST = 10  # goals named in a refusal
INTRODUCTION = markup(
    "Everybody who is counted in this team is asked, in one message in the channel, how far they stand behind the "
    "whole set: 1 to 5, sealed until it ends. Few goals are reached more often than many."
)
OF_ONE = markup(
    "Everybody who is counted in this team is asked, in one message in the channel, how far they stand behind this "
    "goal: 1 to 5, sealed until it ends."
)


def ask_modal(offer: Offer) -> Json:
    """Which goals, until when, and what they take against what there is."""
    return kit.modal(
        "Ask for commitment",
        [
            kit.section(OF_ONE if offer.total == 1 else INTRODUCTION),
            _goals(offer),
            *_more(offer),
            fields.choice_input(
                Field.DAYS,
                "How long is it open?",
                [(plural(days, "working day"), str(days)) for days in forms.DAYS],
                initial=str(forms.USUAL_DAYS),
            ),
            *_last_day(offer),
            _amount(Field.PEOPLE_NEEDED, "People needed for all of it", "4"),
            _amount(Field.PEOPLE_AVAILABLE, "People available", "3.5"),
            _amount(Field.BUDGET_NEEDED, "Budget needed", "12,000 €"),
            _amount(Field.BUDGET_AVAILABLE, "Budget available", "10,000 €"),
        ],
        callback_id=ids.SUBMIT_ASK,
        submit="Ask the team",
        carried=str(offer.team_id),
    )


def not_measured(goals: Sequence[GoalView], missing: Mapping[UUID, str]) -> Json:
    """Which goals of the set can't be committed to yet, and the button that opens what the first of them needs (P2).

    It is shown on top of the form, to which whoever closes it comes back.
    """
    refused = [goal for goal in goals if goal.id in missing]
    told = [
        markup("*#{number}* {sentence}", number=goal.number, sentence=missing[goal.id])
        for goal in refused[:REFUSED_MOST]
    ]
    left = len(refused) - REFUSED_MOST
    rest = [markup("And {goals} more.", goals=plural(left, "goal"))] if left > 0 else []
    why = markup(
        "A commitment needs to know what reaching it looks like, and by when. Nobody was asked yet; your question is "
        "as you left it, and waits behind this."
    )
    return kit.modal(
        "One thing first",
        [
            kit.section(kit.lines([*told, *rest])),
            kit.context(why),
            kit.actions(*map(_add_button, refused[:1])),
        ],
        callback_id=ids.NOT_MEASURED,
        close="Back to the question",
    )


def ask_button(team_id: UUID) -> Element:
    """The button that opens the form."""
    return kit.button("Ask for commitment", ids.OPEN_ASK, str(team_id))


def _add_button(goal: GoalView) -> Element:
    return kit.button(f"Add an indicator to #{goal.number}", ADD, str(goal.id), primary=True)


def _goals(offer: Offer) -> Block:
    choices = [(f"#{goal.number} {goal.title}", str(goal.id)) for goal in offer.goals]
    ready = [str(goal.id) for goal in offer.goals if goal.id not in offer.unmeasured][:SET_OFFERED]
    label = "Which goal?" if len(choices) == 1 else "Which goals, together?"
    if len(choices) <= BOXES_MOST:
        return fields.checkbox_input(Field.GOALS, label, choices, checked=frozenset(ready), optional=False)
    return fields.choices_input(Field.GOALS, label, choices, initial=ready, optional=False)


def _more(offer: Offer) -> list[Block]:
    left = offer.total - len(offer.goals)
    cut = markup(
        "The first {shown} are offered, those that the team ranked before the others; {left}.",
        shown=len(offer.goals),
        left=plural(left, "more waits", "more wait"),
    )
    waiting = sum(goal.id in offer.unmeasured for goal in offer.goals)
    unready = markup(
        "{goals} no indicator when this opened, so {they}; choose {what} once {has} one.",
        goals=plural(waiting, "goal had", "goals had"),
        they="it isn't chosen" if waiting == 1 else "they aren't chosen",
        what="it" if waiting == 1 else "them",
        has="it has" if waiting == 1 else "they have",
    )
    told = [*([cut] if left > 0 else []), *([unready] if waiting else [])]
    return [kit.context(*told)] if told else []


def _last_day(offer: Offer) -> list[Block]:
    if offer.last_day is None:
        return []
    ends = markup(
        "The cycle's last day is {day}. The question ends with it at the latest, and is counted then.",
        day=day_in_words(offer.last_day),
    )
    return [kit.context(ends)]


def _amount(field: Field, label: str, placeholder: str) -> Block:
    return fields.line_input(field, label, placeholder=placeholder, most=NEED_MOST, optional=True)
