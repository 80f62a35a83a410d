"""Threads that the database's work runs on, and how the loop hears of what is done."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")
TOGETHER = 0.01  # seconds; Slack waits for three


class Threads:
    """A few threads that take work in the order it came.

    The loop is told of what is done when no more waits, so whoever comes alone is answered at once. While more waits,
    it looks by itself now and then, and hands out several answers together: were it told of each, it would contend
    with the threads for Python's lock each time, which takes a third of what one processor can do.

    Args:
        number: how many.
        name: of the threads, for whoever looks at the process.
        together: the longest that an answer waits for others, in seconds.
    """

    def __init__(self, number: int, name: str, *, together: float = TOGETHER) -> None:
        self._pool = ThreadPoolExecutor(number, name)
        self._together = together
        self._waiting: deque[Callable[[], Callable[[], None]]] = deque()
        self._done: deque[Callable[[], None]] = deque()
        self._looking: asyncio.AbstractEventLoop | None = None

    async def run(self, work: Callable[[], T]) -> T:
        """Run it on one of the threads; a cancelled caller doesn't cancel what is asked for already."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        try:
            self._begin(partial(_outcome, work, partial(settle, answer)), loop)
            return await answer
        finally:
            del answer  # an error's traceback leads here, and would lead on to the error

    def shutdown(self) -> None:
        """Wait until all is done that was asked for."""
        self._pool.shutdown()

    def _begin(self, job: Callable[[], Callable[[], None]], loop: asyncio.AbstractEventLoop) -> None:
        self._waiting.append(job)
        try:
            self._pool.submit(self._do_next, loop)
        except RuntimeError:  # shut down
            self._waiting.remove(job)
            raise
        if self._looking is not loop:
            self._looking = loop
            loop.call_later(self._together, self._look, loop)

    def _do_next(self, loop: asyncio.AbstractEventLoop) -> None:
        self._done.append(self._waiting.popleft()())
        if not self._waiting and not loop.is_closed():
            loop.call_soon_threadsafe(self._hand_out)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """While nothing waits, whoever is done last tells of it."""
        self._looking = loop if self._waiting else None
        if self._looking:
            loop.call_later(self._together, self._look, loop)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._done:
            self._done.popleft()()


def settle(
    answer: "asyncio.Future[T]", result: T | None = None, *, error: BaseException | None = None
) -> None:
    """Give a caller what it waits for, unless it was cancelled."""
    if answer.done():
        return
    if error is not None:
        answer.set_exception(error)
    else:
        answer.set_result(result)  # type: ignore[arg-type]  # T may itself be optional


def _outcome(work: Callable[[], T], tell: Callable[..., None]) -> Callable[[], None]:
    """Do it; what comes back is for the loop to call."""
    try:
        return partial(tell, work())
    except StopIteration as error:  # no future takes it
        return partial(tell, error=RuntimeError(f"the work raised {error!r}"))
    except BaseException as error:  # noqa: BLE001 - it belongs to the caller
        return partial(tell, error=error)
    finally:
        del tell  # likewise
