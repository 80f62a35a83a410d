"""The form that says when retros begin by themselves."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.clock.recurrence import WEEKDAYS, Occurrence
from bot.delivery.values import Json, Message
from bot.features.cadences.rules import rhythm_in_words
from bot.features.cadences.views import Question, hand
from bot.features.retrospectives.rules.rhythm import (
    MOST_WEEKS,
    How,
    RhythmDraft,
    RhythmField,
    TeamRhythm,
)
from bot.features.retrospectives.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.sections import Part
from bot.text import day_in_words

CHOICES = [
    ("Every few weeks", How.WEEKS.value),
    ("On the last working day of each month", How.MONTH_END.value),
    ("Once, at a date", How.DATE.value),
    ("Only when somebody starts one", How.NEVER.value),
]
STOPPING = Question(
    "Stop this rhythm?",
    "A look back begins only when somebody starts one. To take a break, pause it instead.",
)
SUGGESTED = markup("I suggested this for the end of the cycle; change it, or stop it, as you like.")
CLOSING_PART = Part(lines=(markup("The look back I suggested falls away."),))
WHO_CHANGES = markup("A steward of the team changes this; the team's card names them.")


def rhythm_modal(rhythm: TeamRhythm, draft: RhythmDraft, coming: Sequence[Occurrence]) -> Json:
    """The team's rhythm, to be changed; whatever is chosen shows what it means at once.

    Args:
        coming: when retros would begin next as it is chosen now.
    """
    blocks = [
        kit.section(holds(rhythm)),
        _live(fields.choice_input(RhythmField.HOW, "When do you look back?", CHOICES, initial=draft.how)),
        *_when(rhythm, draft),
        *((kit.context(SUGGESTED),) if rhythm.is_suggested and rhythm.holds else ()),
        kit.context(_next(coming, rhythm)),
        *_hand(rhythm),
    ]
    return kit.modal(
        "Rhythm of looking back",
        blocks,
        callback_id=ids.SUBMIT_RHYTHM,
        submit="Save",
        carried=str(rhythm.team_id),
    )


def rhythm_told(rhythm: TeamRhythm) -> Message:
    """The team's rhythm, for who may not change it."""
    said = holds(rhythm)
    return kit.message(
        said, kit.section(said), kit.context(_next(rhythm.coming, rhythm)), kit.context(WHO_CHANGES)
    )


def saved(rhythm: TeamRhythm) -> Json:
    """What holds from now on."""
    blocks = [kit.section(holds(rhythm)), kit.context(_next(rhythm.coming, rhythm))]
    return kit.modal("Saved", blocks, callback_id=ids.SUBMIT_RHYTHM)


def holds(rhythm: TeamRhythm) -> Markup:
    """When retros begin, in a sentence; a date that is over is no rhythm any more."""
    if rhythm.cadence is None or not rhythm.holds:
        return markup("A look back begins only when somebody starts one with `/retro start`.")
    words = rhythm_in_words(rhythm.cadence.rhythm)
    if rhythm.is_paused:
        return markup("A look back would begin by itself {words}; that is paused.", words=words)
    return markup("A look back begins by itself {words}.", words=words)


def card_part(rhythm: TeamRhythm, *, may_start: bool = False) -> Part:
    """What the team's card says of looking back.

    Args:
        may_start: it is the time for it, and none is running.
    """
    start = kit.button("Look back", ids.START, str(rhythm.team_id), primary=True)
    return Part(lines=(card_line(rhythm),), buttons=(start,) if may_start else ())


def card_line(rhythm: TeamRhythm) -> Markup:
    """The line of the team's card."""
    if rhythm.cadence is None or not rhythm.holds:
        return markup("*Look back*: when somebody types `/retro start`")
    words = rhythm_in_words(rhythm.cadence.rhythm)
    paused = " (paused)" if rhythm.is_paused else " (Cairn's suggestion)" if rhythm.is_suggested else ""
    return markup(
        "*Look back*: {words}{paused} · see or change it with `/retro rhythm`", words=words, paused=paused
    )


def _when(rhythm: TeamRhythm, draft: RhythmDraft) -> list[Block]:
    if draft.how is How.NEVER:
        return []
    asked = {
        How.WEEKS: [_every(draft), _weekday(draft)],
        How.DATE: [_day(draft)],
        How.MONTH_END: [],
    }
    at = fields.time_input(
        RhythmField.AT, "At what time?", initial=draft.at, hint=f"By the team's clock: {rhythm.zone}."
    )
    return [*asked[draft.how], _live(at)]


def _every(draft: RhythmDraft) -> Block:
    weeks = [
        ("Every week", "1"),
        *((f"Every {weeks} weeks", str(weeks)) for weeks in range(2, MOST_WEEKS + 1)),
    ]
    return _live(fields.choice_input(RhythmField.EVERY, "How often?", weeks, initial=str(draft.every)))


def _weekday(draft: RhythmDraft) -> Block:
    days = [(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    return _live(fields.choice_input(RhythmField.WEEKDAY, "On which day?", days, initial=str(draft.weekday)))


def _day(draft: RhythmDraft) -> Block:
    initial = draft.day.isoformat() if draft.day else None
    return _live(fields.date_input(RhythmField.DAY, "On which day?", initial=initial))


def _live(field: Block) -> Block:
    """A field that tells at once what was chosen."""
    return {**field, "dispatch_action": True}


def _hand(rhythm: TeamRhythm) -> tuple[Block, ...]:
    if rhythm.cadence is None or not rhythm.holds:
        return ()
    taking = hand(
        rhythm.cadence, ids.HAND_OF_RHYTHM, STOPPING, next_day=rhythm.next_day, left_out=rhythm.left_out
    )
    return (kit.divider(), kit.actions(*taking))


def _next(coming: Sequence[Occurrence], rhythm: TeamRhythm) -> Markup:
    if rhythm.is_paused:
        return markup("It is paused: nothing begins by itself until a steward resumes it.")
    left_out = (
        markup("Skipped: {day}. ", day=day_in_words(rhythm.left_out, year_of=rhythm.today))
        if rhythm.left_out
        else Markup()
    )
    if not coming:
        return markup("{left_out}Nothing is to come by itself.", left_out=left_out)
    place = rhythm.zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    times = [_time_of(one, rhythm) for one in coming]
    return markup(
        "{left_out}Next: {times}, {zone} time", left_out=left_out, times=" · ".join(times), zone=place
    )


def _time_of(one: Occurrence, rhythm: TeamRhythm) -> str:
    local = one.due.astimezone(ZoneInfo(rhythm.zone))
    return f"{day_in_words(one.day, year_of=rhythm.today)} at {local:%H:%M}"
