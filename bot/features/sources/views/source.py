"""A source as it is: where from, when, and how it went the last time."""

from collections.abc import Sequence

from bot.delivery.values import Json, Message
from bot.features.indicators.values import IndicatorView
from bot.features.sources.rules.times import in_words
from bot.features.sources.values import Measured, SourceView
from bot.features.sources.views import ids
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import listing

TITLE = "Where readings are from"
BY_HAND = markup("Its readings are entered by people so far.")
NOTHING_TO_READ = markup(
    "This goal has no indicator yet. Add one first; then its readings can come from an address."
)


def source_modal(measured: Measured, source: SourceView) -> Json:
    """One source, with what this person may do with it."""
    blocks = [
        kit.section(_says(measured.indicator, source)),
        kit.context(kit.joined(" · ", _facts(source))),
        kit.section(_state(measured.indicator, source)),
        kit.actions(*_buttons(measured, source)),
    ]
    return kit.modal(TITLE, blocks, callback_id=ids.SUBMIT)


def unconnected_modal(indicator: IndicatorView) -> Json:
    """Nothing is there to look at."""
    said = markup("*{name}*: nothing is connected.", name=indicator.name)
    return kit.modal(TITLE, [kit.section(kit.lines([said, BY_HAND]))], callback_id=ids.SUBMIT)


def disconnected_modal(indicator: IndicatorView) -> Json:
    """It was let go a moment ago."""
    said = markup(
        "*{name}* isn't read from anywhere any more, and the headers kept for it are gone. "
        "The readings so far stay; from now on people enter them.",
        name=indicator.name,
    )
    return kit.modal(TITLE, [kit.section(said)], callback_id=ids.SUBMIT)


def goal_modal(found: Sequence[tuple[IndicatorView, SourceView | None]]) -> Json:
    """Every indicator of a goal, with a way to its source."""
    blocks = [_row(indicator, source) for indicator, source in found]
    return kit.modal(TITLE, blocks or [kit.section(NOTHING_TO_READ)], callback_id=ids.SUBMIT)


def trouble(indicator: IndicatorView, source: SourceView) -> Message:
    """To whoever looks after it: it can't be read."""
    said = markup(
        ":warning: *{name}* can't be read from {host} since {day}: {trouble} I go on trying, once a day at least; "
        "what is on record stays.",
        name=indicator.name,
        host=source.host,
        day=kit.day(source.failing_since or source.changed_at),
        trouble=source.trouble,
    )
    return kit.message(said, kit.section(said), kit.actions(_open(indicator, "Look at it")))


def works_again(indicator: IndicatorView, source: SourceView) -> Message:
    """The same notice, once it can be read again."""
    return kit.message(
        markup(
            ":white_check_mark: *{name}* can be read from {host} again.",
            name=indicator.name,
            host=source.host,
        )
    )


def line(indicator: IndicatorView, source: SourceView) -> Markup:
    """A source among a goal's details."""
    if source.is_failing:
        return markup(
            ":warning: *{name}* can't be read from {host} just now",
            name=indicator.name,
            host=source.host,
        )
    return markup(
        ":satellite_antenna: *{name}* is read from {host} {times}",
        name=indicator.name,
        host=source.host,
        times=in_words(source.times),
    )


def goal_button(goal_id: object) -> Element:
    """The way to all sources of a goal."""
    return kit.button("Sources", ids.OPEN_GOAL, str(goal_id))


def _row(indicator: IndicatorView, source: SourceView | None) -> Block:
    if source is None:
        said = kit.lines([markup("*{name}*", name=indicator.name), BY_HAND])
        return kit.section(said, accessory=_open(indicator, "Connect"))
    return kit.section(line(indicator, source), accessory=_open(indicator, "Open"))


def _open(indicator: IndicatorView, label: str) -> Element:
    return kit.button(label, ids.OPEN, str(indicator.id))


def _says(indicator: IndicatorView, source: SourceView) -> Markup:
    return markup(
        "*{name}* is read from *{host}* {times}.",
        name=indicator.name,
        host=source.host,
        times=in_words(source.times),
    )


def _facts(source: SourceView) -> list[Markup]:
    """Without what may follow the question mark, and without what headers say."""
    facts = [markup("{page}", page=source.page)]
    if source.path:
        facts.append(markup("`{path}`", path=source.path))
    if source.header_names:
        facts.append(markup("{names} kept secret", names=listing(source.header_names)))
    by = markup("{who} looks after it", who=kit.mention(source.owner))
    return [*facts, by]


def _state(indicator: IndicatorView, source: SourceView) -> Markup:
    if source.is_being_read:
        return markup(
            ":hourglass_flowing_sand: It is being read just now. Press *Look again* in a few seconds."
        )
    following = kit.moment(source.next_at)
    if source.is_failing:
        return markup(
            ":warning: {trouble}\nNothing on record was changed. I try again {next}.",
            trouble=source.trouble,
            next=following,
        )
    if source.value is None or source.read_at is None:
        return markup(":hourglass: Nothing was read from it yet. Next: {next}.", next=following)
    return markup(
        ":white_check_mark: {value} {unit}, read {when}. Next: {next}.",
        value=f"{source.value:f}",
        unit=indicator.unit,
        when=kit.moment(source.read_at),
        next=following,
    )


def _buttons(measured: Measured, source: SourceView) -> list[Element]:
    carried = str(measured.indicator.id)
    look = kit.button("Look again", ids.LOOK, carried, primary=source.is_being_read)
    fetch = kit.button("Fetch now", ids.FETCH, carried)
    change = kit.button("Change", ids.CHANGE, carried)
    sure = kit.confirmation(
        "Disconnect it?",
        "Its readings so far stay. The address and the headers kept for it are deleted.",
        "Disconnect",
    )
    disconnect = kit.button("Disconnect", ids.DISCONNECT, carried, confirm=sure)
    return [
        look,
        *([fetch] if measured.is_member and not source.is_being_read else []),
        *([change, disconnect] if measured.is_own else []),
    ]
