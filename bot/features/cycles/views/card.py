"""The cycle on the team's card, and its button in the menu."""

from uuid import UUID

from bot.features.cycles.values import CycleView
from bot.features.cycles.views import ids, words
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.sections import Part


def card_part(cycle: CycleView) -> Part:
    """Which phase of which cycle it is, and what is most useful in it; where the next waits for a steward, its button."""
    line = markup("*Cycle {number}* · {standing}", number=cycle.number, standing=words.standing(cycle))
    waits = cycle.is_closed and cycle.ahead is None
    start = kit.button("Cycle", ids.SHOW, str(cycle.team_id), primary=True)
    advice = words.advice(cycle)
    said = [one for one in (words.before(cycle), advice) if one is not None]
    return Part(
        lines=(line,),
        blocks=(kit.context(kit.lines(said)),) if said else (),
        buttons=(start,) if waits else (),
    )


def menu_part(team_id: UUID) -> Part:
    """What cycles add to bare `/cairn`."""
    return Part(buttons=(kit.button("Cycle", ids.SHOW, str(team_id)),))
