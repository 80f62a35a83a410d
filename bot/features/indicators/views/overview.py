"""All indicators of a goal, with what can be done about each."""

from collections.abc import Sequence

from bot.delivery.values import Json
from bot.features.goals.values import GoalView
from bot.features.indicators.values import Sort, Standing
from bot.features.indicators.views import ids
from bot.features.indicators.views.lines import facts_line, indicator_line
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup

NOTICE = "indicators.overview"
SUGGESTED = {
    Sort.LEADING: (
        "It will say whether you got there. What moves earlier, so that you could still act on it?",
        "Add a leading one",
    ),
    Sort.LAGGING: (
        "It moves early, so you can act on it. What will say in the end that the goal is reached?",
        "Add a lagging one",
    ),
}


def overview_modal(goal: GoalView, standings: Sequence[Standing]) -> Json:
    """A goal's indicators, each with a menu; once it is over, they stay as they are."""
    if not goal.is_open:
        entries = [block for stands in standings for block in _entry_of_past(stands)]
        return kit.modal("Indicators", [kit.section(_title(goal)), *entries], callback_id=NOTICE)
    read = [kit.button("Reading", ids.READ, str(goal.id))] if standings else []
    blocks = [
        kit.section(_title(goal)),
        *(block for stands in standings for block in _entry(stands)),
        kit.actions(*read, add_button(goal)),
    ]
    return kit.modal("Indicators", blocks, callback_id=NOTICE)


def saved_modal(goal: GoalView, standings: Sequence[Standing], suggested: Sort | None = None) -> Json:
    """What a form put on record, said back as it was understood.

    Args:
        suggested: which sort of indicator the coach asks for.
    """
    blocks = [
        kit.section(markup(":white_check_mark: On record. {title}", title=_title(goal))),
        *(block for stands in standings for block in (kit.section(indicator_line(stands)), _facts(stands))),
        *(_suggestion(goal, suggested) if suggested else ()),
    ]
    return kit.modal("Indicators", blocks, callback_id=NOTICE, close="Done")


def add_button(goal: GoalView) -> Element:
    """The button that opens an empty form."""
    return kit.button("Add indicator", ids.ADD, str(goal.id))


def _title(goal: GoalView) -> Markup:
    return markup("*#{number}* {title}", number=goal.number, title=goal.title)


def _entry(stands: Standing) -> tuple[Block, ...]:
    one = stands.indicator
    choices = [
        ("Edit", f"{ids.EDIT}:{one.id}"),
        ("Readings so far", f"{ids.PAST}:{one.id}"),
        ("Paste readings", f"{ids.PASTE}:{one.id}"),
    ]
    menu = kit.overflow(ids.CHOOSE, choices)
    return (kit.section(indicator_line(stands), accessory=menu), _facts(stands))


def _entry_of_past(stands: Standing) -> tuple[Block, ...]:
    past = kit.button("Readings so far", ids.READINGS, str(stands.indicator.id))
    return (kit.section(indicator_line(stands), accessory=past), _facts(stands))


def _facts(stands: Standing) -> Block:
    return kit.context(facts_line(stands.indicator))


def _suggestion(goal: GoalView, sort: Sort) -> tuple[Block, ...]:
    says, label = SUGGESTED[sort]
    add = kit.button(label, ids.ADD_OTHER, f"{goal.id}:{sort}")
    return (kit.section(markup(":speech_balloon: {says}", says=says), accessory=add),)
