import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock.tick import Jobs, Tick

SOON = timedelta(milliseconds=5)


@asynccontextmanager
async def ticking(work: Callable[[], Awaitable[object]], every: timedelta = SOON) -> AsyncIterator[Tick]:
    jobs = Jobs()
    jobs.every(every, "the job", work)
    tick = Tick(jobs)
    tick.start()
    try:
        yield tick
    finally:
        tick.stop()


async def test_a_job_that_fails_is_logged_and_runs_again() -> None:
    runs, twice = 0, asyncio.Event()

    async def fail() -> None:
        nonlocal runs
        runs += 1
        if runs == 2:
            twice.set()
        raise RuntimeError("the database is away")

    with capture_logs() as logs:
        async with ticking(fail):
            await asyncio.wait_for(twice.wait(), 10)
    assert [(entry["event"], entry["job"]) for entry in logs[:2]] == [("job failed", "the job")] * 2


async def test_a_job_that_is_still_going_is_not_started_twice(caplog: pytest.LogCaptureFixture) -> None:
    runs, go_on, again = 0, asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        nonlocal runs
        runs += 1
        if runs == 2:
            again.set()
        await go_on.wait()

    async with ticking(wait):
        while "maximum number of running instances" not in caplog.text:  # noqa: ASYNC110 - it is only logged
            await asyncio.sleep(SOON.total_seconds())
        assert runs == 1
        go_on.set()
        await asyncio.wait_for(again.wait(), 10)


async def test_runs_missed_while_the_process_was_held_up_are_made_up_once() -> None:
    runs, first = 0, asyncio.Event()

    async def count() -> None:
        nonlocal runs
        runs += 1
        first.set()

    async with ticking(count):
        await first.wait()
        runs, first = 0, asyncio.Event()
        hold_up(20 * SOON)
        await first.wait()
    assert runs == 1


async def test_whoever_moves_the_time_on_waits_for_no_job() -> None:
    ran = asyncio.Event()

    async def run() -> None:
        ran.set()

    async with ticking(run, every=timedelta(hours=1)) as tick:
        tick.hurry()
        await asyncio.wait_for(ran.wait(), 10)
        ran.clear()
        await asyncio.to_thread(tick.hurry)
        await asyncio.wait_for(ran.wait(), 10)


async def test_stopping_cancels_what_is_running_and_calls_that_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with ticking(wait):
        await begun.wait()
    await asyncio.wait_for(ended.wait(), 10)
    await asyncio.sleep(0)  # the scheduler hears of it
    assert "raised an exception" not in caplog.text


def hold_up(length: timedelta) -> None:
    """Keep the event loop from running, as a suspended machine does."""
    time.sleep(length.total_seconds())
