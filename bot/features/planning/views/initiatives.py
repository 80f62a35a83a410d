"""How an initiative looks: on a line, and with everything on record."""

from datetime import date

from bot.delivery.values import Json
from bot.features.planning.values.initiatives import SORT, InitiativeState, InitiativeView
from bot.features.planning.values.shown import ShownDependency, ShownInitiative
from bot.features.planning.views import ids
from bot.features.planning.views.dependencies import dependency_block
from bot.slack import kit
from bot.slack.histories import newest
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sayings import Sayings
from bot.text import day_in_words, plural

BRIEF = 80  # characters of a title in a list; all of a message's blocks together hold 13,000
DEPENDENCIES_MOST = 20
MARKS = {
    InitiativeState.PLANNED: markup(":white_circle:"),
    InitiativeState.UNDER_WAY: markup(":large_blue_circle:"),
    InitiativeState.DONE: markup(":white_check_mark:"),
    InitiativeState.LET_GO: markup(":wastebasket:"),
}
STATES = {
    InitiativeState.PLANNED: markup("planned"),
    InitiativeState.UNDER_WAY: markup("under way"),
    InitiativeState.DONE: markup("done"),
    InitiativeState.LET_GO: markup("let go"),
}


def due_line(initiative: InitiativeView, today: date) -> Markup:
    """By when, how late it is by now, and what is expected where that is later."""
    if initiative.due is None:
        return markup("no date")
    day = markup("by {day}", day=day_in_words(initiative.due, year_of=today))
    if not initiative.is_open:
        return day
    late = (today - initiative.due).days
    if late > 0:
        return markup("{day}, {days} ago", day=day, days=plural(late, "day"))
    if initiative.slips and initiative.expected:
        expected = day_in_words(initiative.expected, year_of=today)
        return markup("{day}, expected {expected}", day=day, expected=expected)
    return day


def brief(words: str) -> Markup:
    """A title on a line of a list, however its letters are escaped."""
    return kit.brief(words, BRIEF)


def initiative_line(initiative: InitiativeView, owner: str, today: date) -> Markup:
    """An initiative on one line: state, what, who, by when."""
    return markup(
        "{mark} *{called}* {title} · {who} · {due}",
        mark=MARKS[initiative.state],
        called=initiative.called,
        title=brief(initiative.title),
        who=kit.mention(owner) if owner else "nobody drives it yet",
        due=due_line(initiative, today),
    )


def details(shown: ShownInitiative, sayings: Sayings, *above: Block) -> Json:
    """Everything on record of an initiative, with what can be done about it."""
    initiative = shown.initiative
    blocks = [
        *above,
        kit.header(initiative.title),
        kit.section(kit.lines(_facts(shown))),
        *((kit.section(kit.escaped(initiative.description)),) if initiative.description else ()),
        *((kit.actions(*_buttons(shown)),) if shown.is_member else ()),
        *_dependencies(shown),
        *newest(shown.history, sayings, SORT, initiative.id),
    ]
    return kit.modal(f"Initiative {initiative.called}", blocks, callback_id=ids.SHOW)


def _facts(shown: ShownInitiative) -> list[Markup]:
    initiative = shown.initiative
    facts = [
        markup(
            "{mark} {state} · {due}",
            mark=MARKS[initiative.state],
            state=STATES[initiative.state],
            due=due_line(initiative, shown.today),
        ),
        markup("*Driver* {who}", who=kit.mention(shown.driver) if shown.driver else "nobody yet"),
    ]
    if shown.offered_to:
        facts.append(markup("Offered to {who}, who hasn't answered yet", who=kit.mention(shown.offered_to)))
    if shown.goal:
        facts.append(markup("*For* goal #{number} {title}", number=shown.goal.number, title=shown.goal.title))
    return facts


def _buttons(shown: ShownInitiative) -> tuple[Element, ...]:
    """The step that comes next first."""
    value = str(shown.initiative.id)
    if not shown.initiative.is_open:
        return (kit.button("Open again", ids.REOPEN, value),)
    is_planned = shown.initiative.state is InitiativeState.PLANNED
    owned = (
        kit.button("Release", ids.RELEASE, value)
        if shown.driver
        else kit.button("Claim", ids.CLAIM, value, primary=True)
    )
    return (
        *((kit.button("Start", ids.START, value),) if is_planned else ()),
        kit.button("Done", ids.DONE, value, primary=bool(shown.driver)),
        owned,
        *(() if shown.offered_to else (kit.button("Offer to …", ids.OFFER, value),)),
        kit.button("Edit", ids.EDIT, value),
        kit.button("Needs something", ids.ASK, value),
        kit.button("Let go", ids.LET_GO, value),
    )


def _dependencies(shown: ShownInitiative) -> tuple[Block, ...]:
    told = shown.dependencies[:DEPENDENCIES_MOST]
    needs = [one for one in told if one.is_needed]
    brings = [one for one in told if not one.is_needed]
    return (
        *_titled(markup("*What it needs*"), needs, shown),
        *_titled(markup("*Who counts on it*"), brings, shown),
    )


def _titled(title: Markup, told: list[ShownDependency], shown: ShownInitiative) -> tuple[Block, ...]:
    if not told:
        return ()
    return (
        kit.section(title),
        *(dependency_block(one, shown.today, is_member=shown.is_member) for one in told),
    )
