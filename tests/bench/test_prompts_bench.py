"""How long it takes to ask two hundred people of one workspace, and whether Slack's limits are ever met."""

import time
from pathlib import Path

import pytest

from tests.chaos.prompters import TEN, ZONES, Prompters, prompters
from tests.chaos.slack_limits import SlackLimits
from tests.chaos.stand_in import StandIn

pytestmark = pytest.mark.bench
PEOPLE = 200
FASTER = 5.0


async def a_day(crew: Prompters) -> float:
    """Seconds at Slack's own pace until everybody was asked."""
    begun = time.monotonic()
    await crew.live_a_day()
    return (time.monotonic() - begun) * FASTER


async def test_two_hundred_people_are_asked(database_url: str, tmp_path: Path) -> None:
    """On the second day their direct messages are open already."""
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
        first, second = await a_day(crew), await a_day(crew)
        await crew.until_done()
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\n{database_url.partition(':')[0]}, one workspace, Slack's minute and ours shortened {FASTER:.0f} times:"
        f" {PEOPLE} people asked in {first:.0f} s ({PEOPLE / first:.1f}/s, their messages opened first),"
        f" the next day in {second:.0f} s ({PEOPLE / second:.1f}/s);"
        f" {limits.refused.total()} of {len(slack.calls)} calls were refused with 429 {dict(limits.refused) or ''}"
    )
    assert crew.doubled == 0
