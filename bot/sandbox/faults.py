"""Faults on request: what goes wrong with the next calls and deliveries, and how often."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from fnmatch import fnmatchcase
from random import Random

from bot.sandbox.refusals import Refused, refused_argument

LONGEST = 3600.0  # seconds
_WAITED_FOR = ("/", "view_", "block_", "shortcut", "message_action")
"""How the names of commands and interactions begin; somebody waits for each, once and at once."""


class Edge(Enum):
    """Where a fault happens: at the Web API, or on the way to the app."""

    CALL = "call"
    DELIVERY = "delivery"


class Kind(Enum):
    """What goes wrong; the comments say what `seconds` means to it."""

    LATENCY = "latency"  # how much longer it takes
    RATELIMITED = "ratelimited"  # the Retry-After of the 429
    SERVER_ERROR = "server_error"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    DOUBLE = "double"
    LATE = "late"  # how late
    REORDER = "reorder"  # for how long it is held back at most, until another event has gone


POSSIBLE = {
    Edge.CALL: frozenset(
        {Kind.LATENCY, Kind.RATELIMITED, Kind.SERVER_ERROR, Kind.DROP_BEFORE, Kind.DROP_AFTER}
    ),
    Edge.DELIVERY: frozenset(
        {Kind.LATENCY, Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.DOUBLE, Kind.LATE, Kind.REORDER}
    ),
}


EVENTS_ONLY = frozenset({Kind.DOUBLE, Kind.LATE, Kind.REORDER})
"""What happens to events, which nobody waits for."""

_ENDINGS = frozenset({Kind.RATELIMITED, Kind.SERVER_ERROR, Kind.DROP_BEFORE, Kind.DROP_AFTER})
"""How one request ends; each rules out the others."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule.

    matches: a method ("chat.postMessage", "chat.*"), or of deliveries an event's type, a command ("/goal") or an
    interaction's type ("view_submission"). times: how often it happens yet, None without end. probability: of each
    time that it could. seconds: see the kind.
    """

    kind: Kind
    edge: Edge = Edge.CALL
    matches: str = "*"
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 0.0

    def check(self) -> None:
        """Raise Refused impossible_fault or events_only, or invalid_arguments for a number out of its bounds."""
        if self.kind not in POSSIBLE[self.edge]:
            raise Refused("impossible_fault")
        if self.kind in EVENTS_ONLY and self.matches.startswith(_WAITED_FOR):
            raise Refused("events_only")
        if self.times is not None and self.times < 1:
            raise refused_argument("times", "must be one or more")
        if not 0 < self.probability <= 1:
            raise refused_argument("probability", "must be above 0 and at most 1")
        if not 0 <= self.seconds <= LONGEST:
            raise refused_argument("seconds", f"must be 0 to {LONGEST:.0f}")


class Faults:
    """The faults that are to happen, by id, in the order they were asked for; chance is seeded, so that it repeats."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = Random(seed)  # noqa: S311 -- chance that repeats is what is wanted
        self._asked = 0
        self.standing: dict[str, Fault] = {}
        self.happened: dict[str, int] = {}

    def add(self, fault: Fault) -> str:
        """Ask for a fault and return its id. Raises Refused impossible_fault, events_only or invalid_arguments."""
        fault.check()
        self._asked += 1
        fault_id = f"F{self._asked}"
        self.standing[fault_id] = fault
        self.happened[fault_id] = 0
        return fault_id

    def remove(self, fault_id: str) -> None:
        """Take a fault away. Raises Refused fault_not_found, also when it has happened as often as it was to."""
        if self.standing.pop(fault_id, None) is None:
            raise Refused("fault_not_found")

    def clear(self) -> None:
        """Take all away."""
        self.standing.clear()

    def strike(self, edge: Edge, name: str, kinds: Collection[Kind]) -> tuple[Fault, ...]:
        """Return the faults of these kinds that happen now to what has this name, and count them.

        Of those that rule each other out only the first happens; the others wait for their turn.
        """
        return tuple(self._struck(edge, name, kinds))

    def _struck(self, edge: Edge, name: str, kinds: Collection[Kind]) -> Iterable[Fault]:
        ended = False
        for fault_id, fault in tuple(self.standing.items()):
            if ended and fault.kind in _ENDINGS:
                continue
            fits = fault.edge is edge and fault.kind in kinds and fnmatchcase(name, fault.matches)
            if fits and self._chance.random() < fault.probability:
                self._count(fault_id, fault)
                ended = ended or fault.kind in _ENDINGS
                yield fault

    def _count(self, fault_id: str, fault: Fault) -> None:
        self.happened[fault_id] += 1
        if fault.times is None:
            return
        if fault.times == 1:
            del self.standing[fault_id]
        else:
            self.standing[fault_id] = replace(fault, times=fault.times - 1)
