"""The settings form, and several notices in one message."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import LiteralString

from bot.clock.holidays import countries, in_a_sentence
from bot.clock.recurrence import WEEKDAYS
from bot.delivery.values import Json, Message
from bot.features.attention import rules
from bot.features.attention.forms import FOLLOWS, NO_COUNTRY
from bot.features.attention.values import Arrival, Availability, Field, Later, NotToday, Now, Reason
from bot.slack import fields, kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words, plural

SUBMIT = "attention.settings.submit"
OPEN = "attention.open"
BACK = "attention.back"
REST = "attention.rest"
MESSAGE_BLOCKS = 50  # Slack's limit
REASONS: Mapping[Reason, LiteralString] = {
    Reason.WEEKEND: "Today is not one of your days, so nothing arrives.",
    Reason.HOLIDAY: "Today is a public holiday where you are, so nothing arrives.",
    Reason.AWAY: "You are away, so nothing arrives until {back}.",
    Reason.STATUS: "Your Slack status says you are away, so nothing arrives.",
    Reason.OVER: "Your day is over, so nothing more arrives today.",
}
SET: LiteralString = (
    "At most one message a day that Cairn starts by itself, and at most three with what colleagues ask of you. "
    "Answers to what you just did always come at once."
)


def settings_modal(availability: Availability, now: Arrival) -> Json:
    """`/cairn settings`: what applies now, and what may be changed about it."""
    return kit.modal(
        "When Cairn writes to you",
        [
            kit.section(standing(availability, now)),
            *_back_button(availability),
            fields.checkbox_input(
                Field.DAYS,
                "On which days?",
                [(name, str(number)) for number, name in enumerate(WEEKDAYS)],
                checked=frozenset(str(day) for day in availability.days),
                optional=False,
            ),
            fields.time_input(Field.STARTS, "From", initial=availability.starts),
            fields.time_input(
                Field.ENDS,
                "Until",
                initial=availability.ends,
                hint="In your own time zone, as your Slack profile has it. 00:00 is midnight.",
            ),
            _country_input(availability),
            fields.checkbox_input(
                Field.STATUS,
                "Your Slack status",
                [("Nothing while it says I am away (🌴, 🤒, “out of office” …)", FOLLOWS)],
                checked=frozenset({FOLLOWS} if availability.follows_status else ()),
            ),
            _away_input(availability.away_until),
            kit.context(markup(SET)),
        ],
        callback_id=SUBMIT,
        submit="Save",
        close="Cancel",
    )


def saved(availability: Availability, now: Arrival) -> Message:
    """What applies from now on."""
    said = standing(availability, now)
    return kit.message(said, kit.section(said), *_back_button(availability), kit.context(markup(SET)))


def settings_button() -> Element:
    """Opens the settings form from elsewhere."""
    return kit.button("My days and hours", OPEN)


def home_buttons(availability: Availability) -> tuple[Element, ...]:
    """One's own settings, on Home: the form, and a day of rest or the end of an absence."""
    if availability.away_until:
        return (settings_button(), kit.button("I'm back", BACK))
    return (settings_button(), kit.button("Nothing until tomorrow", REST))


def standing(availability: Availability, now: Arrival) -> Markup:
    """A person's days and hours, and whether anything reaches them now, in words."""
    first = markup(
        "You hear from me *{hours}*{holidays}.",
        hours=rules.in_words(availability),
        holidays=_holidays(availability),
    )
    return kit.lines([first, _right_now(availability, now)])


def bundle(parts: Sequence[Message]) -> Message:
    """Several notices as one message."""
    said = markup("{count} for you", count=plural(len(parts), "thing"))
    return kit.message(said, *together(parts, MESSAGE_BLOCKS))


def together(parts: Sequence[Message], most: int) -> tuple[Block, ...]:
    """The blocks of these messages, set apart by lines.

    Args:
        most: how many blocks there is room for, at least two for each message; one that doesn't fit is told by
            its text alone.
    """
    rows: list[Block] = []
    for place, part in enumerate(parts, start=1):
        line = [kit.divider()] if rows else []
        brief = kit.section(Markup(part.text))  # a renderer's text is markup already
        kept_free = 2 * (len(parts) - place)
        fits = len(rows) + len(line) + len(part.blocks) + kept_free <= most
        rows += [*line, *(part.blocks if part.blocks and fits else (brief,))]
    return tuple(rows)


def nothing_left() -> Message:
    """What stands where everything that was said has been seen to."""
    return kit.message(markup("All of this has been seen to. Nothing is left to do."))


def _right_now(availability: Availability, now: Arrival) -> Markup:
    match now:
        case Now():
            return markup("It is your time now, so what waits for you arrives.")
        case Later(at):
            return markup("Your day has not begun: the next thing arrives from {at} on.", at=kit.moment(at))
        case NotToday(reason):
            return markup(REASONS[reason], back=_date(availability.away_until))


def _holidays(availability: Availability) -> Markup:
    """What is said of public holidays, when they are kept."""
    if not availability.country:
        return Markup()
    return markup(", not on public holidays of {country}", country=in_a_sentence(availability.country))


def _country_input(availability: Availability) -> Block:
    by_initial: dict[str, list[tuple[str, str]]] = {"–": [("None: I keep no public holidays", NO_COUNTRY)]}
    for code, name in countries().items():
        by_initial.setdefault(name[0], []).append((name, code))
    return fields.grouped_choice_input(
        Field.COUNTRY,
        "Whose public holidays do you keep?",
        by_initial,
        initial=availability.country or NO_COUNTRY,
        optional=True,
    )


def _away_input(until: date | None) -> Block:
    """Its id follows its value, because Slack keeps what was entered in a field as long as the id stays."""
    return fields.date_input(
        f"{Field.AWAY_UNTIL}#{until or 'here'}",
        "Away until",
        initial=until.isoformat() if until else None,
        hint="The day on which you are back. Leave it empty while you are here.",
        optional=True,
    )


def _back_button(availability: Availability) -> tuple[Block, ...]:
    return (kit.actions(kit.button("I'm back", BACK)),) if availability.away_until else ()


def _date(day: date | None) -> str:
    return day_in_words(day) if day else "you are back"
