"""From a cadence to a message, with processes killed on the way: everybody is asked once on each local date."""

import asyncio
from pathlib import Path

import pytest

from tests.chaos.loose_keys import make_without_keys
from tests.chaos.prompters import ZONES, Prompters, prompters
from tests.chaos.stand_in import USUAL, StandIn

LATENCY = (0.02, 0.08)
CALLED = frozenset({"chat.postMessage", "chat.update", "conversations.open", "dnd.teamInfo"})


def slack(seed: int, *, faults: bool = True) -> StandIn:
    return StandIn(seed=seed, latency=LATENCY, faults=USUAL if faults else {}, faulty=CALLED)


async def live(crew: Prompters, *, days: int, kills: int = 0, workers: int = 2) -> None:
    """Days go by while these workers are killed, until all their work is done."""
    for _ in range(workers):
        await crew.start()
    for _ in range(days):
        await crew.live_a_day(kills=kills)
    await crew.until_done()


async def assert_each_was_asked_once(crew: Prompters) -> None:
    """On record and in Slack, also while nobody looked."""
    assert await crew.on_record() == crew.expected
    assert await crew.asked() == crew.expected
    assert set(crew.visible.values()) == {crew.days}
    assert crew.doubled == 0


@pytest.mark.chaos
async def test_a_few_kills(database_url: str, tmp_path: Path) -> None:
    async with prompters(database_url, tmp_path, slack(11), people=20, zones=ZONES[:1]) as crew:
        await live(crew, days=1, kills=1)
        await assert_each_was_asked_once(crew)
    assert crew.killed > 0


@pytest.mark.chaos
@pytest.mark.parametrize(("seed", "faults"), [(1, False), (2, True), (3, True)])
async def test_twenty_kills(database_url: str, tmp_path: Path, seed: int, faults: bool) -> None:
    async with prompters(database_url, tmp_path, slack(seed, faults=faults), people=80) as crew:
        await live(crew, days=3, kills=2)
        await assert_each_was_asked_once(crew)
    assert crew.killed >= 20


@pytest.mark.chaos
async def test_without_reading_back_the_same_kills_double(database_url: str, tmp_path: Path) -> None:
    """A mutation: what is posted and not recorded is posted again."""
    async with prompters(database_url, tmp_path, slack(1), people=80, reads_back=False) as crew:
        await live(crew, days=2, kills=2)
        assert await crew.asked() > crew.expected
    assert max(crew.visible.values()) > crew.days


@pytest.mark.chaos
async def test_without_the_key_of_the_day_people_are_asked_twice(
    empty_database_url: str, tmp_path: Path
) -> None:
    """A mutation: the second check-in of the day makes a message of its own."""
    make_without_keys(empty_database_url)
    async with prompters(empty_database_url, tmp_path, slack(1, faults=False), people=8) as crew:
        await live(crew, days=1)
        assert await crew.on_record() > crew.expected
    assert max(crew.visible.values()) > crew.days


@pytest.mark.chaos
async def test_four_clocks_at_once_keep_one_row_for_each_key(database_url: str, tmp_path: Path) -> None:
    async with prompters(database_url, tmp_path, slack(1, faults=False), people=80) as crew:
        await live(crew, days=3, workers=4)
        await assert_each_was_asked_once(crew)
        callers = {call.worker for call in crew.slack.calls}
    assert len(callers) > 1, "one of them did everything, so this showed little"


POINTS = (
    "after prompts are on record",
    "before prompts are shown",
    "while prompts are shown",
    "after prompts are shown",
    "before the call",
    "after the answer",
)


@pytest.mark.chaos
@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_at_a_point_of_the_way(database_url: str, tmp_path: Path, point: str) -> None:
    async with prompters(database_url, tmp_path, slack(1, faults=False), people=6, zones=ZONES[:1]) as crew:
        victim = await crew.start(dies_at=point)
        living = asyncio.create_task(crew.live_a_day())
        async with asyncio.timeout(60):
            assert await victim.wait() == -9
        await crew.start()
        await living
        await crew.until_done()
        await assert_each_was_asked_once(crew)


@pytest.mark.chaos
async def test_clocks_five_minutes_off(database_url: str, tmp_path: Path) -> None:
    """Each asks at ten by its own clock; whoever is asked by the one isn't by the other."""
    async with prompters(database_url, tmp_path, slack(1), people=80) as crew:
        await crew.start(clock_off=300.0)
        await live(crew, days=3, workers=1)  # a third, whose clock is right
        await crew.start(clock_off=-300.0)
        await live(crew, days=1, kills=1, workers=0)
        await assert_each_was_asked_once(crew)
