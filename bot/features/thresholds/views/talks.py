"""A talk's message, what stands in its thread, and the notes to those it concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import LiteralString

from bot.delivery.values import Message
from bot.features.goals.values import GoalView
from bot.features.indicators.rules.numbers import amount_words
from bot.features.indicators.rules.status import status_of_indicator
from bot.features.indicators.values import IndicatorView, ReadingView, Status
from bot.features.indicators.views.lines import CALLED, DIRECTIONS, MARKS
from bot.features.thresholds.values import End, NoteView, Said, TalkView
from bot.features.thresholds.views import ids
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sections import Part
from bot.text import day_in_words, plural

READINGS_MOST = 5
QUESTIONS = (
    markup("What changed around it, and since when?"),
    markup("What do the numbers not show?"),
    markup("What would help, and who could give it?"),
)
PROMISE = markup(
    "A number is a reason to talk, not a verdict. Say what you see in this thread; the talk ends with an action or "
    "a decision."
)
ENDED: dict[End, LiteralString] = {
    End.ACTION: ":white_check_mark: An action came of it: {why}",
    End.DECISION: ":white_check_mark: A decision came of it: {why}",
    End.WORDS: ":white_check_mark: {who} closed the talk: {why}",
    End.CORRECTED: ":white_check_mark: The number was corrected, so there is nothing to talk about.",
    End.REMOVED: ":white_check_mark: The indicator was removed, so there is nothing to talk about.",
    End.REACHED: ":white_check_mark: The goal was reached, so the talk is over.",
    End.PARTLY: ":white_check_mark: The goal ended, reached in part, so the talk is over.",
    End.UNCOMMITTED: ":white_check_mark: The team's word on this goal holds no more, so the talk is over.",
    End.CARRIED: ":white_check_mark: The cycle is closed and the goal carried over, so the talk is over.",
    End.GOAL_ENDED: ":white_check_mark: This isn't pursued any more, so the talk is over.",
}


@dataclass(frozen=True, slots=True)
class ShownTalk:
    """A talk with what its message tells besides.

    Args:
        indicator: as it is now; None once it was removed.
        readings: its newest ones, oldest first.
    """

    talk: TalkView
    goal: GoalView
    indicator: IndicatorView | None
    readings: Sequence[ReadingView] = ()


def talk_message(shown: ShownTalk) -> Message:
    """The one living message of a talk."""
    talk = shown.talk
    said = headline(talk)
    facts = kit.section(kit.lines([said, *_facts(shown)]))
    if not talk.is_open:
        return kit.message(said, facts, kit.section(_ended(talk)))
    return kit.message(
        said,
        facts,
        kit.context(_facilitated(talk), markup("Everybody is welcome in the thread.")),
        _row(talk),
    )


def prompts() -> Message:
    """The first reply: three neutral questions."""
    asked = [markup("{number}. {question}", number=n, question=q) for n, q in enumerate(QUESTIONS, 1)]
    said = kit.lines(asked)
    return kit.message(said, kit.section(said), kit.context(PROMISE))


def note_message(note: NoteView, talk: TalkView) -> Message:
    """A later reply: the number moved on, or somebody said what help is needed."""
    if note.said is Said.HELP:
        said = _help(note)
        return kit.message(said, kit.section(said))
    said = _moved(note, talk)
    return kit.message(said, kit.section(said))


def facilitate(talk: TalkView, channel: str) -> Message:
    """To whom the talk asks to facilitate."""
    said = markup(
        "*{name}* {went}, and {channel} talks about it. It is your turn to see that every "
        "voice is heard and that something comes of it; *Pass on* in the message's menu if it doesn't suit.",
        name=talk.name,
        went=went(talk.before, talk.level),
        channel=kit.channel_name(channel),
    )
    return _to_one(talk, said)


def talked_about(talk: TalkView, channel: str) -> Message:
    """To the driver of the goal."""
    said = markup(
        "*{name}*, of a goal that you drive, {went}. {channel} talks about what would help; "
        "you know the most about it, and needn't have an answer.",
        name=talk.name,
        went=went(talk.before, talk.level),
        channel=kit.channel_name(channel),
    )
    return _to_one(talk, said)


def help_asked(note: NoteView, talk: TalkView, channel: str) -> Message:
    """To whom a colleague asks for help."""
    said = markup(
        "{who} asks for your help with *{name}* in {channel}:\n{words}",
        who=kit.mention(note.author or ""),
        name=talk.name,
        channel=kit.channel_name(channel),
        words=kit.quoted(note.words),
    )
    return kit.message(said, kit.section(said))


def card_part(talks: Sequence[TalkView]) -> Part:
    """What a goal's card says while the team talks about its numbers."""
    named = kit.joined(", ", [kit.escaped(talk.name) for talk in talks])
    return Part(lines=(markup(":speech_balloon: The team talks about {named}", named=named),))


def closing_part(count: int) -> Part:
    """What becomes of open talks when the team's cycle is closed."""
    return Part(lines=(markup("{talks}.", talks=plural(count, "open talk ends", "open talks end")),))


def headline(talk: TalkView) -> Markup:
    """What changed, in a line."""
    return markup(
        ":{mark}: *{name}* {went}", mark=MARKS[talk.level], name=talk.name, went=went(talk.before, talk.level)
    )


def went(before: Status, after: Status) -> str:
    """How an indicator moved, "went from green to red"; without where from, when it stood no better before.

    A goal that is committed to anew may be talked about anew, though its number is as red as it was.
    """
    if before is Status.NO_READING:
        return f"is {CALLED[after]} with its first reading"
    if before.weakness >= after.weakness:
        return f"is {CALLED[after]}"
    return f"went from {CALLED[before]} to {CALLED[after]}"


def facts_in_words(shown: ShownTalk) -> str:
    """The facts as plain text, to begin a decision's context with."""
    talk = shown.talk
    return (
        f"{talk.name} {went(talk.before, talk.level)}: "
        f"{amount_words(talk.value, talk.unit)} on {day_in_words(talk.day)}."
    )


def _facts(shown: ShownTalk) -> Iterable[Markup]:
    talk, indicator = shown.talk, shown.indicator
    yield markup("Goal #{number} {title}", number=shown.goal.number, title=shown.goal.title)
    yield markup("{value} on {day}", value=amount_words(talk.value, talk.unit), day=day_in_words(talk.day))
    if indicator is None:
        return
    if talk.is_open:
        yield from _now(talk, indicator)
    yield kit.joined(" · ", list(_expected(indicator)))
    if len(shown.readings) > 1:
        values = [kit.escaped(amount_words(one.value, indicator.unit)) for one in shown.readings]
        yield markup("Lately: {values}", values=kit.joined(" → ", values[-READINGS_MOST:]))


def _now(talk: TalkView, indicator: IndicatorView) -> Iterable[Markup]:
    """What was read since the crossing, and how it stood with that."""
    value, day = indicator.latest, indicator.latest_on
    if value is None or day is None or (value, day) == (talk.value, talk.day):
        return
    status = status_of_indicator(indicator, day)
    yield markup(
        "Now :{mark}: {status}: {value} on {day}",
        mark=MARKS[status],
        status=CALLED[status],
        value=amount_words(value, indicator.unit),
        day=day_in_words(day),
    )


def _expected(indicator: IndicatorView) -> Iterable[Markup]:
    for status, threshold in ((Status.AMBER, indicator.amber), (Status.RED, indicator.red)):
        if threshold is not None:
            yield markup(
                "{status} begins {where} {value}",
                status=CALLED[status],
                where="below" if indicator.direction.is_upward else "above",
                value=amount_words(threshold, indicator.unit),
            )
    yield markup(
        "to {verb} {target} until {day}" if indicator.direction.stays else "to {verb} {target} by {day}",
        verb=DIRECTIONS[indicator.direction],
        target=amount_words(indicator.target, indicator.unit),
        day=day_in_words(indicator.due_on),
    )


def _facilitated(talk: TalkView) -> Markup:
    if talk.facilitator is None:
        return markup("Nobody facilitates yet: *I'll facilitate* is in the menu.")
    return markup("{who} facilitates.", who=kit.mention(talk.facilitator))


def _row(talk: TalkView) -> Block:
    buttons: tuple[Element, ...] = (
        kit.button("Add action", ids.ACT, str(talk.id), primary=True),
        kit.button("Log a decision", ids.DECIDE, str(talk.id)),
        kit.button("What help is needed?", ids.HELP, str(talk.id)),
    )
    choices = [
        ("I'll facilitate", f"{ids.TAKE_OVER}:{talk.id}"),
        ("Pass on", f"{ids.PASS_ON}:{talk.id}"),
        ("Close without an action …", f"{ids.CLOSE}:{talk.id}"),
    ]
    return kit.actions(*buttons, kit.overflow(ids.CHOOSE, choices))


def _ended(talk: TalkView) -> Markup:
    who = kit.mention(talk.closed_by) if talk.closed_by else markup("Cairn")
    return markup(ENDED[talk.end or End.WORDS], why=talk.why, who=who)


def _help(note: NoteView) -> Markup:
    asked = kit.mention(note.asked) if note.asked else markup("anybody")
    return markup(
        ":raising_hand: {who} asks {asked} for help:\n{words}",
        who=kit.mention(note.author or ""),
        asked=asked,
        words=kit.quoted(note.words),
    )


def _moved(note: NoteView, talk: TalkView) -> Markup:
    status = note.status or talk.level
    return markup(
        ":{mark}: {name} is {status} now: {value} on {day}",
        mark=MARKS[status],
        name=talk.name,
        status=CALLED[status],
        value=amount_words(note.value or talk.value, talk.unit),
        day=day_in_words(note.day or talk.day),
    )


def _to_one(talk: TalkView, said: Markup) -> Message:
    if talk.is_open:
        return kit.message(said, kit.section(said))
    return kit.message(said, kit.section(kit.lines([said, _ended(talk)])))
