"""How fast one process delivers to a stand-in without limits, as a share of what the bare gateway does."""

import asyncio
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from aiohttp import ClientSession, ClientTimeout, TCPConnector

from bot.delivery.delivery import Delivery
from bot.delivery.pacing import unlimited
from bot.delivery.renderers import Renderers
from bot.delivery.timing import boot_seconds
from bot.delivery.values import Message
from bot.slack.gateway import WebApiGateway, lease_trace
from tests.chaos.crew import Crew, crew
from tests.chaos.stand_in import StandIn
from tests.chaos.worker import KIND, OpenHouse

pytestmark = pytest.mark.bench
MESSAGES = 2_048
AT_ONCE = 128


async def bare(gateway: WebApiGateway) -> float:
    """Seconds for as many posts through the gateway alone."""

    async def some(count: int) -> None:
        for _ in range(count):
            await gateway.post(
                "T1", "C1", Message("x"), surface=uuid4(), thread_ts=None, not_after=boot_seconds() + 60
            )

    begun = time.perf_counter()
    await asyncio.gather(*(some(MESSAGES // AT_ONCE) for _ in range(AT_ONCE)))
    return time.perf_counter() - begun


async def delivered(workers: Crew, gateway: WebApiGateway) -> float:
    """Seconds to deliver as many surfaces, from claim to record."""
    renderers = Renderers()
    renderers.register(KIND, lambda _, surface: Message(surface.subject))
    delivery = Delivery(workers.database, gateway, renderers, pace=unlimited(AT_ONCE))
    for _ in range(MESSAGES // 256):
        await workers.show(256)
    begun = time.perf_counter()
    await delivery.settle(within=timedelta(0))
    return time.perf_counter() - begun


async def test_messages_a_second(empty_database_url: str) -> None:
    async with crew(empty_database_url, StandIn()) as workers:
        timeout, connector = ClientTimeout(total=10), TCPConnector(limit=AT_ONCE)
        async with ClientSession(
            timeout=timeout, connector=connector, trace_configs=[lease_trace()]
        ) as session:
            gateway = WebApiGateway(OpenHouse(workers.slack.url, session))
            alone = await bare(gateway)
            workers.slack.messages.clear()
            seconds = await delivered(workers, gateway)
    kind = empty_database_url.split(":", maxsplit=1)[0]
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\n{kind}: {MESSAGES / seconds:.0f} messages/s delivered,"
        f" {alone / seconds:.2f} of the bare gateway's {MESSAGES / alone:.0f}/s"
    )
    assert workers.lost == 0
