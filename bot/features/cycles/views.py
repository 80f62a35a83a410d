"""How a cycle looks."""

from bot.features.cycles.rules import following, last_day
from bot.features.cycles.values import CycleView, Phase
from bot.slack.kit import Markup, markup
from bot.text import day_in_words


def card_line(cycle: CycleView) -> Markup:
    """The line of the team's card: "Cycle 2 · Voting until Thu 12 Mar · then committing"."""
    last = last_day(cycle.plan, cycle.phase)
    after = following(cycle.plan, cycle.phase)
    if after is None:
        return markup("*Cycle {number}* · Closed", number=cycle.number)
    then = "the cycle closes" if after is Phase.CLOSED else after.value
    return markup(
        "*Cycle {number}* · {phase} until {last} · then {then}",
        number=cycle.number,
        phase=cycle.phase.value.capitalize(),
        last=day_in_words(last, year_of=cycle.starts_on),
        then=then,
    )
