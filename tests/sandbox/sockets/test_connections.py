"""What an app says over its connections: acknowledgements, and what isn't one."""

import asyncio

import pytest

from bot.sandbox.json_values import Json
from bot.sandbox.sockets.connections import Connections


class _Wire:
    """A far end that is told of every envelope."""

    def __init__(self) -> None:
        self.told = asyncio.Event()

    async def send(self, message: Json) -> None:
        self.told.set()

    async def end(self, patience: float = 0.0) -> None:
        """Nothing is left to close."""

    def cut(self) -> None:
        """Nothing is left to cut."""


@pytest.mark.parametrize("odd", ["[" * 100_000, '{"envelope_id": "E1", "payload": "half \\ud83d"}', "NaN"])
async def test_what_isnt_an_acknowledgement_is_passed_over(odd: str) -> None:
    connections, wire = Connections(), _Wire()
    connections.add(wire)
    telling = asyncio.create_task(connections.tell({"envelope_id": "E1"}))
    await wire.told.wait()
    connections.heard(odd)
    connections.heard('{"envelope_id": "E1", "payload": {"text": "whole"}}')
    assert await telling == '{"text": "whole"}'
