"""What happened to something, in a line each: the newest beside its other facts, and all of it page by page."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.menus import Choice
from bot.slack.sayings import Entry, Sayings

SHOW, AFTER, BEFORE = "histories.show", "histories.after", "histories.before"
PAGE = 10  # lines, which fit a section however long they are
LONGEST_PLACE = 6  # digits
LINE_MOST = 280  # characters of a line, with escaping
LINE_BREAK = 2  # characters, as JSON writes it
TITLE_MOST = 150  # characters of what it is the history of, with escaping

Told = Callable[[Transaction, UUID], tuple[str, Sequence[Entry]]]
"""What a thing is called and what happened to it, oldest first, if the actor may see it; else it raises NotFound."""


class Histories:
    """Whose history can be looked at, by sort; each room registers its own, once, at start."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}

    def on(self, sort: str, told: Told) -> None:
        """Let a sort of thing have a history."""
        self._told[sort] = told

    def of(self, sort: str) -> Told | None:
        """Who tells of such a thing; None for a sort that has no history."""
        return self._told.get(sort)


def choice(sort: str, subject: UUID) -> Choice:
    """*History* in a ⋯ menu."""
    return Choice("History", SHOW, place(sort, subject))


def newest(
    entries: Sequence[Entry], sayings: Sayings, sort: str, subject: UUID, *, room: int = kit.SECTION
) -> tuple[Block, ...]:
    """The newest entries that have words, newest first, and the way to the rest.

    Args:
        entries: oldest first.
        room: characters that the lines may take together.
    """
    told = _lines(entries, sayings)
    ends = accumulate(kit.taken(line) + LINE_BREAK for line in told[:PAGE])
    shown = told[: max(sum(end <= room for end in ends), 1)]
    if not told:
        return ()
    is_all = len(shown) == len(told)
    rest = None if is_all else kit.button("More", SHOW, place(sort, subject, len(shown)))
    return (kit.section(kit.lines([markup("*History*"), *shown]), accessory=rest),)


def history_page(
    title: str, entries: Sequence[Entry], sayings: Sayings, sort: str, subject: UUID, *, first: int
) -> Message:
    """All of it that has words, newest first, from that place on; past the end, its last page."""
    told = _lines(entries, sayings)
    heading = markup("*History* of {title}", title=kit.brief(title, TITLE_MOST))
    if not told:
        return kit.message(heading, kit.section(heading), kit.section(markup("Nothing happened to it yet.")))
    first = first if first < len(told) else (len(told) - 1) // PAGE * PAGE
    shown = kit.section(kit.lines(told[first : first + PAGE]))
    return kit.message(
        heading,
        kit.section(heading),
        shown,
        *_turning(sort, subject, first, is_last=first + PAGE >= len(told)),
    )


def place(sort: str, subject: UUID, first: int = 0) -> str:
    """What a button of a history carries."""
    return f"{sort}:{subject}:{first}"


def placed(value: str) -> tuple[str, str, int]:
    """Of which sort, of which thing and from which line on; the first for what is no number."""
    sort, subject, first = (value.split(":") + [""] * 3)[:3]
    return sort, subject, int(first) if first.isdecimal() and len(first) <= LONGEST_PLACE else 0


def _lines(entries: Sequence[Entry], sayings: Sayings) -> list[Markup]:
    told = (sayings.line(entry) for entry in reversed(entries))
    return [kit.cut(line, LINE_MOST) for line in told if line]


def _turning(sort: str, subject: UUID, first: int, *, is_last: bool) -> tuple[Block, ...]:
    row: list[Element] = []
    if first:
        row.append(kit.button("Back", BEFORE, place(sort, subject, max(first - PAGE, 0))))
    if not is_last:
        row.append(kit.button("More", AFTER, place(sort, subject, first + PAGE)))
    return (kit.actions(*row),) if row else ()
