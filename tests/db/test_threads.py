"""Work on threads: in order, told together, and never lost with its caller."""

import asyncio
import gc
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from bot.db.threads import Threads

FOR_EVER = 3600.0
PATIENCE = 30  # seconds until a test gives up


@pytest.fixture
async def one() -> AsyncIterator[Threads]:
    threads = Threads(1, "test", together=FOR_EVER)
    yield threads
    threads.shutdown()


async def test_who_comes_alone_is_answered_at_once(one: Threads) -> None:
    assert await one.run(lambda: 1) == 1
    assert await one.run(lambda: 2) == 2


async def test_work_is_done_in_the_order_it_came(one: Threads) -> None:
    done: list[int] = []

    def note(number: int) -> Callable[[], None]:
        return lambda: done.append(number)

    await asyncio.gather(*(one.run(note(number)) for number in range(20)))
    assert done == list(range(20))


async def test_answers_wait_for_each_other_while_more_is_to_come(one: Threads) -> None:
    both_asked, is_second, go_on = threading.Event(), threading.Event(), threading.Event()

    def wait() -> bool:
        is_second.set()
        return go_on.wait(PATIENCE)

    first, second = asyncio.create_task(one.run(both_asked.wait)), asyncio.create_task(one.run(wait))
    await asyncio.sleep(0)
    both_asked.set()
    await asyncio.to_thread(is_second.wait, PATIENCE)
    await asyncio.sleep(0)
    was_told = first.done()
    go_on.set()
    assert all(await asyncio.gather(first, second))
    assert not was_told


async def one_answer_before_another(threads: Threads) -> None:
    both_asked, go_on = threading.Event(), threading.Event()
    first, second = (asyncio.create_task(threads.run(event.wait)) for event in (both_asked, go_on))
    await asyncio.sleep(0)
    both_asked.set()
    async with asyncio.timeout(PATIENCE):
        assert await first
    was_told = second.done()
    go_on.set()
    assert await second
    assert not was_told


async def test_no_answer_waits_long_for_others() -> None:
    threads = Threads(1, "test")
    await one_answer_before_another(threads)
    threads.shutdown()


async def test_what_is_raised_reaches_its_caller_alone(one: Threads) -> None:
    def fail() -> None:
        raise ValueError("seven")

    answers = await asyncio.gather(
        one.run(lambda: 6), one.run(fail), one.run(lambda: 8), return_exceptions=True
    )
    assert (answers[0], str(answers[1]), answers[2]) == (6, "seven", 8)


async def test_what_a_caller_asked_for_is_done_though_it_went_away(one: Threads) -> None:
    go_on, done = threading.Event(), threading.Event()
    first = asyncio.create_task(one.run(go_on.wait))
    second = asyncio.create_task(one.run(done.set))
    await asyncio.sleep(0)
    for task in (first, second):
        task.cancel()
    go_on.set()
    assert await one.run(done.is_set)
    assert first.cancelled()
    assert second.cancelled()


async def test_a_stopped_iteration_is_an_error_like_others(one: Threads) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await one.run(lambda: next(iter(())))
    assert await one.run(lambda: 8) == 8


@pytest.fixture
def _without_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_without_collector")
async def test_what_failing_work_held_is_let_go_of_with_its_error(one: Threads) -> None:
    class Form:
        """What somebody entered."""

    held: list[weakref.ref[Form]] = []

    def fail() -> None:
        form = Form()
        held.append(weakref.ref(form))
        raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        await one.run(fail)
    await one.run(lambda: None)
    assert held[0]() is None


async def test_what_comes_after_the_end_is_refused() -> None:
    threads = Threads(1, "test")
    threads.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        await threads.run(lambda: None)


def test_one_loop_after_the_other_may_use_the_same_threads() -> None:
    threads = Threads(1, "test")
    asyncio.run(threads.run(lambda: None))  # it ends before the look that was planned
    asyncio.run(one_answer_before_another(threads))
    threads.shutdown()
