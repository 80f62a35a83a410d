"""How a goal ends, and what its card says of it then."""

from collections.abc import Iterable, Mapping, Sequence
from typing import LiteralString

from bot.delivery.values import Json, Message
from bot.features.goals import forms
from bot.features.goals.values import LEARNED, TEXT_MOST, Became, GoalState, GoalView, Outcome, ScopeChange
from bot.features.goals.views import ids
from bot.features.goals.views.history import CALLED, changed_words
from bot.slack import fields, kit
from bot.slack.kit import Markup, markup
from bot.slack.sayings import Entry, actor_of
from bot.slack.sections import Part
from bot.text import plural, shorten, side_by_side

SHOWN_MOST = 300  # characters of each side of a change; the card and the goal's details have all of it
LEARNED_MOST = 1_300  # characters of what was learned, with escaping, beside all the other facts
WHY_MOST = 150  # characters of a reason in a history

AT_CLOSING: Mapping[GoalState, tuple[LiteralString, LiteralString]] = {
    GoalState.COMMITTED: (
        "{count} committed goal is carried over and asked about anew.",
        "{count} committed goals are carried over and asked about anew.",
    ),
    GoalState.ENDED: ("{count} goal ended and stays so.", "{count} goals ended and stay so."),
    GoalState.PROPOSED: (
        "{count} goal stays proposed.",
        "{count} goals stay proposed.",
    ),
}
"""For one, and for several."""
OUTCOMES = {
    Outcome.REACHED: markup(":tada: *Reached*"),
    Outcome.PARTLY: markup(":mountain: *Partly reached*, and what was done counts"),
    Outcome.LET_GO: markup(":leaves: *Let go*: tried, and learned from"),
}
BECAME: Mapping[Outcome, LiteralString] = {
    Outcome.REACHED: ":tada: *{goals} reached*",
    Outcome.PARTLY: ":mountain: *{goals} partly reached*, and what was done counts",
    Outcome.LET_GO: ":leaves: *{goals} let go*: tried, and learned from",
}
CARRIED: LiteralString = ":arrows_counterclockwise: *{goals} carried over*, to be asked about anew"
CHOICES = (
    ("Reached", Outcome.REACHED),
    ("Partly reached", Outcome.PARTLY),
    ("Let go: we learned from it", Outcome.LET_GO),
)


def end_modal(goal: GoalView, parts: Sequence[Part] = ()) -> Json:
    """What became of it, and what the team takes from it.

    Args:
        parts: what the rooms above say becomes of theirs.
    """
    asked = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    told = markup("Its card says so to everybody. *Open again* takes it back while the cycle goes on.")
    return kit.modal(
        "End this goal",
        [
            kit.section(kit.lines([asked, *(line for part in parts for line in part.lines)])),
            fields.choice_input(forms.OUTCOME, "What became of it?", CHOICES),
            fields.line_input(
                LEARNED, "What do we take from it?", most=TEXT_MOST, optional=True, paragraph=True
            ),
            kit.context(told),
        ],
        callback_id=ids.SUBMIT_END,
        submit="End it",
        close="Keep it going",
        carried=str(goal.id),
    )


def standing(goal: GoalView) -> Iterable[Markup]:
    """Where a goal stands that is more than proposed, in lines for its card."""
    if goal.state is GoalState.COMMITTED:
        yield markup(":handshake: *Committed*: the team works on it in this cycle")
    if goal.is_open and goal.carried_from is not None:
        yield markup(":arrows_counterclockwise: Carried over from cycle {number}", number=goal.carried_from)
    if goal.outcome is not None:
        yield OUTCOMES[goal.outcome]
    if goal.learned:
        yield kit.cut(kit.quoted(goal.learned), LEARNED_MOST)


def briefly(goal: GoalView) -> Iterable[Markup]:
    """What a list says of where a goal stands: that the team is committed to it, that it was carried over, or its end."""
    if goal.state is GoalState.COMMITTED:
        yield markup(":handshake: committed")
    if goal.is_open and goal.carried_from is not None:
        yield markup(":arrows_counterclockwise: carried over from cycle {number}", number=goal.carried_from)
    if goal.outcome is not None:
        yield OUTCOMES[goal.outcome]


def at_closing(counts: Mapping[GoalState, int]) -> Markup:
    """What becomes of a team's goals when its cycle is closed: carried over, ended, or still only proposed."""
    told = [
        markup(sentence if counts[state] == 1 else several, count=counts[state])
        for state, (sentence, several) in AT_CLOSING.items()
        if counts.get(state)
    ]
    return kit.joined(" ", told) if told else markup("No goal is open.")


def became(goals: Became) -> Iterable[Markup]:
    """What became of a closed cycle's goals, a line each; nothing of what there was none of."""
    for outcome, said in BECAME.items():
        if count := goals.outcomes.get(outcome, 0):
            yield markup(said, goals=plural(count, "goal"))
    if goals.carried:
        yield markup(CARRIED, goals=plural(goals.carried, "goal"))


def scope_changed(goal: GoalView, change: ScopeChange) -> Message:
    """The reply under the card of a committed goal whose words changed."""
    said = markup(
        "*#{number}* {title}, to which the team is committed: {who} changed {changed}.",
        who=kit.mention(change.by),
        changed=changed_words(change.after),
        number=goal.number,
        title=goal.title,
    )
    why = kit.section(kit.lines([markup("*Why*"), kit.quoted(change.why)]))
    words = [_before_and_after(name, change) for name in CALLED if name in change.after]
    return kit.message(said, kit.section(said), *map(kit.section, words), why)


def _before_and_after(name: str, change: ScopeChange) -> Markup:
    return markup(
        "*{name}*\nBefore: {before}\nNow: {after}",
        name=CALLED[name].capitalize(),
        before=_in_words(change.before.get(name, "")),
        after=_in_words(change.after[name]),
    )


def _in_words(value: str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return side_by_side(shorten(value, SHOWN_MOST)) if value else "nothing"


def ended(entry: Entry) -> Markup:
    """In a history: who ended it, and how."""
    words = {Outcome.REACHED: "reached", Outcome.PARTLY: "partly reached", Outcome.LET_GO: "let go"}
    outcome = words.get(Outcome(str(entry.detail.get("outcome"))), "")
    return markup("{who} ended it: {outcome}", who=actor_of(entry), outcome=outcome)


def rescoped(entry: Entry) -> Markup:
    """In a history: what changed, and why."""
    after = entry.detail.get("after")
    changed = changed_words(after if isinstance(after, dict) else {})
    why = shorten(str(entry.detail.get("why", "")), WHY_MOST)
    return markup("{who} changed {changed}: “{why}”", who=actor_of(entry), changed=changed, why=why)
