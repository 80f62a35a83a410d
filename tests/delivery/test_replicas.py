"""Several replicas in one process: limits hold for all together, workspaces take turns, leases fence."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bot.delivery.delivery import Delivery
from bot.delivery.gateway import NotSent
from bot.delivery.pacing import Pace, Rate, unlimited
from bot.delivery.values import Message, Method, State
from tests.delivery.conftest import QUICK, House
from tests.delivery.fake_slack import FakeSlack


class Stuck(FakeSlack):
    """Posts, and doesn't hear the answer until long after; then believes that nothing was sent."""

    def __init__(self, posts: FakeSlack, posted: asyncio.Event, stuck: asyncio.Event) -> None:
        super().__init__(posted=posts.posted)
        self._told, self._stuck = posted, stuck

    async def post(
        self,
        workspace: str,
        channel: str,
        message: Message,
        *,
        surface: UUID,
        thread_ts: str | None,
        not_after: float,
    ) -> str:
        await super().post(
            workspace, channel, message, surface=surface, thread_ts=thread_ts, not_after=not_after
        )
        self._told.set()
        await self._stuck.wait()
        raise NotSent("so it believes")


STEADY = replace(QUICK, lease=timedelta(minutes=1))


async def test_four_replicas_post_each_surface_once(house: House) -> None:
    await asyncio.gather(*(house.show(str(number), f"C{number}") for number in range(40)))
    await asyncio.gather(*(house.delivery(timing=STEADY).settle() for _ in range(4)))
    assert sorted(house.slack.texts(f"C{number}") for number in range(40)) == [["hello"]] * 40


async def test_replicas_share_one_allowance(house: House) -> None:
    pace = Pace({Method.POST: Rate(per_minute=12, burst=7)}, timedelta(0), timedelta(0))
    await asyncio.gather(*(house.show(str(number), f"C{number}") for number in range(30)))
    replicas = [house.delivery(timing=STEADY, pace=pace) for _ in range(4)]
    await asyncio.gather(*(replica.settle(within=timedelta(0)) for replica in replicas))
    assert house.slack.count(Method.POST) == 7


async def test_a_channel_gets_one_post_a_gap(house: House) -> None:
    pace = replace(unlimited(), channel_gap=timedelta(hours=1))
    await asyncio.gather(*(house.show(str(number), "C1") for number in range(5)))
    await house.show("elsewhere", "C2")
    replicas = [house.delivery(timing=STEADY, pace=pace) for _ in range(2)]
    await asyncio.gather(*(replica.settle(within=timedelta(0)) for replica in replicas))
    assert len(house.slack.texts("C1")) == 1
    assert len(house.slack.texts("C2")) == 1


async def test_a_small_workspace_goes_before_a_large_one_that_was_served(house: House) -> None:
    pace = unlimited(4)
    await asyncio.gather(*(house.show(str(number), f"C{number}", workspace="TLARGE") for number in range(40)))
    await house.show("small", "C1", workspace="TSMALL")
    await house.delivery(timing=STEADY, pace=pace).settle()
    order = [call.workspace for call in house.slack.calls]
    assert order.index("TSMALL") < 10


async def test_no_workspace_has_more_in_flight_than_its_share(house: House) -> None:
    pace = replace(unlimited(8), in_flight_per_workspace=3)
    await asyncio.gather(*(house.show(str(number), f"C{number}") for number in range(8)))
    delivery = house.delivery(timing=STEADY, pace=pace)
    most = 0

    def count() -> None:
        nonlocal most
        most = max(most, len(delivery._in_flight))

    house.slack.on_post = count
    await delivery.settle()
    assert 0 < most <= 3


async def test_a_worker_whose_lease_was_taken_over_changes_nothing(house: House) -> None:
    """The first worker is stuck in its call past the lease; the second reads back, finds it, and records it."""
    await house.show("goal", drawing=Message("once"))
    posted, stuck = asyncio.Event(), asyncio.Event()
    slack = Stuck(posts=house.slack, posted=posted, stuck=stuck)
    slow = Delivery(house.database, slack, house.renderers, timing=QUICK, pace=unlimited())
    running = asyncio.create_task(slow.settle(within=timedelta(0)))
    await posted.wait()
    quick = house.delivery()
    while (await house.surface("goal")).state != State.SHOWN:
        await quick.recover()
    await quick.settle()
    recorded = await house.surface("goal")
    stuck.set()
    await running
    assert recorded.state == State.SHOWN
    assert await house.surface("goal") == recorded
    assert house.slack.texts("C1") == ["once"]
