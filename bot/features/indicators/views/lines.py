"""Indicators on a line each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from uuid import UUID

from bot.features.indicators.rules.numbers import amount_words
from bot.features.indicators.rules.pictures import bar, spark
from bot.features.indicators.values import (
    Direction,
    GoalStatus,
    IndicatorView,
    Origin,
    Read,
    ReadingView,
    Standing,
    Status,
)
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.text import day_in_words, plural, shorten

ON_A_CARD = 5  # indicators; the rest is a press away
MARKS = {
    Status.NO_READING: "white_circle",
    Status.GREEN: "large_green_circle",
    Status.AMBER: "large_yellow_circle",
    Status.RED: "red_circle",
}
CALLED = {
    Status.NO_READING: "no reading yet",
    Status.GREEN: "green",
    Status.AMBER: "amber",
    Status.RED: "red",
}
DOTTED: Mapping[Status, str] = {
    Status.NO_READING: "⚪ no reading yet",
    Status.GREEN: "🟢 green",
    Status.AMBER: "🟡 amber",
    Status.RED: "🔴 red",
}  # for the cells of a table, which take plain words only
DIRECTIONS = {
    Direction.INCREASE: "increase to",
    Direction.DECREASE: "decrease to",
    Direction.STAY_ABOVE: "stay above",
    Direction.STAY_BELOW: "stay below",
}
ROOM = (
    1_500  # characters, on a card and again in its details: all of a goal shares Slack's 13,000 of a message
)
CHARTED = 20  # readings in a row of columns
NOTE_SAID = 80  # characters of the note of a reading that gave way


def goal_line(stands: GoalStatus) -> Markup:
    """How a goal stands, and which indicator says so."""
    said = status_mark(stands.status)
    if stands.progress is not None:
        said = markup("{said} · {progress} %", said=said, progress=stands.progress)
    return markup("{said} · {weakest}", said=said, weakest=stands.weakest)


def card_lines(standings: Sequence[Standing]) -> tuple[Markup, ...]:
    """A goal's indicators on its card."""
    return _fitting([indicator_line(one) for one in standings], ON_A_CARD, ROOM)


def trend_lines(
    indicators: Sequence[IndicatorView], known: Mapping[UUID, Sequence[ReadingView]]
) -> tuple[Markup, ...]:
    """How those of a goal went that were read more than once.

    Args:
        known: the newest readings by indicator.
    """
    told = [trend_line(one, known[one.id]) for one in indicators if len(known.get(one.id, ())) > 1]
    return _fitting(told, len(told), ROOM)


def indicator_line(stands: Standing) -> Markup:
    """What it is at, where it comes from and should go, and how it stands."""
    one = stands.indicator
    parts = [
        markup("*{name}* {way}", name=one.name, way=_way(one)),
        *_progress(stands),
        status_mark(stands.status) if one.latest is not None else _first_reading(one, stands.status),
    ]
    return kit.joined(" · ", parts)


def status_mark(status: Status) -> Markup:
    """A status as a coloured dot and in a word."""
    return markup(":{mark}: {called}", mark=MARKS[status], called=CALLED[status])


def facts_line(one: IndicatorView) -> Markup:
    """What else is on record of it."""
    return kit.joined(" · ", _facts(one))


def reading_line(one: IndicatorView, reading: ReadingView) -> Markup:
    """A reading, its day first; who entered it is nobody's concern here."""
    said = markup(
        "*{value}* {day}",
        value=amount_words(reading.value, one.unit),
        day=day_in_words(reading.day, year_of=reading.entered_at),
    )
    return markup("{said}: {note}", said=said, note=reading.note) if reading.note else said


def replaced_words(reading: ReadingView, unit: str, *, by: str) -> Markup:
    """A reading whose place another takes, and who entered it, so that they can be asked.

    Args:
        by: who enters the other, and reads this; of what they entered themself they know that.
    """
    said = markup("{value}", value=amount_words(reading.value, unit))
    if reading.entered_by != by:
        said = markup("{value}, {how}", value=said, how=_entered(reading))
    return (
        markup("{said}: {note}", said=said, note=shorten(reading.note, NOTE_SAID)) if reading.note else said
    )


def says_the_same(reading: ReadingView, known: ReadingView | Read, *, by: str) -> bool:
    """Whether somebody enters anew what they had entered already, so that nothing of it is lost."""
    return reading.entered_by == by and reading.value == known.value and reading.note in {"", known.note}


def trend_line(one: IndicatorView, readings: Sequence[ReadingView]) -> Markup:
    """The newest of several readings as columns, the oldest first, and the range that they span."""
    shown = [reading.value for reading in readings[-CHARTED:]]
    return markup(
        "{name} `{spark}` {first} → {last}",
        name=one.name,
        spark=spark(shown),
        first=amount_words(shown[0], one.unit),
        last=amount_words(shown[-1], one.unit),
    )


def _entered(reading: ReadingView) -> Markup:
    """By whom; a check-in promises that its numbers come without a name."""
    if reading.origin is Origin.CHECK_IN:
        return markup("told in a check-in")
    return (
        markup("entered by {who}", who=kit.mention(reading.entered_by))
        if reading.entered_by
        else markup("from its source")
    )


def _fitting(told: Sequence[Markup], most: int, room: int) -> tuple[Markup, ...]:
    """The first so many that fit into so many characters, one at least, and how many are left."""
    ends = list(accumulate(len(line) for line in told[:most]))
    shown = max(sum(end <= room for end in ends), min(len(told), 1))
    left = len(told) - shown
    rest = markup("And {more}", more=plural(left, "more indicator"))
    return (*told[:shown], rest) if left else tuple(told)


def _way(one: IndicatorView) -> Markup:
    at = None if one.latest is None else amount_words(one.latest, one.unit)
    target = markup(
        "{verb} {target}", verb=DIRECTIONS[one.direction], target=amount_words(one.target, one.unit)
    )
    by = markup("until {day}" if one.direction.stays else "by {day}", day=_day(one.due_on, one))
    if one.start is None or one.direction.stays:
        said = markup("to {target} {by}", target=target, by=by)
    else:
        start = amount_words(one.start, one.unit)
        said = markup("from {start}, to {target} {by}", start=start, target=target, by=by)
    return markup("{at} ({said})", at=at, said=said) if at else said


def _progress(stands: Standing) -> Iterator[Markup]:
    if stands.progress is not None:
        yield markup("{percent} % {bar}", percent=stands.progress, bar=bar(stands.progress))


def _first_reading(one: IndicatorView, status: Status) -> Markup:
    if one.first_reading_by is None:
        mark = status_mark(status)
        if status is not Status.AMBER:
            return mark
        return markup("{mark}, no reading by {day}", mark=mark, day=_day(one.due_on, one))
    said = "amber, first reading was due {day}" if status is Status.AMBER else "first reading by {day}"
    return markup(
        ":{mark}: {said}", mark=MARKS[status], said=said.format(day=_day(one.first_reading_by, one))
    )


def _facts(one: IndicatorView) -> Iterator[Markup]:
    if one.is_primary:
        yield markup("*primary*")
    yield markup(one.sort.value)
    yield markup("{category}", category=one.category.called)
    beyond = "below" if one.direction.is_upward else "above"
    for label, value in (("sure of", one.commit), ("stretch", one.stretch)):
        if value is not None:
            yield _fact(label, value, one)
    for label, value in ((f"amber {beyond}", one.amber), (f"red {beyond}", one.red)):
        if value is not None:
            yield _fact(label, value, one)
    if one.path:
        yield markup("{milestones} on the way", milestones=plural(len(one.path), "milestone"))


def _fact(label: str, value: Decimal, one: IndicatorView) -> Markup:
    return markup("{label} {value}", label=label, value=amount_words(value, one.unit))


def _day(day: date, one: IndicatorView) -> str:
    return day_in_words(day, year_of=one.changed_at)
