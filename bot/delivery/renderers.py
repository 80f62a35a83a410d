"""Who draws which kind of surface: features register, delivery asks at the moment of sending."""

from collections.abc import Callable

from bot.db.transaction import Transaction
from bot.delivery.values import Home, Message, Surface
from bot.errors import Fault

Renderer = Callable[[Transaction, Surface], Message | Home | None]
"""Draws a surface from current rows; None when there is nothing left to show, and Cairn stops showing it."""

Deleted = Callable[[Transaction, Surface], None]
"""Told, in the transaction that records it, that someone deleted the message."""


class Renderers:
    """The renderers of all features, by kind of surface."""

    def __init__(self) -> None:
        self._draw: dict[str, Renderer] = {}
        self._gone: dict[str, Deleted] = {}

    def register(self, kind: str, draw: Renderer, *, gone: Deleted | None = None) -> None:
        """Say how a kind is drawn, and who wants to know when someone deletes it.

        Raises:
            Fault: the kind has a renderer already.
        """
        if kind in self._draw:
            raise Fault(f"two renderers for surfaces of kind {kind}")
        self._draw[kind] = draw
        if gone is not None:
            self._gone[kind] = gone

    def draw(self, tx: Transaction, surface: Surface) -> Message | Home | None:
        """Draw a surface.

        Raises:
            Fault: nobody registered a renderer for its kind.
        """
        if surface.kind not in self._draw:
            raise Fault(f"no renderer for surfaces of kind {surface.kind}")
        return self._draw[surface.kind](tx, surface)

    def tell_gone(self, tx: Transaction, surface: Surface) -> None:
        """Tell the feature that someone deleted its message."""
        if surface.kind in self._gone:
            self._gone[surface.kind](tx, surface)
