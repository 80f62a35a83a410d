"""What is said of each phase, and of dates."""

from datetime import date, timedelta

from bot.features.cycles.values import CycleView, Phase
from bot.slack.kit import Markup, markup
from bot.text import day_in_words

DAY = timedelta(days=1)
FOR = {
    Phase.DRAFTING: "propose goals, and talk about what they should change for whom",
    Phase.VOTING: "say by reaction which goals matter most",
    Phase.COMMITTING: "agree on the goals you stand behind, and who drives them",
    Phase.RUNNING: "do it, and tell each other how it goes",
    Phase.REFLECTING: "look back, and keep what you learned",
    Phase.CLOSED: "it is over, and stays on record",
}
"""What each phase is for."""
PROPOSE = markup("`/goal propose` says what should be different, and for whom")
ADVICE = {
    Phase.DRAFTING: markup("{propose} · *Claim* on its card takes a goal on", propose=PROPOSE),
    Phase.VOTING: markup(
        "A reaction on a goal's card is your vote · `/vote` shows what waits for yours · `/goal propose` adds a goal"
    ),
    Phase.RUNNING: markup(
        "`/checkin` says how your goals go · `/decision log` keeps what was decided, and why"
    ),
    Phase.REFLECTING: markup("`/retro add` keeps a thought for looking back · `/retro start` begins it"),
    Phase.CLOSED: markup("`/goal list` shows what came of the goals"),
}
"""What is most useful in a phase, for the team's card; what committing needs next, commitments know and say."""


def named(phase: Phase) -> str:
    """A phase as a heading says it."""
    return phase.value.capitalize()


def advice(cycle: CycleView) -> Markup | None:
    """What is most useful now; a strict team doesn't vote while it drafts. None where a room above says it."""
    if cycle.is_strict and cycle.phase is Phase.DRAFTING:
        return markup("{propose} · what you think of a goal belongs in its thread", propose=PROPOSE)
    return ADVICE.get(cycle.phase)


def early_votes(cycle: CycleView) -> Markup | None:
    """While a team drafts that takes its phases as advice: how votes on new proposals go with its voting phase."""
    if cycle.is_strict or cycle.phase is not Phase.DRAFTING:
        return None
    return markup(
        "A goal that is proposed now is open to votes at once, for two working days; what isn't decided when voting "
        "begins has two more."
    )


def before(cycle: CycleView) -> Markup | None:
    """While the next cycle drafts: what the one before left, and where to look back on it."""
    if cycle.phase is not Phase.DRAFTING or cycle.number == 1:
        return None
    return markup(
        "Cycle {number} is closed: `/goal list` shows what came of its goals, `/retro start` looks back on it",
        number=cycle.number - 1,
    )


def day(on: date, cycle: CycleView) -> str:
    """A day of a cycle, with its year where that is another than the cycle began in."""
    return day_in_words(on, year_of=cycle.starts_on)


def standing(cycle: CycleView) -> Markup:
    """Where a cycle stands: "Voting until Wed 11 Mar · then committing"."""
    coming = cycle.ahead
    if coming is None:
        return markup(
            "Closed · cycle {number} begins when a steward starts it, with `/cairn cycle`",
            number=cycle.number + 1,
        )
    if cycle.is_closed and coming.on is not None:
        return markup(
            "Closed · cycle {number} begins {day}", number=cycle.number + 1, day=day(coming.on, cycle)
        )
    phase, then = named(cycle.phase), _then(coming.phase)
    if coming.on is None:
        return markup("{phase} · then {then}, when a steward moves it on", phase=phase, then=then)
    last = day(coming.on - DAY, cycle)
    if coming.by_itself:
        return markup("{phase} until {last} · then {then}", phase=phase, last=last, then=then)
    return markup("{phase}, planned until {last} · then {then}", phase=phase, last=last, then=then)


def _then(phase: Phase) -> str:
    return "it closes" if phase is Phase.CLOSED else phase.value
