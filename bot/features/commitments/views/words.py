"""What an asking came to, in people's words; shared by the messages beside it."""

from collections.abc import Iterable, Sized

from bot.features.commitments import rules
from bot.features.commitments.values.rounds import ASKINGS_MOST, Need, RoundView, ShownRound
from bot.features.commitments.values.words import COUNTED_FROM, Chance, Reason, Result, Step
from bot.features.goals.values import GoalView
from bot.slack import kit
from bot.slack.fitting import fitted_markup
from bot.slack.kit import Block, Markup, markup
from bot.text import plural

DIGITS = {Step.NO: "one", Step.DOUBTS: "two", Step.SUPPORT: "three", Step.FOR_IT: "four", Step.ALL_IN: "five"}
LINES_TOGETHER = 5  # goals in one section, however much their signs take
LINES_ROOM = 8_000  # characters of all goals' lines, of the 13,000 that a message may have
NOTES_ROOM = 70  # characters of a line that are not the title
REASONS = {
    Reason.TOO_FEW: markup("It takes 60 %, because silence isn't consent."),
    Reason.SOMEBODY_CANNOT: markup("Somebody can't agree to it as it is."),
    Reason.MANY_DOUBTS: markup("A quarter of the answers or more are serious doubts."),
    Reason.NOT_TOLD: markup(
        "It isn't a commitment yet. What was said isn't counted up when fewer than three answer."
    ),
}
LACKS_CHANCE = markup(
    "It is complete once you say how likely it is that we reach it: press your step again, choose the chance and save."
)
UNCOUNTED = markup(
    "The cycle ended before the time to answer was over, so the answers weren't counted, and nobody's was kept."
)
UNSETTLED = markup("The cycle ended before we had talked it over.")
UNDECIDED = markup("The cycle ended before a steward decided.")
AGAIN_SET = markup(
    "Nothing was committed by it. In the next cycle `/goal commit` asks anew, about the goals that are still proposed."
)
AGAIN_SCOPE = markup(
    "The goal was carried over as it is, unless it had ended; `/goal commit` asks about it anew."
)
CHANCES = {
    Chance.LOW: markup("That is under 30 %: what would bring it within reach?"),
    Chance.HIGH: markup("That is over 90 %: is it settled already, or could it be bolder?"),
}


def goal_blocks(shown: ShownRound) -> list[Block]:
    """The goals of the set, some to a section."""
    told = [_goal_line(shown, goal) for goal in shown.goals]
    starts = range(0, len(told), LINES_TOGETHER)
    return [kit.section(kit.lines(told[start : start + LINES_TOGETHER])) for start in starts]


def need_blocks(asked: RoundView) -> list[Block]:
    """What the set takes against what there is, where somebody said it."""
    needs = (("People", asked.people), ("Budget", asked.budget))
    told = [_need_line(what, need) for what, need in needs if need.needed or need.available]
    return [kit.section(kit.lines(told))] if told else []


def result_line(result: Result) -> Markup:
    """How many said each step, and the chance; never who, and among few only how many answered."""
    heard = markup("*{heard} of {all} answered*", heard=result.heard, all=result.of)
    if result.heard < COUNTED_FROM:
        return heard
    counts = [markup(":{digit}: {count}", digit=DIGITS[step], count=result.said(step)) for step in Step]
    chance = (
        [markup("chance that we reach it: {chance}", chance=percent(result.chance))]
        if result.chance is not None
        else []
    )
    return kit.joined(" · ", [heard, kit.joined("  ", counts), *chance])


def reason_lines(result: Result) -> list[Markup]:
    """Why it isn't a commitment yet, as far as it tells nothing of who said what; beside how many answered."""
    return [REASONS[reason] for reason in rules.reasons_told(result)]


def on_the_table(result: Result) -> list[Markup]:
    """A chance so low or so high that the team talks about it, though it stops nothing."""
    found = rules.chance_to_discuss(result)
    return [CHANCES[found]] if found else []


def why_lapsed(asked: RoundView) -> Markup:
    """What the cycle ended before: the asking under way, the conversation, or the decision."""
    if len(asked.results) < asked.asking:
        return UNCOUNTED
    return UNDECIDED if asked.asking == ASKINGS_MOST else UNSETTLED


def after_lapse(asked: RoundView) -> Markup:
    """How it goes on once the cycle has ended first."""
    return AGAIN_SCOPE if asked.scope_of is not None else AGAIN_SET


def on_record(asked: RoundView) -> Markup:
    """What stays of a steward's decision for everybody to read."""
    if rules.was_objected(asked.results):
        return markup("the objection and the reply to it go on record")
    return markup("the reason goes on record")


def decided(asked: RoundView) -> Markup:
    """What a steward decided after two askings, and against what."""
    who = kit.mention(asked.verdict.by) if asked.verdict else markup("A steward")
    return markup("{who} decided {what}.", who=who, what=_what_was_decided(asked))


def percent(chance: float | None) -> str:
    """A chance as people say it."""
    return "–" if chance is None else f"{chance:.0f} %"


def has_or_have(count: int) -> str:
    """The verb after so many of some."""
    return "has" if count == 1 else "have"


def set_name(goals: Sized) -> str:
    """The set, counted."""
    return plural(len(goals), "goal")


def _what_was_decided(asked: RoundView) -> Markup:
    if asked.scope_of is not None:
        return (
            markup("that the goal stays committed as it is now")
            if asked.committed
            else markup("that the goal is a proposal again")
        )
    if not asked.committed:
        what = "this goal" if len(asked.goals) == 1 else "this set"
        return markup("not to commit to {what}", what=what)
    left_out = len(asked.goals) - len(asked.committed)
    rest = markup(" and leave {left} out", left=left_out) if left_out else Markup()
    goals = set_name(asked.committed)
    return markup(
        "to go ahead with {goals}{rest}, {despite}", goals=goals, rest=rest, despite=_despite(asked)
    )


def _despite(asked: RoundView) -> Markup:
    """As it is on record."""
    if asked.verdict is None or asked.verdict.objection:
        return markup("despite the objection")
    last = asked.results[-1]
    return markup("although too few answered: {heard} of {all}", heard=last.heard, all=last.of)


def _goal_line(shown: ShownRound, goal: GoalView) -> Markup:
    most = LINES_ROOM // len(shown.goals) - NOTES_ROOM
    title = Markup(fitted_markup(kit.escaped(goal.title), most))
    line = markup("*#{number}* {title}", number=goal.number, title=title)
    return kit.joined(" · ", [line, *_notes(shown, goal)])


def _notes(shown: ShownRound, goal: GoalView) -> Iterable[Markup]:
    if goal.is_withdrawn:
        yield markup("_withdrawn_")
        return
    if goal.id in shown.drivers:
        yield markup("driven by {who}", who=kit.mention(shown.drivers[goal.id]))
    elif shown.takes_answers:
        yield markup("nobody drives it yet")
    if any(one.goal_id == goal.id and one.is_left_out for one in shown.round.goals):
        yield markup("_left out_")
    elif shown.takes_answers and shown.round.scope_of is None and goal.changed_at > shown.round.asked_at:
        yield markup("_changed since it was asked_")


def _need_line(what: str, need: Need) -> Markup:
    told = [
        *([markup("{needed} needed", needed=need.needed)] if need.needed else []),
        *([markup("{available} available", available=need.available)] if need.available else []),
    ]
    line = markup("*{what}* {told}", what=what, told=kit.joined(", ", told))
    short = (
        [markup(":warning: more is needed than there is; what could wait?")] if rules.is_short(need) else []
    )
    return kit.joined(" · ", [line, *short])
