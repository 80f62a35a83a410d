"""The replies in a retro's thread: last time's actions, what was revealed, groups, and what is talked about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import LiteralString

from bot.delivery.values import Message
from bot.features.planning.values.actions import ActionState, ActionView
from bot.features.planning.views.actions import action_line
from bot.features.retrospectives.values.reflections import DOTS, GroupView
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.shown import LastActions, Page
from bot.features.retrospectives.views import parent
from bot.features.retrospectives.views.reflections import WHOLE, label, labelled, quotes, within
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.text import plural, side_by_side

ROOM = 10_000  # for a message's quotes; with the JSON around them they stay within what Slack takes
SECTION_ROOM = 2_800  # for the text of one section
FURTHER_UP: LiteralString = "And {more} more, further up in the thread."


def last_actions(last: LastActions) -> Message:
    """What a retro opens with: what became of what we wanted to do."""
    if not last.actions:
        said = markup("No actions are left from before: a fresh start.")
        return kit.message(said)
    done = sum(action.state is ActionState.DONE for action in last.actions)
    said = markup(
        "*What became of last time's actions* · {done} of {all} done", done=done, all=len(last.actions)
    )
    return kit.message(said, kit.section(said), *action_blocks(last.actions))


def action_blocks(actions: Sequence[ActionView], room: int = ROOM) -> tuple[Block, ...]:
    """Actions with their owner, day and state, a line each."""
    return listed([action_line(action) for action in actions], room, "And {more} more.")


def listed(lines: Sequence[Markup], room: int, rest: LiteralString) -> tuple[Block, ...]:
    """As many lines as fit in that room.

    Args:
        rest: said of how many are left, as {more}.
    """
    kept, left = within(lines, room)
    return (*in_sections(kept), *([kit.context(markup(rest, more=left))] if left else []))


def revealed(page: Page) -> Message:
    """Some of the reflections, in their random order."""
    of = markup(" · part {number} of {of}", number=page.number, of=page.of) if page.of > 1 else Markup()
    said = markup("*What we noticed*, in random order{of}", of=of)
    return kit.message(
        said, kit.section(said), *in_sections(quotes(page.retro.format, page.reflections, ROOM))
    )


def group(shown: GroupView, retro: RetroView) -> Message:
    """A group to put dots on."""
    how = (
        markup("Give it dots with the emoji below, one each, until the vote ends. Cairn's own don't count.")
        if shown.can_vote
        else markup("The vote is over; dots that come now don't count.")
    )
    blocks = (
        kit.section(_title(shown)),
        *_first_of(shown, retro, ROOM),
        kit.context(how),
    )
    return replace(kit.message(_title(shown), *blocks), seeds=DOTS)


def discussion(shown: GroupView, retro: RetroView) -> Message:
    """A group that is talked about in this thread."""
    said = markup("*Let's talk about:* {title}", title=shown.title)
    asked = markup("What is behind it, and what do we try next? Write what you think below.")
    return kit.message(
        said,
        kit.section(_title(shown)),
        *_first_of(shown, retro, ROOM // 2),
        kit.section(asked),
        kit.actions(parent.action_button(retro)),
    )


def in_sections(lines: Sequence[Markup]) -> tuple[Block, ...]:
    """Lines of text in as few sections as hold them."""
    blocks: list[Block] = []
    rest = list(lines)
    while rest:
        kept, _ = within(rest, SECTION_ROOM)
        here = kept or rest[:1]
        blocks.append(kit.section(kit.lines(here)))
        rest = rest[len(here) :]
    return tuple(blocks)


def dots(shown: GroupView) -> Markup:
    """How many dots it has, in words."""
    return markup("{dots}", dots=plural(shown.dots or 0, "dot"))


def _title(shown: GroupView) -> Markup:
    """With its dots once the vote is over; until then the emoji below tell."""
    if shown.dots is None or shown.can_vote:
        return markup("*{title}*", title=shown.title)
    return markup("*{title}* · {dots}", title=shown.title, dots=dots(shown))


def _first_of(shown: GroupView, retro: RetroView, room: int) -> tuple[Block, ...]:
    alone = shown.reflections[0] if len(shown.reflections) == 1 else None
    if alone is not None and side_by_side(alone.text) == shown.title:
        return (kit.context(label(retro.format, alone)),)
    return listed([labelled(retro.format, one, most=WHOLE) for one in shown.reflections], room, FURTHER_UP)
