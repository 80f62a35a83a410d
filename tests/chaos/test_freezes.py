"""A worker frozen past its lease, with and without its post on the way: visible doubles don't stay."""

import asyncio
import signal

import pytest

from tests.chaos.crew import crew
from tests.chaos.stand_in import StandIn
from tests.chaos.worker import TIMING

pytestmark = pytest.mark.chaos


async def test_a_worker_frozen_past_its_lease_leaves_no_double(empty_database_url: str) -> None:
    """Frozen in the middle of much work, while another one takes over; then it wakes up and goes on."""
    async with crew(empty_database_url, StandIn(latency=(0.05, 0.15))) as workers:
        await workers.show(60)
        frozen = await workers.start()
        await workers.until_calls(20)
        frozen.send_signal(signal.SIGSTOP)
        await workers.start()
        await asyncio.sleep((TIMING.lease + TIMING.quarantine).total_seconds() + 1)
        frozen.send_signal(signal.SIGCONT)
        await workers.until_settled()
        copies = workers.slack.copies()
    assert workers.lost == 0
    assert max(copies.values()) == 1


async def test_history_that_lags_longer_than_the_quarantine_is_made_good(empty_database_url: str) -> None:
    """The one way to a double that is left: Slack had the message and didn't show it; the check removes it."""
    slack = StandIn(latency=(0.02, 0.05), history_lag=4.0)
    async with crew(empty_database_url, slack) as workers:
        await workers.show(60)
        victim = await workers.start()
        await workers.until_calls(20)
        await workers.kill(victim)
        await workers.start()
        await workers.until_settled()
        copies = slack.copies()
    assert workers.lost == 0
    assert max(copies.values()) == 1
    assert workers.doubled > 0, "nothing was doubled, so this showed nothing"


async def test_history_that_lags_less_is_waited_for(empty_database_url: str) -> None:
    lag = TIMING.quarantine.total_seconds() / 2
    async with crew(empty_database_url, StandIn(latency=(0.02, 0.05), history_lag=lag)) as workers:
        await workers.show(60)
        victim = await workers.start()
        await workers.until_calls(20)
        await workers.kill(victim)
        await workers.start()
        await workers.until_settled()
    assert (workers.lost, workers.doubled) == (0, 0)
