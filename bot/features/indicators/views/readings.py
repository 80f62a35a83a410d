"""Readings: the forms that take them, what is said of them, and those so far."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.goals.values import LINE_MOST, GoalView
from bot.features.indicators.forms import (
    CORRECTION_STAGES,
    READING_STAGES,
    CorrectionStage,
    ReadingStage,
    typed_number,
)
from bot.features.indicators.rules.numbers import amount_words
from bot.features.indicators.rules.seen import as_seen
from bot.features.indicators.values import NOTE_MOST, Field, IndicatorView, ReadingView, Recorded, Standing
from bot.features.indicators.views import ids
from bot.features.indicators.views.lines import (
    indicator_line,
    reading_line,
    replaced_words,
    says_the_same,
    trend_line,
)
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.text import day_in_words, shorten

LISTED = 10  # readings in a modal
LABEL = 150
NONE_MEASURED = markup(
    "No goal of this team has an indicator yet. Press *Add indicator* on a goal's card to say how you will know."
)
NONE_PURSUED = markup(
    "The goals of this team that have an indicator aren't worked on any more, so they take no readings any more. "
    "Press *Add indicator* on another goal's card to say how you will know."
)
MANY_DAYS = markup(
    "Readings of many days at once: *All indicators*, then *Paste readings* in the ⋯ menu of one."
)


def reading_modal(
    goal: GoalView,
    indicators: Sequence[IndicatorView],
    day: date,
    *,
    typed: Mapping[UUID, str] | None = None,
    note: str = "",
    why: str = "",
) -> Json:
    """One field an indicator, and the day that all of them are of.

    Args:
        typed: what a command said already, by indicator.
        note: likewise.
        why: why that can't be put on record as it is.
    """
    is_lone = len(indicators) == 1
    blocks = [
        kit.context(markup("*#{number}* {title}", number=goal.number, title=goal.title)),
        *((kit.section(markup(":warning: Nothing is saved yet. {why}", why=why)),) if why else ()),
        *(value_input(one, (typed or {}).get(one.id, ""), optional=not is_lone) for one in indicators),
        fields.date_input(Field.DAY, "On which day?", initial=day.isoformat()),
        _note(note),
        *_several(goal, indicators),
    ]
    return kit.modal(
        "Reading",
        blocks,
        callback_id=ids.SUBMIT_READING,
        submit="Save",
        close="Cancel",
        carried=READING_STAGES.write(ReadingStage(goal_id=goal.id)),
    )


def recorded(
    goal: GoalView, standings: Sequence[Standing], kept: Recorded | None = None, *, is_answer: bool
) -> Message:
    """What is on record now, said back as it was understood.

    Args:
        kept: what was put on record just now.
        is_answer: to a command: then the readings so far are a press away. In a form that was sent nothing more can be.
    """
    heading = markup("On record for *#{number}* {title}", number=goal.number, title=goal.title)
    said = kit.lines(
        [heading, *(indicator_line(stands) for stands in standings), *_kept_lines(standings, kept)]
    )
    if not is_answer or not standings:
        return kit.message(said)
    past = kit.button("Readings so far", ids.READINGS, str(standings[0].indicator.id))
    return kit.message(said, kit.section(said), kit.actions(past))


def trend(one: IndicatorView, readings: Sequence[ReadingView]) -> Message:
    """An indicator's newest readings, after some of them changed."""
    newest = [reading_line(one, reading) for reading in reversed(readings[-LISTED:])]
    return kit.message(kit.lines([markup("On record: {trend}", trend=_heading(one, readings)), *newest]))


def which_goal(goals: Sequence[GoalView], *, are_more: bool) -> Message:
    """`/goal reading` names no goal: choose one."""
    asked = markup("Of which goal?")
    entries = [
        kit.section(
            markup("*#{number}* {title}", number=goal.number, title=goal.title),
            accessory=kit.button("Reading", ids.READ, str(goal.id)),
        )
        for goal in goals
    ]
    rest = kit.context(markup("For another one add its number: `/goal reading 12`"))
    return kit.message(asked, kit.section(asked), *entries, *((rest,) if are_more else ()))


def none_measured(*, are_over: bool) -> Message:
    """`/goal reading`, and no goal of the team takes any.

    Args:
        are_over: there were some, which aren't worked on any more.
    """
    return kit.message(NONE_PURSUED if are_over else NONE_MEASURED)


def not_measured(goal: GoalView) -> Message:
    """The goal has no indicator to read."""
    said = markup(
        "*#{number}* {title} has no indicator yet: how will you know that it is reached, and by when?",
        number=goal.number,
        title=goal.title,
    )
    add = kit.button("Add indicator", ids.ADD, str(goal.id), primary=True)
    return kit.message(said, kit.section(said), kit.actions(add))


def no_goal(words: str) -> Message:
    """No goal of the team has this number."""
    said = markup(
        "This team has no goal #{number}. `/goal list` shows all of them.", number=shorten(words, LINE_MOST)
    )
    return kit.message(said)


def readings_modal(
    one: IndicatorView, readings: Sequence[ReadingView], correctable: Collection[UUID]
) -> Json:
    """An indicator's newest readings, newest first.

    Args:
        correctable: ids of those that the reader of this may correct.
    """
    newest = list(reversed(readings))[:LISTED]
    earlier = kit.context(markup("Those before are on record, too."))
    blocks = [
        kit.section(_heading(one, readings)),
        *(_entry(one, reading, reading.id in correctable) for reading in newest),
        *((earlier,) if len(readings) > LISTED else ()),
        kit.actions(kit.button("All indicators", ids.OVERVIEW, str(one.goal_id))),
    ]
    return kit.modal("Readings so far", blocks, callback_id="indicators.readings")


def correction_modal(one: IndicatorView, reading: ReadingView, *, is_changed: bool = False) -> Json:
    """Another value for a reading, or none.

    Args:
        is_changed: it is another one than the form showed before.
    """
    day = day_in_words(reading.day, year_of=reading.entered_at)
    asked = kit.confirmation(
        "Remove this reading?",
        f"What was read on {day} no longer counts; History keeps it.",
        "Remove",
        "Keep it",
    )
    said = markup("*{name}* {day}", name=one.name, day=day)
    carried = CORRECTION_STAGES.write(CorrectionStage(reading.id, as_seen([reading])))
    blocks = [
        kit.section(said),
        *((kit.section(_changed(one, reading)),) if is_changed else ()),
        value_input(one, typed_number(reading.value), optional=False, hint=False),
        _note(reading.note),
        kit.actions(kit.button("Remove …", ids.REMOVE_READING, carried, confirm=asked)),
    ]
    return kit.modal(
        "Correct a reading",
        blocks,
        callback_id=ids.SUBMIT_CORRECTION,
        submit="Save",
        close="Cancel",
        carried=carried,
    )


def value_input(one: IndicatorView, typed: str = "", *, optional: bool = True, hint: bool = True) -> Block:
    """The field for what an indicator shows, also in forms of rooms above; `forms.entered_readings` reads it.

    Args:
        typed: what stands in it.
        hint: say what was read last.
    """
    label = f"{one.name} ({one.unit})" if one.unit else one.name
    last = ""
    if hint and one.latest is not None and one.latest_on is not None:
        day = day_in_words(one.latest_on, year_of=one.changed_at)
        last = f"Last: {amount_words(one.latest, one.unit)}, {day}"
    return fields.line_input(
        Field.VALUE.of(one.id), shorten(label, LABEL), initial=typed, hint=last, most=None, optional=optional
    )


def _changed(one: IndicatorView, reading: ReadingView) -> Markup:
    return markup(
        ":warning: This reading changed meanwhile: {line}. Nothing of yours is saved yet; "
        "*Save* puts what stands below in its place.",
        line=reading_line(one, reading),
    )


def _kept_lines(standings: Sequence[Standing], kept: Recorded | None) -> Iterator[Markup]:
    """What was read of which day, and whose reading gave way."""
    known = {stands.indicator.id: stands.indicator for stands in standings}
    replaced = {reading.indicator_id: reading for reading in kept.replaced} if kept else {}
    for reading in kept.readings if kept else ():
        one = known.get(reading.indicator_id)
        if one is None:
            continue
        said = markup("Read: {line}", line=reading_line(one, reading))
        gone = replaced.get(one.id)
        if gone is not None and not says_the_same(gone, reading, by=reading.entered_by):
            gave_way = replaced_words(gone, one.unit, by=reading.entered_by)
            said = markup("{said}, in place of {gone}", said=said, gone=gave_way)
        yield said


def _heading(one: IndicatorView, readings: Sequence[ReadingView]) -> Markup:
    if not readings:
        return markup("{name} has no reading yet", name=one.name)
    return trend_line(one, readings) if len(readings) > 1 else markup("{name}", name=one.name)


def _entry(one: IndicatorView, reading: ReadingView, is_correctable: bool) -> Block:
    correct = kit.button("Correct", ids.CORRECT, str(reading.id)) if is_correctable else None
    return kit.section(reading_line(one, reading), accessory=correct)


def _several(goal: GoalView, indicators: Sequence[IndicatorView]) -> tuple[Block, ...]:
    """The way to readings of many days: for the only indicator at once, else by its menu."""
    every = kit.button("All indicators", ids.OVERVIEW, str(goal.id))
    if len(indicators) == 1:
        return (kit.actions(kit.button("Paste readings", ids.OPEN_PASTE, str(indicators[0].id)), every),)
    return (kit.actions(every), kit.context(MANY_DAYS))


def _note(initial: str) -> Block:
    return fields.line_input(
        Field.NOTE,
        "A word about it",
        initial=shorten(initial, NOTE_MOST) if initial else "",
        placeholder="After the new rota began",
        most=NOTE_MOST,
        optional=True,
    )
