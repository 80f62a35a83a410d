"""A goal that somebody is ending while others go on."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import Outcome

SLOWLY = 0.3  # seconds, in which those who come wait


@asynccontextmanager
async def being_ended(edge: Edge, goal_id: UUID) -> AsyncIterator[None]:
    """Its end is written and not committed yet when the block begins; when that ends, it is committed."""
    ended = threading.Event()

    def end_slowly(tx: Transaction) -> None:
        goals.end(tx, goal_id, Outcome.REACHED, "")
        ended.set()
        threading.Event().wait(SLOWLY)

    ending = asyncio.create_task(edge.commit(end_slowly))
    await asyncio.to_thread(ended.wait, 5)
    yield
    await ending
