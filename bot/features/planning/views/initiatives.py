"""How an initiative looks: on a line, and with everything on record."""

from datetime import date

from bot.delivery.values import Json
from bot.features.ownership.views.card import asked_line, driver_line, involved
from bot.features.ownership.views.ids import OPEN_DECLINE
from bot.features.planning.values.backlog import Row
from bot.features.planning.values.initiatives import SORT, InitiativeState, InitiativeView
from bot.features.planning.values.shown import ShownDependency, ShownInitiative
from bot.features.planning.views import ids
from bot.features.planning.views.dependencies import dependency_blocks
from bot.features.planning.views.goals import goal_by_name
from bot.slack import kit
from bot.slack.histories import newest
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sayings import Sayings
from bot.text import day_in_words

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
    """By when, or since when it is overdue, and what is expected where that is later."""
    said = due_words(initiative, today)
    return said if initiative.due is None or initiative.overdue_since(today) else markup("by {day}", day=said)


def due_words(initiative: InitiativeView, today: date) -> Markup:
    """The same, where the day stands for itself; what is overdue and waits for nothing is expected any day."""
    if initiative.due is None:
        return markup("no date")
    due = day_in_words(initiative.due, year_of=today)
    said = markup("overdue since {day}", day=due) if initiative.overdue_since(today) else markup(due)
    if initiative.slips and initiative.expected and initiative.expected > today:
        expected = day_in_words(initiative.expected, year_of=today)
        return markup("{said}, expected {expected}", said=said, expected=expected)
    return said


def unchanged_by_words(*, is_member: bool) -> Block:
    """Above the details, when its name was typed with more words after it."""
    how = markup(" *Edit* gives it another title, and more.") if is_member else markup("")
    return kit.context(markup("Nothing was changed.{how}", how=how))


def brief(words: str) -> Markup:
    """A title on a line of a list, however its letters are escaped."""
    return kit.brief(words, BRIEF)


def who_has_it(row: Row) -> Markup:
    """Who drives it, or is asked to."""
    if row.owner:
        return kit.mention(row.owner)
    if row.offered:
        return markup("offered to {who}", who=kit.mention(row.offered))
    return markup("nobody drives it yet")


def initiative_line(row: Row, today: date) -> Markup:
    """An initiative on one line: state, what, who, by when; of one that is over, what is known."""
    initiative = row.initiative
    what = markup(
        "{mark} *{called}* {title}",
        mark=MARKS[initiative.state],
        called=initiative.called,
        title=brief(initiative.title),
    )
    who = [who_has_it(row)] if row.owner or initiative.is_open else []
    said = [what, *who, *_due(initiative, today)]
    return kit.joined(" · ", said)


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
    state = markup("{mark} {state}", mark=MARKS[initiative.state], state=STATES[initiative.state])
    driver = [driver_line(shown.owned)] if shown.owned.holders.driver or initiative.is_open else []
    facts = [
        kit.joined(" · ", [state, *_due(initiative, shown.today)]),
        *driver,
        *involved(shown.owned.holders),
        *asked_line(shown.owned, shown.reader, shown.driven),
    ]
    if shown.goal:
        facts.append(markup("*For* goal {goal}", goal=goal_by_name(shown.goal)))
    return facts


def _due(initiative: InitiativeView, today: date) -> list[Markup]:
    """By when, where that is known or still to be said."""
    return [due_line(initiative, today)] if initiative.due or initiative.is_open else []


def _buttons(shown: ShownInitiative) -> tuple[Element, ...]:
    """The step that comes next first."""
    value = str(shown.initiative.id)
    if not shown.initiative.is_open:
        return (kit.button("Open again", ids.REOPEN, value),)
    is_planned = shown.initiative.state is InitiativeState.PLANNED
    return (
        *((kit.button("Start", ids.START, value),) if is_planned else ()),
        kit.button("Done", ids.DONE, value, primary=not shown.owned.is_free),
        *_driving(shown),
        kit.button("Edit", ids.EDIT, value),
        kit.button("Needs something", ids.ASK, value),
        *_sharing(shown),
        kit.button("Let go", ids.LET_GO, value),
    )


def _driving(shown: ShownInitiative) -> tuple[Element, ...]:
    """What becomes of who drives it."""
    value, owned = str(shown.initiative.id), shown.owned
    if owned.offer is not None and owned.offer.taker == shown.reader:
        return (
            kit.button("Accept", ids.ACCEPT_OFFER, str(owned.offer.id), primary=True),
            kit.button("Decline …", OPEN_DECLINE, str(owned.offer.id)),
        )
    claim = kit.button("Claim", ids.CLAIM, value, primary=True)
    ask = (
        kit.button("Take the offer back", ids.TAKE_BACK, str(owned.offer.id))
        if owned.offer
        else kit.button("Offer to …", ids.OFFER, value)
    )
    return (claim if owned.is_free else kit.button("Release", ids.RELEASE, value), ask)


def _sharing(shown: ShownInitiative) -> tuple[Element, ...]:
    """Who has a part in it beside its driver."""
    value, holders = str(shown.initiative.id), shown.owned.holders
    people = kit.button("People …", ids.PEOPLE, value)
    if shown.reader == holders.driver:
        return (people,)
    if shown.reader in holders.everybody:
        return (people, kit.button("Step back", ids.STEP_BACK, value))
    return (people, kit.button("Join in", ids.JOIN_IN, value))


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
    drawn = [
        dependency_blocks(
            one,
            shown.today,
            is_member=shown.is_member,
            needer=shown.initiative if one.is_needed else None,
        )
        for one in told
    ]
    return (kit.section(title), *(block for blocks in drawn for block in blocks))
