"""A team's decisions, page by page."""

from uuid import UUID

from bot.delivery.values import Message
from bot.features.decisions.values import PAGE, DecisionView, Page
from bot.features.decisions.views import ids
from bot.features.decisions.views.card import decided, details_button
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import plural


def decision_list(page: Page) -> Message:
    """A page of decisions, each with *Details*; how to log one when there is none."""
    if not page.decisions:
        return _none_found(page) if page.words else _none_yet(page)
    heading = _heading(page)
    return kit.message(heading, kit.section(heading), *map(_entry, page.decisions), *_paging(page))


def decide_button(team_id: UUID, *, primary: bool = False) -> Element:
    """The button that opens an empty form for a team."""
    return kit.button("Log a decision", ids.DECIDE, str(team_id), primary=primary)


def _heading(page: Page) -> Markup:
    heading = markup("*{decisions} in this team*", decisions=plural(page.total, "decision"))
    if page.words:
        decisions = plural(page.total, "decision")
        heading = markup("*{decisions} with “{words}”*", decisions=decisions, words=page.words)
    if page.total <= PAGE:
        return heading
    last = page.first + len(page.decisions)
    return markup("{heading} · {first} to {last}", heading=heading, first=page.first + 1, last=last)


def _entry(decision: DecisionView) -> Block:
    title = markup("*#{number}* {title}", number=decision.number, title=decision.title)
    return kit.section(kit.lines([title, decided(decision)]), accessory=details_button(decision))


def _paging(page: Page) -> tuple[Block, ...]:
    before, after = max(page.first - PAGE, 0), page.first + PAGE
    back = [kit.button("Back", ids.PAGE_BEFORE, _place(page, before))] if page.first else []
    more = [kit.button("More", ids.PAGE_AFTER, _place(page, after))] if after < page.total else []
    return (kit.actions(*back, *more),) if back or more else ()


def _place(page: Page, first: int) -> str:
    return f"{page.team_id}:{first}:{page.words}"


def _none_yet(page: Page) -> Message:
    said = markup(
        "No decision is on record here yet. When you decide something, `/decision log` keeps what and why; "
        "so does *Log as decision* in the ⋯ menu of any message."
    )
    return kit.message(said, kit.section(said), kit.actions(decide_button(page.team_id, primary=True)))


def _none_found(page: Page) -> Message:
    said = markup(
        "No decision of this team has “{words}” in it. `/decision list` shows all of them, "
        "and `/decision log` keeps a new one.",
        words=page.words,
    )
    return kit.message(said)
