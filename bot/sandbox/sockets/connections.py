"""The connections an app has open, and the acknowledgements that are still to come over them."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from bot.sandbox.json_values import Json, as_text, parse_object

MOST = 10


class Wire(Protocol):
    """One connection's far end."""

    async def send(self, message: Json) -> None:
        """Say something. Raises ConnectionError when nobody is there any more."""

    async def end(self, patience: float = 0.0) -> None:
        """Close it in order, when the app hasn't within so many seconds."""

    def cut(self) -> None:
        """Close it as a line that goes dead does."""


@dataclass(slots=True)
class Connections:
    """At most ten (Slack's limit); what is to be told goes over each in turn, and is acknowledged over any."""

    _wires: list[Wire] = field(default_factory=list)
    _awaited: dict[str, "asyncio.Future[str]"] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._wires)

    def add(self, wire: Wire) -> bool:
        """Count a connection in, unless there are ten; tell whether it was."""
        if len(self._wires) >= MOST:
            return False
        self._wires.append(wire)
        return True

    def remove(self, wire: Wire) -> None:
        """Count a connection out: nothing more goes over it."""
        if wire in self._wires:
            self._wires.remove(wire)

    def wires(self) -> tuple[Wire, ...]:
        """Return those there are, the one whose turn is next first."""
        return tuple(self._wires)

    async def tell(self, envelope: Json) -> str:
        """Send an envelope over the next connection and return the body it is acknowledged with.

        Raises ConnectionError when there is no connection to send it over.
        """
        envelope_id = as_text(envelope["envelope_id"])
        acknowledged: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = acknowledged
        try:
            await self._send(envelope)
            return await acknowledged
        finally:
            del self._awaited[envelope_id]

    def heard(self, said: str) -> None:
        """Take what came over a connection; what isn't the acknowledgement of something open is passed over."""
        with suppress(ValueError):
            answer = parse_object(said)
            awaited = self._awaited.get(as_text(answer.get("envelope_id")))
            if awaited is not None and not awaited.done():
                awaited.set_result(_body(answer.get("payload")))

    async def _send(self, envelope: Json) -> None:
        while self._wires:
            wire = self._wires.pop(0)
            self._wires.append(wire)
            try:
                return await wire.send(envelope)
            except ConnectionError:
                self.remove(wire)
        raise ConnectionError("no connection is open")


def _body(payload: object) -> str:
    """Return an acknowledgement's payload as the body of an answer over HTTP."""
    if payload in (None, {}):
        return ""
    return payload if isinstance(payload, str) else json.dumps(payload)
