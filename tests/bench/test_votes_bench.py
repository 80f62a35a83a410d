"""How fast signed reactions become committed votes, as a share of what a Bolt app does that does nothing.

Each of the two has one processor to itself, so that neither whoever votes nor the database takes part of it away, and
threads of one process don't hand Python's lock from one processor to the next.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bench.electorate import ANSWER, Electorate, settle_in
from tests.bench.load import Rush, rush, signed
from tests.served import all_shown, free_port, served
from tests.slack.web_api import running_web_api

pytestmark = pytest.mark.bench
REPOSITORY = Path(__file__).parents[2]
WARMING = 200


@asynccontextmanager
async def empty_bolt() -> AsyncIterator[int]:
    """A Bolt app with an empty listener, in a process of its own; gives its port."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.empty_bolt", str(port), cwd=REPOSITORY
    )
    try:
        async with asyncio.timeout(30):
            while not await _listens(port):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.05)
        keep_to_one_processor(process.pid)
        yield port
    finally:
        process.terminate()
        await process.wait()


def keep_to_one_processor(process: int) -> None:
    """Where the system can do that: keep all its threads to the last processor, if there are several."""
    if not hasattr(os, "sched_setaffinity"):
        return
    processors = sorted(os.sched_getaffinity(0))
    for thread in Path(f"/proc/{process}/task").iterdir():
        os.sched_setaffinity(int(thread.name), processors[-1:])


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def measured(port: int, electorate: Electorate) -> Rush:
    requests = [signed(vote) for vote in electorate.votes()]
    await rush(port, requests[:WARMING])
    return await rush(port, requests[WARMING:])


@pytest.mark.parametrize(("people", "cards"), [(200, 12), (1_201, 1)])
async def test_votes_a_second(durable_url: str, people: int, cards: int) -> None:
    electorate = await settle_in(durable_url, people=people, cards=cards)
    async with running_web_api() as slack:
        slack.answers = [ANSWER]
        async with served(durable_url, slack.url) as cairn:
            keep_to_one_processor(cairn.process.pid)
            votes = await measured(cairn.port, electorate)
            await all_shown(durable_url)
        calls = len(slack.asked)
    async with empty_bolt() as port:
        nothing = await measured(port, electorate)
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\n{durable_url.partition(':')[0]}, {people} people, {cards} cards:"
        f" {votes.per_second:.0f} votes/s, p99 {votes.p99:.0f} ms;"
        f" an empty Bolt app {nothing.per_second:.0f}/s, p99 {nothing.p99:.0f} ms;"
        f" {votes.per_second / nothing.per_second:.2f} of it;"
        f" {calls} calls to Slack for {WARMING + len(votes.waits)} votes"
    )
