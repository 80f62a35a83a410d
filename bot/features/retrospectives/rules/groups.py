"""How reflections are laid out in replies, and what becomes of those that nobody grouped."""

from collections.abc import Sequence

from bot.features.retrospectives.values.formats import FROM_MESSAGES, GATHERED_BEFORE, Format
from bot.features.retrospectives.values.reflections import ON_A_PAGE, TITLE_MOST, ReflectionView
from bot.text import shorten, side_by_side

LOOSE_MOST = 12  # reflections that become a group each; of more, each column becomes one
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
        return [(shorten(side_by_side(one.text), TITLE_MOST), [one]) for one in loose]
    headings = [*(column.title for column in kind.columns), FROM_MESSAGES, GATHERED_BEFORE]
    under = {heading: [one for one in loose if kind.heading(one.column) == heading] for heading in headings}
    return [(heading, members) for heading, members in under.items() if members]
