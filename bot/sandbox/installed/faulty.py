"""A way to the app on which things go wrong as asked."""

import asyncio

from bot.sandbox.faults import Edge, Faults, Kind
from bot.sandbox.installed.errands import Answer, Carrier, Errand, Retry
from bot.sandbox.json_values import Json, as_object, as_text

_KINDS = frozenset({Kind.LATENCY, Kind.DROP_BEFORE, Kind.DROP_AFTER})
_LOST = Answer(None, failure="connection_failed")


def name_of(errand: Errand, payload: Json) -> str:
    """Return what faults call a request: an event's type, a command with its slash, an interaction's type."""
    match errand:
        case Errand.EVENT:
            return as_text(as_object(payload.get("event")).get("type"))
        case Errand.COMMAND:
            return as_text(payload.get("command"))
        case Errand.INTERACTION:
            return as_text(payload.get("type"))


class Faulty:
    """Carries as another carrier does, but late, or not there, or not back."""

    def __init__(self, carrier: Carrier, faults: Faults) -> None:
        self._carrier = carrier
        self._faults = faults

    async def carry(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        """Bring one request to the app, unless it is to be lost before; its answer may be lost too."""
        struck = self._faults.strike(Edge.DELIVERY, name_of(errand, payload), _KINDS)
        kinds = {fault.kind for fault in struck}
        await asyncio.sleep(sum(fault.seconds for fault in struck if fault.kind is Kind.LATENCY))
        if Kind.DROP_BEFORE in kinds:
            return _LOST
        answer = await self._carrier.carry(errand, payload, retry)
        return _LOST if Kind.DROP_AFTER in kinds else answer

    async def close(self) -> None:
        """Close the connections."""
        await self._carrier.close()
