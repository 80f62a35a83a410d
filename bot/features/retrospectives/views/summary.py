"""What a retro came to, pinned in its thread."""

from collections.abc import Sequence
from dataclasses import replace

from bot.delivery.values import Message
from bot.features.retrospectives.values.reflections import GroupView, ReflectionView
from bot.features.retrospectives.values.shown import Summary
from bot.features.retrospectives.views import parent
from bot.features.retrospectives.views.thread import FURTHER_UP, action_blocks, dots, listed
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.text import plural, shorten, side_by_side

THEMES_ROOM, CHANGES_ROOM, ACTIONS_ROOM = 3_000, 3_000, 4_500
CHANGE_MOST = 200  # characters


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
    wanted = [group for group in summary.themes if group.dots]
    if not wanted:
        noticed = [markup("• {title}", title=group.title) for group in summary.themes]
        return (*erased, *listed([markup("*What was noticed*"), *noticed], THEMES_ROOM, FURTHER_UP))
    lines = [markup("*What mattered*"), *map(_theme, wanted)]
    return (
        *erased,
        *listed(lines, THEMES_ROOM, FURTHER_UP),
        *_without_dots(len(summary.themes) - len(wanted)),
    )


def _without_dots(count: int) -> tuple[Block, ...]:
    if not count:
        return ()
    groups = plural(count, "more group", "more groups")
    return (kit.context(markup("{groups} got no dots; further up in the thread.", groups=groups)),)


def _theme(group: GroupView) -> Markup:
    return markup("{rank}. {title} · {dots}", rank=group.rank, title=group.title, dots=dots(group))


def _changes(changes: Sequence[ReflectionView]) -> tuple[Block, ...]:
    if not changes:
        return ()
    lines = [markup("*What to change next*"), *map(_change, changes)]
    return listed(lines, CHANGES_ROOM, FURTHER_UP)


def _change(change: ReflectionView) -> Markup:
    return markup("• {words}", words=shorten(side_by_side(change.text), CHANGE_MOST))


def _actions(summary: Summary) -> tuple[Block, ...]:
    if summary.actions:
        return action_blocks(summary.actions, ACTIONS_ROOM)
    return (
        kit.section(
            markup("Nothing yet. A small step with a name on it goes a long way: *Add action* keeps it.")
        ),
    )
