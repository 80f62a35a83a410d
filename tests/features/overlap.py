"""Two transactions at once: the second begins when the first has done all but commit."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from bot.db.database import Edge
from bot.db.transaction import Transaction

HEAD_START = 0.3  # seconds in which the second would be done if it didn't wait for the first


async def overlap(
    edge: Edge, first: Callable[[Transaction], object], second: Coroutine[Any, Any, object]
) -> object:
    """What came of the second: its result, or what it raised."""
    begun, go_on = threading.Event(), threading.Event()

    def slowly(tx: Transaction) -> None:
        first(tx)
        begun.set()
        go_on.wait(10)

    under_way = asyncio.create_task(edge.commit(slowly))
    await asyncio.to_thread(begun.wait, 10)
    meanwhile = asyncio.create_task(second)
    await asyncio.wait({meanwhile}, timeout=HEAD_START)
    go_on.set()
    await under_way
    return (await asyncio.gather(meanwhile, return_exceptions=True))[0]
