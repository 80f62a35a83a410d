"""The replies in a round's thread: what was given about a goal, by kind, and what became of it."""

import json
from collections.abc import Iterator
from itertools import groupby

from bot.delivery.values import Message
from bot.features.inputs.values.given import InputView
from bot.features.inputs.values.shown import PageView
from bot.features.inputs.views.message import sort_button
from bot.features.inputs.views.words import ONE, about, ending, said
from bot.slack import kit
from bot.slack.fitting import fitted_markup
from bot.slack.kit import Block, Markup, markup

ROOM = 10_000  # for a reply's inputs; with the JSON around them they stay within what Slack takes
WORDS, ENDED = 2_000, 900  # characters of an input and of what became of it, escaped: a section takes 3,000


def page_message(page: PageView) -> Message | None:
    """One reply; None while nothing of it is to be shown."""
    if not page.inputs:
        return None
    part = markup(" · part {part} of {of}", part=page.part, of=page.of) if page.of > 1 else Markup()
    title = markup("*{about}*{part}", about=about(page.goal), part=part)
    waits = any(one.outcome is None for one in page.inputs)
    sort = sort_button(page.round.id, page.number, primary=waits)
    return kit.message(title, kit.section(title), *_by_kind(page), kit.actions(sort))


def _by_kind(page: PageView) -> Iterator[Block]:
    shown = [_told(one, WORDS, ENDED) for one in page.inputs]
    if sum(map(_taken, shown)) > ROOM:  # people's signs took more of it than letters do
        room = ROOM // len(shown) // 2
        shown = [_told(one, room * 2 // 3, room // 3) for one in page.inputs]
    for kind, together in groupby(zip(page.inputs, shown, strict=True), key=lambda pair: pair[0].kind):
        yield kit.context(markup("{kind}s", kind=ONE[kind]))
        yield from (kit.section(text) for _, text in together)


def _told(one: InputView, words: int, ended: int) -> Markup:
    """The words, whose they are as far as that may be known, and what became of them.

    Args:
        words, ended: the longest that the words and what became of them may be, in characters.
    """
    author = [kit.mention(one.author)] if one.author else []
    end = [Markup(fitted_markup(ending(one), ended))] if one.outcome else []
    return kit.lines([said(one, most=words), *author, *end])


def _taken(text: str) -> int:
    """The room that a text takes in a message: its characters as JSON."""
    return len(json.dumps(text, ensure_ascii=False))
