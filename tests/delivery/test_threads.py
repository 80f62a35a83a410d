"""A message with a thread under it is posted anew when somebody deleted it, with the replies that are nowhere."""

import pytest
from sqlalchemy import update

from bot.db.transaction import Transaction
from bot.delivery import threads
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surface_by_key
from bot.delivery.values import State
from tests.delivery.conftest import NOTE, House

REPLIES = [(NOTE, "here"), (NOTE, "lost"), (NOTE, "never shown")]


@pytest.fixture
async def thread(house: House) -> House:
    """A parent, one of whose replies found no thread to hang under."""
    await house.show("parent")
    for reply in ("here", "lost"):
        await house.show(reply, thread_of="parent")
    await lose(house, "lost")
    return house


async def lose(house: House, *subjects: str) -> None:
    def gone(tx: Transaction) -> None:
        tx.session.execute(
            update(SurfaceRow).where(SurfaceRow.subject.in_(subjects)).values(state=State.GONE)
        )

    await house.database.edge("T1").commit(gone)


async def post_again(house: House) -> bool:
    def again(tx: Transaction) -> bool:
        return threads.post_again(tx, NOTE, "parent", "C1", first="parent", replies=REPLIES)

    return await house.database.edge("T1").commit(again)


async def test_what_stands_is_left_alone(thread: House) -> None:
    assert not await post_again(thread)
    read = thread.database.edge("T1").read
    assert await read(threads.thread_key, NOTE, "parent", "parent") == "parent"
    assert await read(threads.times_posted, NOTE, "parent") == 1


async def test_a_deleted_message_comes_back_with_what_is_nowhere(thread: House) -> None:
    await lose(thread, "parent")
    assert await post_again(thread)
    assert not await post_again(thread)
    read = thread.database.edge("T1").read
    assert await read(threads.thread_key, NOTE, "parent", "parent") == "parent:1"
    shown = {key: await read(surface_by_key, key) for key in ("lost:1", "here:1", "never shown:1")}
    assert [key for key, surface in shown.items() if surface] == ["lost:1"]
