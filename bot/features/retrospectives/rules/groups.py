"""How reflections are laid out in replies, and what becomes of those that nobody grouped."""

from collections.abc import Sequence

from bot.features.retrospectives.values.formats import Format
from bot.features.retrospectives.values.reflections import ON_A_PAGE, TITLE_MOST, ReflectionView
from bot.text import clean_line, shorten

LOOSE_MOST = 12  # reflections that become a group each; of more, each column becomes one
ELSEWHERE = "Gathered before"
Titled = list[tuple[str, list[ReflectionView]]]


def pages(count: int) -> int:
    """How many replies that many reflections take."""
    return -(-count // ON_A_PAGE)


def on_page(reflections: Sequence[ReflectionView], number: int) -> tuple[ReflectionView, ...]:
    """The reflections of one reply, counted from 1."""
    return tuple(reflections[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])


def leftovers(loose: Sequence[ReflectionView], kind: Format) -> Titled:
    """Groups for what nobody put into one, with their titles: each on its own, or, when that is much, by column."""
    if len(loose) <= LOOSE_MOST:
        return [(shorten(clean_line(one.text), TITLE_MOST), [one]) for one in loose]
    found: Titled = []
    for column in kind.columns:
        found.append((column.title, [one for one in loose if one.column == column.key]))
    found.append((ELSEWHERE, [one for one in loose if kind.column(one.column) is None]))
    return [(title, members) for title, members in found if members]
