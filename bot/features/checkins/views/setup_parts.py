"""A check-in in words, and a preview of when it asks."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.clock.recurrence import Occurrence
from bot.features.cadences.values import CadenceState, CadenceView, ZonePolicy
from bot.features.checkins.rules.setup import people_in_words, place_of, setup_in_words, shortened
from bot.features.checkins.values.setup import CheckinView, Who, ZonePreview
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.text import day_in_words, plural

WHAT_IT_IS = markup(
    "At their hour, people get one direct message: a tap for each goal they drive, and one open question. "
    "What they say comes back as one digest in the channel."
)
NOBODY_YET = {
    Who.DRIVERS: markup(
        "Nobody takes part yet. As soon as somebody drives a goal, they are asked at the next of these times."
    ),
    Who.MEMBERS: markup("Nobody takes part yet. Who joins the team is asked at the next of these times."),
    Who.CHOSEN: markup(
        "Nobody takes part yet: choose at least one member of the team. "
        "Others can press *Join* on the team's card first."
    ),
}


def state_of(checkin: CheckinView, *, is_named: bool = False) -> Markup:
    """Whom it asks, and what comes next.

    Args:
        is_named: its days and hour stand above already.
    """
    asked = markup(
        "Asks {count}, {words}." if is_named else "Asks {count}: {words}.",
        count=plural(checkin.people, "person", "people") if checkin.people else "nobody yet",
        words=people_in_words(checkin.setup) if is_named else setup_in_words(checkin.setup),
    )
    if rests(checkin.cadence):
        return markup("{asked}\n*Paused*: nobody is asked until you resume it.", asked=asked)
    if checkin.left_out is not None:
        asked = markup("{asked}\n*Skipped*: {day}.", asked=asked, day=day_in_words(checkin.left_out))
    if checkin.next_day is None:
        return asked
    return markup("{asked}\n*Next* on {day}.", asked=asked, day=day_in_words(checkin.next_day))


def previewed(
    zones: ZonePolicy, who: Who, preview: Sequence[ZonePreview], *, is_paused: bool = False
) -> tuple[Block, ...]:
    """The next times in each zone, most people first."""
    if is_paused:
        return (kit.section(markup("It is paused: nobody is asked until you resume it.")),)
    shown, left_out = shortened(preview)
    told = [_zone_line(one, zones) for one in shown]
    if left_out:
        told.append(markup("… and in {zones} more", zones=plural(left_out, "time zone")))
    nobody = not any(one.people for one in preview)
    heading = markup("*The next three times*")
    return (
        kit.section(kit.lines([heading, *told])),
        *((kit.context(NOBODY_YET[who]),) if nobody else ()),
    )


def _zone_line(preview: ZonePreview, zones: ZonePolicy) -> Markup:
    times = " · ".join(_unbroken(_time_of(one, preview.zone)) for one in preview.occurrences)
    people = plural(preview.people, "person", "people")
    place = f"{place_of(preview.zone)} time"
    whose = f"{place}, the team's" if zones == ZonePolicy.TEAM else place
    return markup(
        "*{place}* ({people}): {times}", place=whose, people=people, times=times or "nothing to come"
    )


def _time_of(occurrence: Occurrence, zone: str) -> str:
    local = occurrence.due.astimezone(ZoneInfo(zone))
    return f"{day_in_words(occurrence.day)} {local:%H:%M}"


def _unbroken(time: str) -> str:
    """Kept on one line, so that a day and its hour stay together."""
    return time.replace(" ", "\N{NO-BREAK SPACE}")


def rests(cadence: CadenceView) -> bool:
    """Whether nobody is asked at the moment."""
    return cadence.state != CadenceState.ACTIVE
