"""A round's one living message in the channel, and what the team's card, menu and goals say of it."""

from uuid import UUID

from bot.db.unsigned import CONTRIBUTORS_LEAST
from bot.delivery.values import Message
from bot.features.inputs.rules import KINDS
from bot.features.inputs.values.rounds import RoundView
from bot.features.inputs.values.shown import Waiting
from bot.features.inputs.views import ids
from bot.features.inputs.views.words import ONE, counts
from bot.slack import kit
from bot.slack.kit import Element, Markup, markup
from bot.text import plural

TITLE = "Before we choose: what should we know?"
ERASED = markup(
    "Fewer than three people gave something, and without their names: those words were erased unread, as promised."
)
NOTHING = markup("Nothing was given this time, and that is fine. The thread is open for what comes to mind.")
ABOUT_TO = markup("The time is over; what was given comes into this thread in a moment.")
CLOSE = ("Close this round?", "Close it")
CLOSING = "What was given is shown in the thread, goal by goal, in random order. This can't be undone."
TOO_FEW = (
    "So far fewer than three people gave something. If it closes now, what they gave without their names is erased "
    "unread. This can't be undone."
)


def round_message(asked: RoundView) -> Message:
    """The parent of the round's thread."""
    questions = [
        markup("• *{kind}s*: {question}", kind=ONE[kind], question=asked.questions[kind]) for kind in KINDS
    ]
    buttons = (add_button(asked.id, primary=True), _close_button(asked)) if asked.takes_inputs else ()
    return kit.message(
        markup("{title}", title=TITLE),
        kit.header(TITLE),
        kit.section(kit.lines(questions)),
        kit.section(_how_far(asked)),
        *((kit.actions(*buttons),) if buttons else ()),
        kit.context(_names(asked), markup("Asked by {who}", who=kit.mention(asked.starter))),
    )


def add_button(round_id: UUID, *, primary: bool = False) -> Element:
    """Opens the form for input."""
    return kit.button("Add yours", ids.ADD, str(round_id), primary=primary)


def ask_button(team_id: UUID) -> Element:
    """Opens the form that begins a round."""
    return kit.button("Ask for input", ids.START, str(team_id))


def sort_button(round_id: UUID, page: int, *, primary: bool = False) -> Element:
    """Opens the form that sorts what a reply shows."""
    return kit.button("Sort these", ids.SORT, f"{round_id}/{page}", primary=primary)


def waiting_line(waiting: Waiting) -> Markup:
    """What the menu says to who may sort what was given."""
    return markup(
        "{count} for your answer: adopted, parked or declined",
        count=plural(waiting.count, "input waits", "inputs wait"),
    )


def at_closing(count: int) -> Markup:
    """What is said of unanswered inputs before the cycle is closed."""
    return markup("{count} for an answer still.", count=plural(count, "input waits", "inputs wait"))


def open_line(asked: RoundView) -> Markup:
    """What the team's card and menu say while a round is open."""
    return markup("Input is asked for until {end}", end=kit.moment(asked.closes_at))


def _how_far(asked: RoundView) -> Markup:
    if asked.takes_inputs:
        until = markup("Open until {end}.", end=kit.moment(asked.closes_at))
        return kit.joined(" ", [_so_far(asked), until])
    if asked.closed_at is None:
        return ABOUT_TO
    if asked.was_erased:
        return ERASED
    if not asked.outcomes:
        return NOTHING
    return markup(
        "*{people} contributed*, and it is all in this thread, goal by goal. {counts}.",
        people=plural(asked.contributors, "person", "people"),
        counts=counts(asked.outcomes),
    )


def _so_far(asked: RoundView) -> Markup:
    if not asked.contributors:
        return markup("Nobody has contributed yet; one line is enough.")
    count = plural(asked.contributors, "person has", "people have")
    return markup("*{count} contributed.* Nobody reads anything before it closes.", count=count)


def _close_button(asked: RoundView) -> Element:
    is_short = asked.is_anonymous and asked.contributors < CONTRIBUTORS_LEAST
    title, yes = CLOSE
    return kit.button(
        "Close now",
        ids.CLOSE,
        str(asked.id),
        confirm=kit.confirmation(title, TOO_FEW if is_short else CLOSING, yes),
    )


def _names(asked: RoundView) -> Markup:
    if asked.is_anonymous:
        return markup(
            ":lock: Without names: nothing that is kept ties anybody to what they gave, once it is shown. With fewer "
            "than {least} people nothing is shown.",
            least=CONTRIBUTORS_LEAST,
        )
    return markup("With names: yours stands beside what you gave, once the round closes.")
