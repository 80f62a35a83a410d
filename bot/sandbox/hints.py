"""Small hints to browsers that something they show has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection
from weakref import WeakKeyDictionary

from bot.sandbox.json_values import Json


class Subscription:
    """One browser's pending hints; equal ones count once, so a slow browser never holds many."""

    def __init__(self) -> None:
        self._pending: dict[str, None] = {}
        self._woken = asyncio.Event()
        self._closed = False

    def add(self, hint: str) -> None:
        """Note a hint, unless it waits already."""
        self._pending[hint] = None
        self._woken.set()

    def close(self) -> None:
        """End the stream; what still waits is dropped."""
        self._closed = True
        self._woken.set()

    async def hints(self) -> AsyncIterator[str]:
        """Yield hints as JSON until the sandbox closes."""
        while not self._closed:
            await self._woken.wait()
            self._woken.clear()
            pending, self._pending = self._pending, {}
            for hint in pending:
                yield hint


class Hints:
    """Carries hints to every browser that acts as one of the people concerned; a browser that is gone is forgotten."""

    def __init__(self) -> None:
        self._subscriptions: WeakKeyDictionary[Subscription, str] = WeakKeyDictionary()

    def subscribe(self, user: str) -> Subscription:
        """Note hints for this person from this moment on."""
        subscription = Subscription()
        self._subscriptions[subscription] = user
        return subscription

    def send(self, hint: Json, people: Collection[str]) -> None:
        """Tell the browsers of these people."""
        written = json.dumps(hint)
        for subscription, user in self._subscriptions.items():
            if user in people:
                subscription.add(written)

    def close(self) -> None:
        """End every stream."""
        for subscription in self._subscriptions:
            subscription.close()
