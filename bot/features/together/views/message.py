"""The message of a reading together, and the questions in its thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import LiteralString

from bot.delivery.values import Message
from bot.features.decisions.views import ids as decisions
from bot.features.goals.values import GoalView
from bot.features.indicators.rules.numbers import amount_words
from bot.features.indicators.views import ids as indicators
from bot.features.indicators.views.lines import DOTTED
from bot.features.thresholds.values import TalkView
from bot.features.thresholds.views import ids as thresholds
from bot.features.together.values import Figure, TogetherView
from bot.slack import kit
from bot.slack.figures import NOTHING, table
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words

HEADING: LiteralString = "*Reading together* · {day}: how our primary indicators stand, green ones too"
QUESTIONS = (
    markup("What do these numbers tell us together, the green ones too?"),
    markup("What do they not show?"),
    markup("What help is needed, and who could give it?"),
)
PROMISE = markup("A number is a reason to talk, not a verdict. Say what you see in this thread.")
NOBODY = markup("Whoever likes keeps the talk open to every voice. Everybody is welcome in the thread.")


@dataclass(frozen=True, slots=True)
class ShownTogether:
    """A reading together with what its message tells.

    Args:
        goals: those whose numbers are read, by number.
        talks: the open ones about these numbers.
    """

    read: TogetherView
    figures: Sequence[Figure]
    goals: Sequence[GoalView]
    talks: Sequence[TalkView] = ()


def together_message(shown: ShownTogether) -> Message:
    """The one message of a reading: every primary indicator, whatever its colour."""
    read, goals = shown.read, {goal.id: goal for goal in shown.goals}
    heading = markup(HEADING, day=day_in_words(read.day))
    numbered = [(one, goals[one.indicator.goal_id].number) for one in shown.figures]
    if not numbered:
        return kit.message(heading, kit.section(heading), kit.context(_nothing_left()))
    since = f"Since {day_in_words(read.since)}"
    rows = [_row(one, number, read.day) for one, number in numbered]
    facts = [_fact(one, number, read) for one, number in numbered]
    return kit.message(
        kit.lines([heading, *facts]),
        kit.section(heading),
        table([("Number", "Now", "Expected by now", "Status", since), *rows], wrapped={0}),
        *(_to_do(shown) if read.is_open else ()),
        kit.context(_facilitated(read)),
        *((kit.actions(_deciding(read)),) if read.is_open else ()),
    )


def prompts() -> Message:
    """The first reply: three neutral questions."""
    asked = [markup("{number}. {question}", number=n, question=q) for n, q in enumerate(QUESTIONS, 1)]
    said = kit.lines(asked)
    return kit.message(said, kit.section(said), kit.context(PROMISE))


def _row(one: Figure, number: int, day: date) -> tuple[str, ...]:
    indicator = one.indicator
    return (
        f"#{number} {indicator.name} · {indicator.category.called}",
        _now(one, day),
        _expected(one),
        DOTTED[one.status],
        _change(one),
    )


def _fact(one: Figure, number: int, read: TogetherView) -> Markup:
    """The same as in the table, on a line of text."""
    name, now, expected, status, change = _row(one, number, read.day)
    return markup(
        "{name}: {now}, expected by now {expected}, {status}, since {since}: {change}",
        name=name,
        now=now,
        expected=expected,
        status=status,
        since=day_in_words(read.since),
        change=change,
    )


def _now(one: Figure, day: date) -> str:
    """What was read last, with its day where that is longer ago than the last reading together."""
    indicator = one.indicator
    if indicator.latest is None or indicator.latest_on is None:
        return NOTHING
    said = amount_words(indicator.latest, indicator.unit)
    return said if one.is_fresh else f"{said} on {day_in_words(indicator.latest_on, year_of=day)}"


def _expected(one: Figure) -> str:
    if one.expected is None:
        return NOTHING
    said = amount_words(one.expected, one.indicator.unit)
    if one.indicator.direction.stays:
        return f"{'at least' if one.indicator.direction.is_upward else 'at most'} {said}"
    return said


def _change(one: Figure) -> str:
    """Since numbers were read together last; where it wasn't read by then, since its own start."""
    indicator = one.indicator
    if indicator.latest is None:
        return NOTHING
    if not one.is_fresh:
        return "no new reading"
    if one.before is not None:
        return _difference(indicator.latest - one.before, indicator.unit)
    if indicator.baseline is not None:
        return f"{_difference(indicator.latest - indicator.baseline, indicator.unit)} since its start"
    return "first reading"


def _difference(change: Decimal, unit: str) -> str:
    if not change:
        return "unchanged"
    return f"{'+' if change > 0 else '−'}{amount_words(abs(change), unit)}"


def _to_do(shown: ShownTogether) -> Iterable[Block]:
    """What can be done about each number; help is asked for in the thread of the number's own talk."""
    for goal in shown.goals:
        said = markup("*#{number}* {title}", number=goal.number, title=goal.title)
        yield kit.section(said, accessory=kit.button("Add a reading", indicators.READ, str(goal.id)))
    for talk in shown.talks:
        said = markup(":speech_balloon: A talk about *{name}* is open in this channel", name=talk.name)
        yield kit.section(said, accessory=kit.button("What help is needed?", thresholds.HELP, str(talk.id)))


def _facilitated(read: TogetherView) -> Markup:
    if read.facilitator is None:
        return NOBODY
    return markup(
        "{who} keeps the talk open to every voice this time. Everybody is welcome in the thread.",
        who=kit.mention(read.facilitator),
    )


def _deciding(read: TogetherView) -> Element:
    return kit.button("Log a decision", decisions.DECIDE, str(read.team_id))


def _nothing_left() -> Markup:
    return markup("None of these numbers is a primary indicator any more.")
