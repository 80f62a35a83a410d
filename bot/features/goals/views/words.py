"""A goal's longer words: as much of them as a message has room for, and all of them."""

from collections.abc import Sequence

from bot.delivery.values import Json
from bot.features.goals.values import GoalView
from bot.features.goals.views import ids
from bot.features.goals.views.ending import LEARNED_MOST
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.text import parted

AROUND = 100  # characters of a message that a block takes beside its words
LEAST = 200  # characters of each text, whatever else there is
PIECE = kit.SECTION // 5  # letters of a paragraph, each of which may be escaped by five


def texts_within(goal: GoalView, room: int) -> tuple[tuple[Block, ...], bool]:
    """The goal's longer words in so many characters of a message, and whether that is all of them.

    A short one leaves its room to those after it.
    """
    told, shown = _told(goal), list[Markup]()
    for left, (label, text) in zip(range(len(told), 0, -1), told, strict=False):
        share = min(max(room // left - AROUND, LEAST), kit.SECTION)
        shown.append(kit.cut(kit.lines([label, kit.escaped(text)]), share))
        room -= kit.taken(shown[-1]) + AROUND
    is_all = kit.taken(kit.quoted(goal.learned)) <= LEARNED_MOST and all(
        kit.lines([label, kit.escaped(text)]) == words
        for (label, text), words in zip(told, shown, strict=True)
    )
    return tuple(map(kit.section, shown)), is_all


def words_modal(goal: GoalView) -> Json:
    """All of the goal's longer words, in pieces that Slack takes."""
    learned = [(markup("*What we took from it*"), goal.learned)] if goal.learned else []
    title = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    blocks = [kit.section(title)]
    for label, text in (*_told(goal), *learned):
        blocks += [kit.section(label), *(kit.section(kit.escaped(piece)) for piece in parted(text, PIECE))]
    return kit.modal("All its words", blocks, callback_id=ids.WORDS)


def _told(goal: GoalView) -> Sequence[tuple[Markup, str]]:
    told = (
        (markup("*Why*"), goal.why),
        (markup("*To be respected*"), goal.constraints),
        (markup("*Must be true*"), goal.must_be_true),
    )
    return [(label, text) for label, text in told if text]
