"""How inputs, their kinds and their ends are called."""

from collections.abc import Mapping

from bot.features.inputs.values.given import InputView, Kind, Outcome
from bot.features.inputs.values.shown import GoalNamed
from bot.slack import kit
from bot.slack.fitting import fitted_markup
from bot.slack.kit import Markup, markup
from bot.text import listing, plural

ONE = {Kind.PERSPECTIVE: "Perspective", Kind.CONSTRAINT: "Constraint", Kind.HOPE: "Hope"}
ENDS = {
    Outcome.ADOPTED: markup(":white_check_mark: *Adopted*"),
    Outcome.PARKED: markup(":parking: *Parked*"),
    Outcome.DECLINED: markup(":heavy_minus_sign: *Declined*"),
}


def about(goal: GoalNamed | None) -> Markup:
    """What inputs are about."""
    if goal is None:
        return markup("About no single goal")
    return markup("About #{number} {title}", number=goal.number, title=goal.title)


def ending(one: InputView) -> Markup:
    """What became of it, with the why; empty until it was sorted."""
    if one.outcome is None:
        return Markup()
    who = markup(" by {who}", who=kit.mention(one.sorted_by)) if one.sorted_by else Markup()
    return markup("{end}{who}: {why}", end=ENDS[one.outcome], who=who, why=one.why)


def said(one: InputView, *, most: int) -> Markup:
    """The words, set apart as a quote.

    Args:
        most: characters, with escaping.
    """
    return Markup(fitted_markup(kit.quoted(one.text), most))


def counts(outcomes: Mapping[Outcome | None, int]) -> str:
    """How many inputs ended how: "3 inputs: 2 adopted, 1 parked"."""
    ends = [f"{outcomes[outcome]} {outcome.value}" for outcome in Outcome if outcomes.get(outcome)]
    waiting = [f"{outcomes[None]} to be sorted"] if outcomes.get(None) else []
    total = plural(sum(outcomes.values()), "input")
    return f"{total}: {listing([*ends, *waiting])}"
