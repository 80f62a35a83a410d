"""How a room adds its part to a view that a lower room owns, which knows none of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.slack.kit import Block, Element, Markup
from bot.slack.menus import Choice


@dataclass(frozen=True, slots=True)
class Part:
    """What one room adds to one subject's view.

    Args:
        lines: short lines of text among the facts.
        blocks: whole blocks, after the facts.
        buttons: elements for the view's row of actions.
        seeds: emoji that the bot puts under the message first, in order.
        said: the same facts as text, for clients and notices that draw none of the blocks.
        choices: what a goal's ⋯ menu offers besides, for what is done rarely.
    """

    lines: tuple[Markup, ...] = ()
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Element, ...] = ()
    seeds: tuple[str, ...] = ()
    said: tuple[Markup, ...] = ()
    choices: tuple[Choice, ...] = ()


Draw = Callable[[Transaction, Sequence[UUID]], Mapping[UUID, Part]]
"""All subjects of a view at once, so that a list costs as many statements as a card."""


class Sections:
    """Who adds what to which view; registered once, at start."""

    def __init__(self) -> None:
        self._draws: dict[str, list[tuple[int, Draw]]] = {}

    def add(self, view: str, place: int, draw: Draw) -> None:
        """Add to a view by its name; parts stand in the order of their places."""
        self._draws.setdefault(view, []).append((place, draw))
        self._draws[view].sort(key=lambda entry: entry[0])

    def parts(self, view: str, tx: Transaction, subjects: Sequence[UUID]) -> dict[UUID, list[Part]]:
        """What the rooms above add, by subject."""
        drawn = [draw(tx, subjects) for _, draw in self._draws.get(view, ())]
        return {subject: [part[subject] for part in drawn if subject in part] for subject in subjects}
