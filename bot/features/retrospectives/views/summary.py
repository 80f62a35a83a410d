"""What a retro came to, pinned in its thread."""

from collections.abc import Sequence
from dataclasses import replace

from bot.delivery.values import Message
from bot.features.retrospectives.values.reflections import GroupView, ReflectionView
from bot.features.retrospectives.values.shown import Summary
from bot.features.retrospectives.views import parent
from bot.features.retrospectives.views.reflections import said
from bot.features.retrospectives.views.thread import FURTHER_UP, action_blocks, dots, listed
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup

THEMES_ROOM, CHANGES_ROOM, ACTIONS_ROOM = 3_000, 3_000, 4_500
CHANGE_MOST = 300  # characters, with escaping


def summary_message(summary: Summary) -> Message:
    """Themes with their dots, actions with their owners, what to change next."""
    words = markup("What came of our look back")
    shown = kit.message(
        words,
        kit.header("What came of our look back"),
        *_themes(summary),
        *_changes(summary.changes),
        kit.section(markup("*What we agreed to do*")),
        *_actions(summary),
        kit.actions(parent.action_button(summary.retro)),
    )
    return replace(shown, pin=True)


def _themes(summary: Summary) -> tuple[Block, ...]:
    erased = (kit.section(parent.ERASED),) if summary.retro.was_erased else ()
    if not summary.themes:
        return erased or (kit.section(parent.NOTHING),)
    lines = [markup("*What mattered*"), *map(_theme, summary.themes)]
    return (*erased, *listed(lines, THEMES_ROOM, FURTHER_UP))


def _theme(group: GroupView) -> Markup:
    place = markup("{rank}. ", rank=group.rank) if group.rank else markup("• ")
    return markup("{place}{title} · {dots}", place=place, title=group.title, dots=dots(group))


def _changes(changes: Sequence[ReflectionView]) -> tuple[Block, ...]:
    if not changes:
        return ()
    lines = [markup("*What to change next*"), *(said(change, most=CHANGE_MOST) for change in changes)]
    return listed(lines, CHANGES_ROOM, FURTHER_UP)


def _actions(summary: Summary) -> tuple[Block, ...]:
    if summary.actions:
        return action_blocks(summary.actions, ACTIONS_ROOM)
    return (
        kit.section(
            markup("Nothing yet. A small step with a name on it goes a long way: *Add action* keeps it.")
        ),
    )
