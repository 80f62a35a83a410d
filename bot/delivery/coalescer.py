"""Many callers, one transaction: while one batch is at work, the next one gathers."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.db.threads import settle

T = TypeVar("T")
R = TypeVar("R")


class Coalescer(Generic[T, R]):
    """Calls `work` with all items that came in since it was called last.

    Args:
        work: gives one result per item, in the same order; what it raises, each caller of the batch gets.
        most: items per call.
    """

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[Sequence[R]]], *, most: int = 100) -> None:
        self._work = work
        self._most = most
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        """Hand in an item and wait for its result."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return await answer

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            try:
                results = await self._work([item for item, _ in batch])
            except Exception as error:  # noqa: BLE001 - it belongs to the callers
                for _, answer in batch:
                    settle(answer, error=error)
            else:
                for (_, answer), result in zip(batch, results, strict=True):
                    settle(answer, result)
