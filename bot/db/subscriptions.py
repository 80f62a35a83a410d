"""How a room reacts to what happened in one below it, within the same transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from bot.db.transaction import Event, Transaction
from bot.errors import Fault

E = TypeVar("E", bound=Event)
Reaction = Callable[
    [Transaction, Any], None
]  # each reaction takes its own kind of Event; `on` checks the pair
MOST_EVENTS = 10_000


class Subscriptions:
    """Who reacts to which event; registered once, at start."""

    def __init__(self) -> None:
        self._reactions: dict[type[Event], list[Reaction]] = {}

    def on(self, event: type[E], react: Callable[[Transaction, E], None]) -> None:
        """Call `react` in every transaction in which such an event happened, before it commits."""
        self._reactions.setdefault(event, []).append(react)

    def run(self, tx: Transaction) -> None:
        """Tell each event to who waits for it, including those that the reactions themselves cause.

        Raises:
            Fault: reactions cause one another without end.
        """
        told = 0
        while told < len(tx.events):
            if told >= MOST_EVENTS:
                raise Fault("events cause one another without end")
            event = tx.events[told]
            told += 1
            for react in self._reactions.get(type(event), ()):
                react(tx, event)
