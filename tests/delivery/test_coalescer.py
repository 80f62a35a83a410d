"""Many callers, few batches."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.delivery.coalescer import Coalescer


async def test_what_comes_while_a_batch_is_at_work_makes_the_next_one() -> None:
    batches: list[list[int]] = []
    go_on = asyncio.Event()

    async def double(items: Sequence[int]) -> list[int]:
        batches.append(list(items))
        await go_on.wait()
        return [item * 2 for item in items]

    coalescer = Coalescer(double)
    first = asyncio.create_task(coalescer(1))
    while not batches:  # noqa: ASYNC110 - the batch begins on the loop's next turns
        await asyncio.sleep(0)
    others = [asyncio.create_task(coalescer(number)) for number in range(2, 10)]
    await asyncio.sleep(0)
    go_on.set()
    assert await asyncio.gather(first, *others) == [2, *range(4, 20, 2)]
    assert batches == [[1], list(range(2, 10))]


async def test_no_batch_is_larger_than_allowed() -> None:
    sizes: list[int] = []

    async def measure(items: Sequence[int]) -> Sequence[int]:
        sizes.append(len(items))
        return items

    coalescer = Coalescer(measure, most=3)
    assert await asyncio.gather(*(coalescer(number) for number in range(7))) == list(range(7))
    assert sizes == [3, 3, 1]


async def test_a_failing_batch_fails_its_callers_and_no_others() -> None:
    async def refuse_seven(items: Sequence[int]) -> Sequence[int]:
        if 7 in items:
            raise ValueError("seven")
        return items

    coalescer = Coalescer(refuse_seven, most=1)
    results = await asyncio.gather(coalescer(6), coalescer(7), coalescer(8), return_exceptions=True)
    assert results[0] == 6
    assert isinstance(results[1], ValueError)
    assert results[2] == 8


async def test_a_caller_who_went_away_keeps_nobody_waiting() -> None:
    async def echo(items: Sequence[int]) -> Sequence[int]:
        await asyncio.sleep(0)
        return items

    coalescer = Coalescer(echo)
    gone, stays = asyncio.create_task(coalescer(1)), asyncio.create_task(coalescer(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 2
    with pytest.raises(asyncio.CancelledError):
        await gone
