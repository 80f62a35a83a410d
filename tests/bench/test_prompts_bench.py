"""How long it takes to ask two hundred people of one workspace, and whether Slack's limits are ever met."""

import asyncio
import time
from pathlib import Path

import pytest

from tests.chaos.crew import PATIENCE
from tests.chaos.prompters import TEN, ZONES, Prompters, prompters
from tests.chaos.slack_limits import SlackLimits
from tests.chaos.stand_in import StandIn

pytestmark = pytest.mark.bench
PEOPLE = 200
FASTER = 5.0


def opened(crew: Prompters) -> int:
    """How often direct messages were opened."""
    return sum(call.method == "conversations.open" for call in crew.slack.calls)


async def the_quiet_before(crew: Prompters) -> float:
    """Seconds at Slack's own pace until everybody's direct messages are open; nobody is asked yet."""
    begun = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        while opened(crew) < PEOPLE:  # noqa: ASYNC110 - another process opens them
            await asyncio.sleep(0.05)
    return (time.monotonic() - begun) * FASTER


async def a_day(crew: Prompters) -> float:
    """Seconds at Slack's own pace until everybody was asked."""
    begun = time.monotonic()
    await crew.live_a_day()
    return (time.monotonic() - begun) * FASTER


async def test_two_hundred_people_are_asked(database_url: str, tmp_path: Path) -> None:
    """The first day goes like a later one: their direct messages were opened in the quiet before."""
    limits = SlackLimits(FASTER)
    slack = StandIn(latency=(0.02, 0.08), limits=limits)
    async with prompters(
        database_url,
        tmp_path,
        slack,
        people=PEOPLE,
        zones=ZONES[:1],
        hours=(TEN,),
        limited=True,
        faster=FASTER,
    ) as crew:
        await crew.start()
        quiet = await the_quiet_before(crew)
        first, later = await a_day(crew), await a_day(crew)
        await crew.until_done()
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\n{database_url.partition(':')[0]}, one workspace, Slack's minute and ours shortened {FASTER:.0f} times:"
        f" {PEOPLE} people's messages opened ahead in {quiet:.0f} s, all of them asked on the first day in"
        f" {first:.0f} s ({PEOPLE / first:.1f}/s), on a later day in {later:.0f} s ({PEOPLE / later:.1f}/s);"
        f" {opened(crew) - PEOPLE} opened while people waited;"
        f" {limits.refused.total()} of {len(slack.calls)} calls were refused with 429 {dict(limits.refused) or ''}"
    )
    assert crew.doubled == 0
