"""The replies in a round's thread: what was given about a goal, by kind, and what became of it."""

import json
from collections.abc import Iterator
from itertools import groupby

from bot.delivery.values import Message
from bot.features.inputs.values import InputView, PageView
from bot.features.inputs.views import ids
from bot.features.inputs.views.words import ONE, about, end, said
from bot.slack import kit
from bot.slack.fitting import fitted_markup
from bot.slack.kit import Block, Markup, markup

ROOM = 10_000  # for a reply's inputs; with the JSON around them they stay within what Slack takes
WHOLE = 2_400  # characters of one input with its end, with escaping: a section takes 3,000


def page_message(page: PageView) -> Message | None:
    """One reply; None while nothing of it is to be shown."""
    if not page.inputs:
        return None
    part = markup(" · part {part} of {of}", part=page.part, of=page.of) if page.of > 1 else Markup()
    title = markup("*{about}*{part}", about=about(page.goal), part=part)
    waits = any(one.outcome is None for one in page.inputs)
    sort = kit.button("Sort these", ids.SORT, f"{page.round.id}/{page.number}", primary=waits)
    return kit.message(title, kit.section(title), *_by_kind(page), kit.actions(sort))


def _by_kind(page: PageView) -> Iterator[Block]:
    shown = {one.id: _whole(one) for one in page.inputs}
    room = WHOLE
    if sum(len(json.dumps(text, ensure_ascii=False)) for text in shown.values()) > ROOM:
        room = ROOM // len(shown) // 2
    for kind, together in groupby(page.inputs, key=lambda one: one.kind):
        yield kit.context(markup("{kind}s", kind=ONE[kind]))
        for one in together:
            yield kit.section(shown[one.id] if room == WHOLE else _cut(one, room))


def _whole(one: InputView) -> Markup:
    """The words and whose they are, as far as that may be known, and what became of them."""
    return _told(one, said(one, most=WHOLE), end(one))


def _cut(one: InputView, room: int) -> Markup:
    """The same when people's signs take more room than letters do: a third of it is for what became of it."""
    return _told(one, said(one, most=room * 2 // 3), Markup(fitted_markup(end(one), room // 3)))


def _told(one: InputView, words: Markup, ended: Markup) -> Markup:
    author = [kit.mention(one.author)] if one.author else []
    return kit.lines([words, *author, *([ended] if one.outcome else [])])
