"""What the team's card says while it is time to commit: the next useful step, and no other."""

from bot.features.commitments.views.asking import ask_button
from bot.features.commitments.views.words import set_name
from bot.features.cycles.values import CycleView
from bot.features.cycles.views import ids as cycle_ids
from bot.features.cycles.views.words import day
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.sections import Part

ADVICE = kit.context(
    markup(
        "*Claim* on a goal's card takes it on · what keeps you from standing behind a goal belongs in its thread"
    )
)
NOTHING = markup("No proposed goal waits for the team's word · `/goal propose` puts one up")
NOTHING_HERE = markup(
    "No proposed goal waits for the team's word · to propose one, a steward can move the cycle back with `/cairn cycle`"
)


def part(cycle: CycleView, *, committed: int, proposed: int) -> Part:
    """The step that comes next, while nobody is being asked.

    Args:
        committed: goals of this cycle that it is committed to; what was not chosen then can wait.
        proposed: goals that it could be asked about.
    """
    if committed:
        return _committed(cycle, committed)
    if proposed:
        return Part(blocks=(ADVICE,), buttons=(ask_button(cycle.team_id),))
    return Part(blocks=(kit.context(nothing(is_strict=cycle.is_strict)),))


def nothing(*, is_strict: bool) -> Markup:
    """What to do where there is nothing to commit to; a strict team proposes in another phase."""
    return NOTHING_HERE if is_strict else NOTHING


def _committed(cycle: CycleView, committed: int) -> Part:
    line = markup("*Committed* to {goals}", goals=set_name(range(committed)))
    go_on = kit.button("Cycle", cycle_ids.SHOW, str(cycle.team_id), primary=True)
    return Part(lines=(line,), blocks=_next(cycle), buttons=(go_on,))


def _next(cycle: CycleView) -> tuple[Block, ...]:
    coming = cycle.ahead
    if coming is None:
        return ()
    on = coming.on if coming.by_itself else None
    begins = markup("by itself {day}, or ", day=day(on, cycle)) if on else Markup()
    said = markup(
        "Next is {phase}: {begins}when a steward moves on with *Cycle*", phase=coming.phase, begins=begins
    )
    return (kit.context(said),)
