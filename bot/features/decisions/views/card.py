"""A decision as its card in the channel, and with everything on record."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.delivery.values import Json, Message
from bot.features.decisions.values import DecisionView, GoalTouched, Source
from bot.features.decisions.views import ids
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import plural, shorten

WHY_ON_CARD = 500  # characters; Details has the rest
GOALS_ON_CARD = 5
ROOM = 2_900  # characters of escaped text in a section, beside its label
LONGEST_ESCAPE = 5  # characters: &amp;


def decision_card(decision: DecisionView) -> Message:
    """The decision's one living message in the team's channel."""
    why = markup("*Why*\n{why}", why=shorten(decision.rationale, WHY_ON_CARD))
    return kit.message(
        headline(decision),
        kit.header(decision.title),
        kit.section(why),
        kit.section(kit.lines(_facts(decision, goals_most=GOALS_ON_CARD))),
        kit.context(_record(decision)),
        kit.actions(details_button(decision), edit_button(decision)),
    )


def details_modal(decision: DecisionView, *above: Block) -> Json:
    """Everything on record of a decision, for one person; `above` comes first."""
    blocks = [
        *above,
        kit.header(decision.title),
        kit.section(kit.lines(_facts(decision, goals_most=len(decision.goals)))),
        *_texts(decision),
        kit.context(_record(decision)),
        kit.actions(edit_button(decision)),
    ]
    return kit.modal(f"Decision #{decision.number}", blocks, callback_id=ids.DETAILS)


def headline(decision: DecisionView) -> Markup:
    """The decision in a line, as notifications and screen readers tell it."""
    return markup("Decision #{number}: {title}", number=decision.number, title=decision.title)


def details_button(decision: DecisionView) -> Element:
    """Shows everything on record, privately."""
    return kit.button("Details", ids.DETAILS, str(decision.id))


def edit_button(decision: DecisionView) -> Element:
    """Opens the form; who may not edit is told who may."""
    return kit.button("Edit", ids.EDIT, str(decision.id))


def decided(decision: DecisionView) -> Markup:
    """Who decided, and when."""
    return markup("{who} · {day}", who=kit.mention(decision.decider), day=_day(decision.decided_on))


def texts_of(told: Iterable[tuple[Markup, str]]) -> tuple[Block, ...]:
    """Labelled texts in full, those that are empty left out."""
    return tuple(
        kit.section(kit.lines([*([] if place else [label]), kit.escaped(piece)]))
        for label, text in told
        for place, piece in enumerate(_pieces(text))
    )


def _facts(decision: DecisionView, *, goals_most: int) -> Iterator[Markup]:
    yield markup("*Decided by* {decided}", decided=decided(decision))
    if decision.review_on:
        yield markup("*To be looked at again* {day}", day=_day(decision.review_on))
    if decision.goals:
        touched = kit.joined(", ", map(_goal, decision.goals[:goals_most]))
        left = len(decision.goals) - goals_most
        more = markup(" and {goals}", goals=plural(left, "other goal")) if left > 0 else Markup()
        yield markup("*Touches* {touched}{more}", touched=touched, more=more)


def _goal(goal: GoalTouched) -> Markup:
    return markup("#{number} {title}", number=goal.number, title=goal.title)


def _texts(decision: DecisionView) -> tuple[Block, ...]:
    return texts_of(
        (
            (markup("*Why*"), decision.rationale),
            (markup("*What led to it*"), decision.context),
            (markup("*What else was considered*"), decision.options),
            (markup("*What mattered in the choice*"), decision.criteria),
            (markup("*What is expected of it*"), decision.outcome),
        )
    )


def _record(decision: DecisionView) -> Markup:
    logged = markup(
        "Decision #{number} · logged by {who}", number=decision.number, who=kit.mention(decision.logged_by)
    )
    return kit.joined(" · ", [logged, *([origin(decision.source)] if decision.source else [])])


def origin(source: Source) -> Markup:
    """The message that a decision was made from, linked, and who wrote it."""
    link = markup("from <{address}|a message>", address=address_of(source))
    return markup("{link} by {who}", link=link, who=kit.mention(source.author)) if source.author else link


def address_of(source: Source) -> str:
    """A message's permalink without the workspace's own domain, to which Slack leads on from here."""
    address = f"https://slack.com/archives/{source.channel}/p{source.ts.replace('.', '')}"
    is_reply = source.thread and source.thread != source.ts
    return f"{address}?thread_ts={source.thread}&cid={source.channel}" if is_reply else address


def _pieces(text: str) -> list[str]:
    """The text in parts that fit a section each: one, unless escaping makes it too long."""
    size = ROOM if len(kit.escaped(text)) <= ROOM else ROOM // LONGEST_ESCAPE
    return [text[start : start + size] for start in range(0, len(text), size)]


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
