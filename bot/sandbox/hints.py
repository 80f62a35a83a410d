"""Small hints to browsers that something they show has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection

from bot.sandbox.json_values import Json


class _Subscription:
    """One browser's pending hints; equal ones count once, so a slow browser never holds many."""

    def __init__(self) -> None:
        self._pending: dict[str, None] = {}
        self._woken = asyncio.Event()
        self._closed = False

    def add(self, hint: str) -> None:
        self._pending[hint] = None
        self._woken.set()

    def close(self) -> None:
        self._closed = True
        self._woken.set()

    async def stream(self) -> AsyncIterator[str]:
        while not self._closed:
            await self._woken.wait()
            self._woken.clear()
            pending, self._pending = self._pending, {}
            for hint in pending:
                yield hint


class Hints:
    """Carries hints to every browser that acts as one of the people concerned."""

    def __init__(self) -> None:
        self._subscriptions: dict[_Subscription, str] = {}

    def send(self, hint: Json, people: Collection[str]) -> None:
        """Tell the browsers of these people."""
        written = json.dumps(hint)
        for subscription, user in self._subscriptions.items():
            if user in people:
                subscription.add(written)

    async def stream(self, user: str) -> AsyncIterator[str]:
        """Yield this person's hints as JSON until the sandbox closes."""
        subscription = _Subscription()
        self._subscriptions[subscription] = user
        try:
            async for hint in subscription.stream():
                yield hint
        finally:
            del self._subscriptions[subscription]

    def close(self) -> None:
        """End every stream."""
        for subscription in self._subscriptions:
            subscription.close()
