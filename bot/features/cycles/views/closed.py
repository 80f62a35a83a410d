"""The message in a team's channel that its cycle is closed."""

from collections.abc import Sequence

from bot.delivery.values import Message
from bot.features.cycles.values import CycleEnd
from bot.features.cycles.views import words
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.sections import Part

LOOK_BACK = markup("`/retro start` looks back together on how it went.")


def closed_message(end: CycleEnd, became: Sequence[Part] = ()) -> Message:
    """That it is closed, what became of it, and what comes next.

    Args:
        became: what the rooms above say became of theirs.
    """
    cycle = end.cycle
    if not cycle.is_closed:
        return kit.message(markup("*Cycle {number}* was opened again, and goes on.", number=cycle.number))
    said = markup("*Cycle {number}* is closed. Thank you for all that went into it.", number=cycle.number)
    lines = [line for part in became for line in part.lines]
    return kit.message(
        said,
        kit.section(kit.lines([said, *lines])),
        kit.context(kit.joined(" ", [_next(end), LOOK_BACK])),
    )


def _next(end: CycleEnd) -> Markup:
    number, coming = end.cycle.number + 1, end.cycle.ahead
    if end.was_followed:
        return markup("Cycle {number} has begun.", number=number)
    if coming is not None and coming.on is not None:
        return markup("Cycle {number} begins {day}.", number=number, day=words.day(coming.on, end.cycle))
    return markup("A steward begins cycle {number} with `/cairn cycle`.", number=number)
