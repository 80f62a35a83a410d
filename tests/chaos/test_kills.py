"""Processes killed at random and at every point of the protocol: nothing is lost, nothing is doubled."""

import asyncio

import pytest

from tests.chaos.crew import Crew, crew
from tests.chaos.stand_in import USUAL, Fault, StandIn

LATENCY = (0.02, 0.08)
HASTE = 4.0


async def run(url: str, *, kills: int, seed: int, faults: bool, reads_back: bool = True) -> Crew:
    """One run of two workers under kills; the crew that comes back has done all its work."""
    slack = StandIn(seed=seed, latency=LATENCY, faults=USUAL if faults else {})
    async with crew(url, slack, reads_back=reads_back) as workers:
        await workers.run_killing(kills)
        await workers.until_settled()
    return workers


async def test_a_few_kills(empty_database_url: str) -> None:
    workers = await run(empty_database_url, kills=4, seed=11, faults=True)
    assert (workers.lost, workers.doubled) == (0, 0)


@pytest.mark.chaos
@pytest.mark.parametrize("faults", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_twenty_kills(empty_database_url: str, seed: int, faults: bool) -> None:
    workers = await run(empty_database_url, kills=20, seed=seed, faults=faults)
    assert (workers.lost, workers.doubled) == (0, 0)


@pytest.mark.chaos
async def test_without_reading_back_the_same_kills_double(empty_database_url: str) -> None:
    """The mutation check: it is the read-back that this rests on, and these tests notice its absence."""
    workers = await run(empty_database_url, kills=4, seed=11, faults=True, reads_back=False)
    assert workers.lost == 0
    assert workers.doubled > 0


POINTS = ("after the claim", "before the call", "after the answer", "after the record")


@pytest.mark.chaos
@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_at_a_point_of_the_protocol(empty_database_url: str, point: str) -> None:
    async with crew(empty_database_url, StandIn(), haste=HASTE) as workers:
        await workers.database.edge("T1").commit(lambda tx: tx.show("prompt", "seeded", "C1", key="seeded"))
        workers.shown = 1
        victim = await workers.start(dies_at=point)
        async with asyncio.timeout(20):
            assert await victim.wait() == -9
        await workers.start()
        await workers.until_settled()
    assert (workers.lost, workers.doubled) == (0, 0)


@pytest.mark.parametrize("fault", [Fault.KILL_BEFORE, Fault.KILL_AFTER])
async def test_a_kill_while_slack_has_the_call(empty_database_url: str, fault: Fault) -> None:
    async with crew(empty_database_url, StandIn(next_fault=fault), haste=HASTE) as workers:
        await workers.show(1)
        victim = await workers.start()
        async with asyncio.timeout(20):
            assert await victim.wait() == -9
        await workers.start()
        await workers.until_settled()
    assert (workers.lost, workers.doubled) == (0, 0)


@pytest.mark.chaos
@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER])
async def test_a_kill_while_reading_back(empty_database_url: str, fault: Fault) -> None:
    async with crew(empty_database_url, StandIn(next_fault=fault), haste=HASTE) as workers:
        await workers.show(1)
        victim = await workers.start(dies_at="while reading back")
        async with asyncio.timeout(20):
            assert await victim.wait() == -9
        await workers.start()
        await workers.until_settled()
    assert (workers.lost, workers.doubled) == (0, 0)
