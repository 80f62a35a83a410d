"""Several replicas on one database: limits hold for all of them together, clocks may differ, nobody starves."""

from collections import defaultdict
from itertools import pairwise

import pytest

from bot.delivery.pacing import SLACK_LIMITS
from bot.delivery.values import Method
from tests.chaos.crew import crew
from tests.chaos.stand_in import Fault, StandIn

pytestmark = pytest.mark.chaos

JITTER = 0.25  # seconds between a claim and its call on a busy machine


@pytest.mark.parametrize("faults", [{}, {Fault.DROP_AFTER: 0.05}])
async def test_clocks_five_minutes_off(empty_database_url: str, faults: dict[Fault, float]) -> None:
    async with crew(empty_database_url, StandIn(latency=(0.02, 0.05), faults=faults)) as workers:
        await workers.start(clock_off=300.0)
        await workers.start(clock_off=-300.0)
        await workers.show(80)
        await workers.until_settled()
    assert (workers.lost, workers.doubled) == (0, 0)


async def test_four_replicas_keep_the_limits_together(empty_database_url: str) -> None:
    async with crew(empty_database_url, StandIn(), limited=True) as workers:
        for channel in ("C1", "C2"):
            await workers.show(4, channel=channel)
        for number in range(60):
            await workers.show(1, channel=f"C{number + 10}")
        for _ in range(4):
            await workers.start()
        await workers.until_settled()
        posts = [call for call in workers.slack.calls if call.method == Method.POST]
    by_channel = defaultdict(list)
    for call in posts:
        by_channel[call.channel].append(call.at)
    gaps = [after - before for times in by_channel.values() for before, after in pairwise(sorted(times))]
    assert min(gaps) > 1 - JITTER
    rate = SLACK_LIMITS[Method.POST]
    times = sorted(call.at for call in posts)
    allowed = rate.burst + (times[-1] - times[0] + JITTER) / rate.interval.total_seconds() + 1
    assert len(posts) <= allowed


async def test_no_call_is_begun_while_slack_asks_to_wait(empty_database_url: str) -> None:
    """What is on its way when the 429 comes may still arrive; nothing that begins later may."""
    slack = StandIn(latency=(0.02, 0.05), next_fault=Fault.RATE_LIMITED, block_seconds=3)
    async with crew(empty_database_url, slack, limited=True) as workers:
        for _ in range(4):
            await workers.start()
        for number in range(60):
            await workers.show(1, channel=f"C{number}")
        await workers.until_settled()
        begun_late = [when for when in slack.called_while_blocked if when > slack.block_seconds * 0.2]
    assert begun_late == []
    assert (workers.lost, workers.doubled) == (0, 0)


async def test_a_small_workspace_is_not_starved_by_a_large_one(empty_database_url: str) -> None:
    async with crew(empty_database_url, StandIn(latency=(0.02, 0.05)), limited=True) as workers:
        for number in range(200):
            await workers.show(1, workspace="TLARGE", channel=f"C{number}")
        await workers.show(1, workspace="TSMALL", channel="C1")
        await workers.start()
        await workers.until_calls(40)
        before = [call.workspace for call in workers.slack.calls]
    assert "TSMALL" in before[:40]
