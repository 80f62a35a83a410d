"""Worker processes of one database and one stand-in, and the work they are given."""

import asyncio
import json
import random
import signal
import sys
from asyncio.subprocess import Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from subprocess import DEVNULL

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.base import Base
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.ahead import DIRECT_MESSAGES
from bot.delivery.models import ChannelPace, SurfaceRow, WorkspacePace
from bot.delivery.surfaces import write_surfaces
from bot.delivery.values import State
from tests.chaos.stand_in import StandIn
from tests.chaos.worker import KIND, Orders

TABLES = [Base.metadata.tables[row.__tablename__] for row in (SurfaceRow, WorkspacePace, ChannelPace)]
PATIENCE = 120  # seconds until a test gives up
BACKLOG = 60  # enough for two workers to be in the middle of, and soon worked off after the last kill
s = SurfaceRow.__table__.c


@dataclass(slots=True)
class Crew:
    """Starts, kills and counts; `module` is what each worker runs."""

    database: Database
    slack: StandIn
    orders: Orders
    chance: random.Random
    workers: list[Process] = field(default_factory=list)
    shown: int = 0
    module: str = "tests.chaos.worker"

    async def start(self, **changes: object) -> Process:
        orders = replace(self.orders, **changes)  # type: ignore[arg-type]  # a test names the fields
        worker = await create_subprocess_exec(
            sys.executable, "-m", self.module, json.dumps(asdict(orders)), stdout=DEVNULL
        )
        self.workers.append(worker)
        return worker

    async def show(self, count: int, *, workspace: str = "T1", channel: str | None = None) -> None:
        first, self.shown = self.shown, self.shown + count

        def ask(tx: Transaction) -> None:
            for number in range(first, first + count):
                tx.show(KIND, number, channel or f"C{number % 40}", key=f"prompt:{number}")

        await self.database.edge(workspace).commit(ask)

    async def kill(self, worker: Process) -> None:
        self.workers.remove(worker)
        worker.kill()
        await worker.wait()

    async def run_killing(self, kills: int) -> None:
        """Give two workers work all the time, and kill one of them again and again in the middle of it."""
        await self.start()
        await self.start()
        feeding = asyncio.create_task(self._feed())
        for _ in range(kills):
            await self.until_calls(len(self.slack.calls) + self.chance.randint(1, 25))
            await asyncio.sleep(self.chance.uniform(0, 0.05))
            await self.kill(self.chance.choice(self.workers))
            await self.start()
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)

    async def _feed(self) -> None:
        while True:
            if self.shown - len(self.slack.ever_posted) < BACKLOG:
                await self.show(5)
            await asyncio.sleep(0.1)

    async def until_calls(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.slack.calls) < count:  # noqa: ASYNC110 - what is waited for is in another process
                await asyncio.sleep(0.005)

    async def until_settled(self) -> None:
        """Wait until every surface is shown and nothing is left to do or to verify."""
        async with asyncio.timeout(PATIENCE):
            while await self.database.read_across(lambda session, _: _open(session)):  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    @property
    def lost(self) -> int:
        """Surfaces that no message shows."""
        return self.shown - len(self.slack.copies())

    @property
    def doubled(self) -> int:
        """Surfaces that were posted more than once, even if the copy was deleted later."""
        return sum(count > 1 for count in self.slack.ever_posted.values())

    async def dismiss(self) -> None:
        for worker in self.workers:
            if worker.returncode is None:
                worker.send_signal(signal.SIGCONT)
                worker.kill()
        await asyncio.gather(*(worker.wait() for worker in self.workers))


def _open(session: Session) -> int:
    unsettled = (s.state != State.SHOWN) | s.run_at.is_not(None) | s.verify_at.is_not(None)
    messages = select(func.count()).select_from(SurfaceRow).where(s.kind != DIRECT_MESSAGES)
    return session.execute(messages.where(unsettled)).scalar_one()


@asynccontextmanager
async def crew(url: str, slack: StandIn, **orders: object) -> AsyncIterator[Crew]:
    """A crew on an empty database; nobody works yet."""
    database = Database(url)
    Base.metadata.create_all(database.engines.writer, tables=TABLES)
    database.before_commit = [write_surfaces]
    async with slack.serving():
        told = replace(Orders(url, slack.url), **orders)  # type: ignore[arg-type]  # a test names the fields
        workers = Crew(database, slack, told, random.Random(slack.seed))
        try:
            yield workers
        finally:
            await workers.dismiss()
            await database.close()
