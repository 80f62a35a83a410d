"""When a team reads together: its form, and its line on the team's card."""

from zoneinfo import ZoneInfo

from bot.clock.recurrence import WEEKDAYS, Weekly
from bot.delivery.values import Json, Message
from bot.features.cadences.rules import rhythm_in_words
from bot.features.together.forms import NEVER
from bot.features.together.values import Field, TeamRhythm
from bot.features.together.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Markup, markup
from bot.slack.sections import Part
from bot.text import day_in_words

CHOICES = [
    *((f"Every second {day}", str(number)) for number, day in enumerate(WEEKDAYS)),
    ("Not by itself", NEVER),
]
WHAT = markup(
    "While the cycle is running, one message shows every primary indicator, green ones too, "
    "and asks what you see in them together."
)
WHO_CHANGES = markup("A steward of the team changes this; the team's card names them.")


def rhythm_modal(rhythm: TeamRhythm) -> Json:
    """The day, to be chosen by a steward."""
    blocks = [
        kit.section(WHAT),
        fields.choice_input(Field.DAY, "When do you read them together?", CHOICES, initial=_chosen(rhythm)),
        kit.context(_next(rhythm)),
    ]
    return kit.modal(
        "Reading together", blocks, callback_id=ids.SUBMIT, submit="Save", carried=str(rhythm.team_id)
    )


def rhythm_told(rhythm: TeamRhythm) -> Message:
    """The same for who may not change it."""
    said = holds(rhythm)
    return kit.message(
        said, kit.section(said), kit.context(WHAT), kit.context(_next(rhythm)), kit.context(WHO_CHANGES)
    )


def saved(rhythm: TeamRhythm) -> Json:
    """What holds from now on."""
    blocks = [kit.section(holds(rhythm)), kit.context(_next(rhythm))]
    return kit.modal("Saved", blocks, callback_id=ids.SUBMIT)


def holds(rhythm: TeamRhythm) -> Markup:
    """When the team reads together, in a sentence."""
    if rhythm.cadence is None or not rhythm.holds:
        return markup("The team doesn't read its numbers together by itself.")
    words = rhythm_in_words(rhythm.cadence.rhythm)
    return markup("The team reads its numbers together {words}, while its cycle is running.", words=words)


def card_part(rhythm: TeamRhythm) -> Part:
    """The line of the team's card."""
    words = rhythm_in_words(rhythm.cadence.rhythm) if rhythm.cadence and rhythm.holds else "not by itself"
    line = markup("*Reading together*: {words} · see or change it with `/goal together`", words=words)
    return Part(lines=(line,))


def _chosen(rhythm: TeamRhythm) -> str:
    schedule = rhythm.cadence.rhythm.schedule if rhythm.cadence else None
    return str(min(schedule.weekdays)) if isinstance(schedule, Weekly) else NEVER


def _next(rhythm: TeamRhythm) -> Markup:
    if not rhythm.holds:
        return markup("Nothing is to come by itself.")
    if not rhythm.coming:
        cycle = "next cycle" if rhythm.has_run else "cycle"
        measured = "" if rhythm.is_measured else " and an indicator is primary"
        return markup("Next: once the {cycle} is running{measured}", cycle=cycle, measured=measured)
    place, zone = rhythm.zone.rsplit("/", maxsplit=1)[-1].replace("_", " "), ZoneInfo(rhythm.zone)
    times = [
        f"{day_in_words(one.day, year_of=rhythm.today)} at {one.due.astimezone(zone):%H:%M}"
        for one in rhythm.coming
    ]
    once = "" if rhythm.is_measured else ", once an indicator is primary"
    return markup("Next{once}: {times}, {place} time", once=once, times=" · ".join(times), place=place)
