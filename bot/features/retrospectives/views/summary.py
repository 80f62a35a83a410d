"""What a retro came to, pinned in its thread."""

from collections.abc import Sequence
from dataclasses import replace

from bot.delivery.values import Message
from bot.features.retrospectives.values import GroupView, ReflectionView, Summary
from bot.features.retrospectives.views import parent
from bot.features.retrospectives.views.reflections import said
from bot.features.retrospectives.views.thread import action_blocks, dots, in_sections
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup

THEMES_SHOWN, CHANGES_SHOWN = 10, 8
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
    lines = [_theme(group) for group in summary.themes[:THEMES_SHOWN]]
    left = len(summary.themes) - len(lines)
    more = [kit.context(markup("And {more} more, further up in the thread.", more=left))] if left > 0 else []
    return (*erased, *in_sections([markup("*What mattered*"), *lines]), *more)


def _theme(group: GroupView) -> Markup:
    place = markup("{rank}. ", rank=group.rank) if group.rank else markup("• ")
    return markup("{place}{title} · {dots}", place=place, title=group.title, dots=dots(group))


def _changes(changes: Sequence[ReflectionView]) -> tuple[Block, ...]:
    if not changes:
        return ()
    lines = [said(change, most=CHANGE_MOST) for change in changes[:CHANGES_SHOWN]]
    left = len(changes) - len(lines)
    more = [kit.context(markup("And {more} more, further up in the thread.", more=left))] if left > 0 else []
    return (*in_sections([markup("*What to change next*"), *lines]), *more)


def _actions(summary: Summary) -> tuple[Block, ...]:
    if summary.actions:
        return action_blocks(summary.actions)
    return (
        kit.section(
            markup("Nothing yet. A small step with a name on it goes a long way: *Add action* keeps it.")
        ),
    )
