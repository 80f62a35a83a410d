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
            return as_text((as_object(payload.get("event")) or payload).get("type"))
        case Errand.COMMAND:
            return as_text(payload.get("command"))
        case Errand.INTERACTION:
            return as_text(payload.get("type"))


class Faulty:
    """Carries as another carrier does, but late, or not there, or not back."""

    def __init__(self, carrier: Carrier, faults: Faults) -> None:
        self._carrier = carrier
        self._faults = faults
        self._slowly: set[asyncio.Task[Answer]] = set()

    async def carry(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        """Bring one request to the app, unless it is to be lost before; its answer may be lost too.

        What takes long arrives in the end, also when nobody waits for it any more.
        """
        struck = self._faults.strike(Edge.DELIVERY, name_of(errand, payload), _KINDS)
        kinds = {fault.kind for fault in struck}
        seconds = sum(fault.seconds for fault in struck if fault.kind is Kind.LATENCY)
        if not seconds:
            return await self._carried(errand, payload, retry, kinds)
        slow = asyncio.create_task(self._carried(errand, payload, retry, kinds, seconds))
        self._slowly.add(slow)
        slow.add_done_callback(self._slowly.discard)
        return await asyncio.shield(slow)

    async def _carried(
        self, errand: Errand, payload: Json, retry: Retry | None, kinds: set[Kind], seconds: float = 0.0
    ) -> Answer:
        await asyncio.sleep(seconds)
        if Kind.DROP_BEFORE in kinds:
            return _LOST
        answer = await self._carrier.carry(errand, payload, retry)
        return _LOST if Kind.DROP_AFTER in kinds else answer

    async def close(self) -> None:
        """Give up what is still to arrive, and close the connections."""
        slow = list(self._slowly)
        for each in slow:
            each.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        await self._carrier.close()
