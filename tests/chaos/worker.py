"""One delivery process: run as `python -m tests.chaos.worker`, and killed at will.

Its arguments are one JSON object, see `Orders`.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot import log
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.delivery import Delivery
from bot.delivery.pacing import Pace, unlimited
from bot.delivery.renderers import Renderers
from bot.delivery.timing import Timing
from bot.delivery.values import Copy, Message, Surface
from bot.slack.authorize import Install
from bot.slack.gateway import WebApiGateway, lease_trace
from tests.chaos.stand_in import BOT

KIND = "prompt"
TIMING = Timing(
    lease=timedelta(seconds=2),
    call=timedelta(seconds=0.5),
    quarantine=timedelta(seconds=0.5),
    verify_after=(timedelta(seconds=1), timedelta(seconds=2)),
    poll=timedelta(seconds=0.1),
    slowest_retry=timedelta(seconds=0.5),
)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is told.

    Args:
        database_url: the shared database.
        api_url: the stand-in.
        reads_back: whether reading back shows anything; False is the mutation that must double messages.
        dies_at: the point of the protocol at which it kills itself, the first time it gets there.
        clock_off: seconds by which its own clock is wrong.
        limited: whether Slack's limits are kept.
        haste: divides every wait; for the recovery of a few surfaces on a machine that isn't busy.
    """

    database_url: str
    api_url: str
    reads_back: bool = True
    dies_at: str | None = None
    clock_off: float = 0.0
    limited: bool = False
    haste: float = 1.0

    @property
    def timing(self) -> Timing:
        return Timing(
            lease=TIMING.lease / self.haste,
            call=TIMING.call / self.haste,
            quarantine=TIMING.quarantine / self.haste,
            verify_after=tuple(after / self.haste for after in TIMING.verify_after),
            poll=TIMING.poll,
            slowest_retry=TIMING.slowest_retry / self.haste,
        )


class OpenHouse:
    """Installed in every workspace; its token is the workspace's id."""

    def __init__(self, api_url: str, session: ClientSession) -> None:
        self._api_url = api_url
        self._session = session
        self._clients: dict[str, AsyncWebClient] = {}
        self._logger = logging.getLogger("chaos.slack")
        self._logger.setLevel(logging.WARNING)  # the SDK asks this very logger whether to spell out requests

    async def client_of(self, workspace: str) -> AsyncWebClient | None:
        if workspace not in self._clients:
            self._clients[workspace] = AsyncWebClient(
                workspace,
                base_url=self._api_url,
                session=self._session,
                retry_handlers=[],
                headers={"X-Worker": str(os.getpid())},
                logger=self._logger,
            )
        return self._clients[workspace]

    async def install_of(self, workspace: str) -> Install | None:
        return Install(workspace, workspace, bot_user="UBOT", bot_id=BOT)


class Mortal(WebApiGateway):
    """The real gateway in a process that dies at a point named beforehand."""

    def __init__(self, clients: OpenHouse, orders: Orders) -> None:
        super().__init__(clients)
        self._orders = orders

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
        self.pass_by("before the call")
        ts = await super().post(
            workspace, channel, message, surface=surface, thread_ts=thread_ts, not_after=not_after
        )
        self.pass_by("after the answer")
        return ts

    async def add_reaction(self, workspace: str, channel: str, ts: str, name: str) -> None:
        self.pass_by("after the record")
        await super().add_reaction(workspace, channel, ts, name)

    async def own_messages(
        self, workspace: str, channel: str, *, oldest: datetime, thread_ts: str | None
    ) -> AsyncIterator[Copy]:
        found = super().own_messages(workspace, channel, oldest=oldest, thread_ts=thread_ts)
        copies = [copy async for copy in found]
        self.pass_by("while reading back")
        for copy in copies if self._orders.reads_back else ():
            yield copy

    def pass_by(self, point: str) -> None:
        if self._orders.dies_at == point:
            os.kill(os.getpid(), signal.SIGKILL)


async def work(orders: Orders) -> None:
    """Deliver until killed, or until asked to stop (SIGTERM)."""
    log.configure("CRITICAL")  # to spell out each failure takes longer than the lease
    off = timedelta(seconds=orders.clock_off)
    database = Database(orders.database_url, clock=lambda: datetime.now(UTC) + off)
    session = ClientSession(timeout=ClientTimeout(total=0.5), trace_configs=[lease_trace()])
    async with session:
        gateway = Mortal(OpenHouse(orders.api_url, session), orders)
        renderers = Renderers()

        def draw(_: Transaction, surface: Surface) -> Message:
            gateway.pass_by("after the claim")
            return Message(surface.subject, seeds=("fire",) if surface.subject == "seeded" else ())

        renderers.register(KIND, draw)
        pace = Pace() if orders.limited else unlimited()
        delivery = Delivery(database, gateway, renderers, timing=orders.timing, pace=pace)
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        running = asyncio.create_task(delivery.run())
        while not stopped.is_set():
            await delivery.verify()
            try:
                await asyncio.wait_for(stopped.wait(), 0.2)
            except TimeoutError:
                continue
        await delivery.stop()
        await running
    await database.close()


if __name__ == "__main__":
    asyncio.run(work(Orders(**json.loads(sys.argv[1]))))
