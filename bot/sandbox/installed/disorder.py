"""Events that come twice, late, or after those that happened later, as asked."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from bot.sandbox.faults import EVENTS_ONLY, Edge, Faults, Kind

_HELD_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Course:
    """How one event goes: how often, after how many seconds, and for how long it may be held back at its gate at most."""

    copies: int = 1
    late: float = 0.0
    held: float = 0.0
    gate: asyncio.Event | None = None


class Disorder:
    """Says how an event goes, and holds back those that others are to overtake."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._gates: set[asyncio.Event] = set()

    def course_of(self, name: str) -> Course:
        """Return how the event with this name goes; while one is held back, the next overtakes it and isn't held."""
        kinds = EVENTS_ONLY - {Kind.REORDER} if self._gates else EVENTS_ONLY
        struck = self._faults.strike(Edge.DELIVERY, name, kinds)
        held = [fault.seconds or _HELD_SECONDS for fault in struck if fault.kind is Kind.REORDER]
        gate = asyncio.Event() if held else None
        if gate is not None:
            self._gates.add(gate)
        return Course(
            copies=1 + sum(fault.kind is Kind.DOUBLE for fault in struck),
            late=sum(fault.seconds for fault in struck if fault.kind is Kind.LATE),
            held=max(held, default=0.0),
            gate=gate,
        )

    async def hold_back(self, course: Course) -> None:
        """Return when the event may go: after its time, and after another has gone if it is to be overtaken."""
        await asyncio.sleep(course.late)
        if course.gate is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(course.held):
                await course.gate.wait()
        self._gates.discard(course.gate)

    def gone(self) -> None:
        """Let go what waited for an event to go first."""
        for gate in self._gates:
            gate.set()
        self._gates.clear()
