"""One process that does all a check-in prompt needs: run as `python -m tests.chaos.prompt_worker`, killed at will.

Every room is wired as in the app, and the clock does its jobs, only more often. Its arguments are one JSON object.
"""

import asyncio
import json
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from aiohttp import ClientSession, ClientTimeout

from bot import log
from bot.app import register_features
from bot.clock.tick import Jobs, Tick
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.delivery import Delivery
from bot.delivery.pacing import SLACK_LIMITS, Pace, Rate, unlimited
from bot.delivery.surfaces import write_surfaces
from bot.features.checkins.values.prompts import PROMPT
from bot.features.parts import Parts
from bot.features.workspaces.service import record_activity
from bot.slack.directory import Directory, SlackQuiet
from bot.slack.gateway import lease_trace
from tests.chaos.hand_clock import HandClock
from tests.chaos.worker import Mortal, OpenHouse, Orders

ROOMS = ("checkins.", "attention.")
HURRY = 20
AT_ONCE = 8  # prompts drawn in one transaction on a busy machine must not outlast a test's short leases


@dataclass(frozen=True, slots=True)
class PromptOrders(Orders):
    """What such a worker is told.

    Args:
        clock_file: the HandClock's.
        faster: by how much Slack's limits are kept faster than Slack's own, as its stand-in does too.
    """

    clock_file: str = ""
    faster: float = 1.0

    @property
    def pace(self) -> Pace:
        if not self.limited:
            return unlimited(AT_ONCE)
        limits = {method: _faster(rate, self.faster) for method, rate in SLACK_LIMITS.items()}
        return Pace(limits, Pace().channel_gap / self.faster, Pace().surface_gap / self.faster)


def _faster(rate: Rate, by: float) -> Rate:
    """The same burst, and the same calls in a minute that is shorter."""
    return Rate(per_minute=rate.burst + round((rate.per_minute - rate.burst) * by), burst=rate.burst)


class MortalDirectory(Directory):
    """Slack's answers in a process that dies at a point named beforehand."""

    gateway: Mortal

    async def quiet(
        self, workspace: str, users: Sequence[str], *, now: datetime, follow: Collection[str] = ()
    ) -> dict[str, SlackQuiet]:
        self.gateway.pass_by("after prompts are on record")
        found = await super().quiet(workspace, users, now=now, follow=follow)
        self.gateway.pass_by("before prompts are shown")
        return found


def jobs_of(parts: Parts, delivery: Delivery) -> Jobs:
    """What the clock does about check-ins."""
    jobs = Jobs(
        [replace(job, every=job.every / HURRY) for job in parts.jobs.all if job.name.startswith(ROOMS)]
    )
    jobs.every(timedelta(seconds=0.2), "delivery.verify", delivery.verify)
    jobs.every(timedelta(seconds=0.2), "delivery.open_ahead", partial(delivery.open_ahead, parts.announces))
    return jobs


async def work(orders: PromptOrders) -> None:
    """Ask people until killed."""
    log.configure("CRITICAL")  # to spell out each failure takes longer than the lease
    clock = HandClock(Path(orders.clock_file), timedelta(seconds=orders.clock_off))
    database = Database(orders.database_url, clock=clock.now)
    session = ClientSession(timeout=ClientTimeout(total=0.5), trace_configs=[lease_trace()])
    async with session:
        house = OpenHouse(orders.api_url, session)
        gateway, directory = Mortal(house, orders), MortalDirectory(house.client_of)
        directory.gateway = gateway
        parts = register_features(Parts(database, directory))
        delivery = Delivery(database, gateway, parts.renderers, timing=orders.timing, pace=orders.pace)

        def dies_with_prompts(tx: Transaction) -> None:
            if any(show.kind == PROMPT for show in tx.shown):
                gateway.pass_by("while prompts are shown")

        def wake(tx: Transaction) -> None:
            if any(show.kind == PROMPT for show in tx.shown):
                gateway.pass_by("after prompts are shown")
            delivery.wake()

        database.before_commit = (parts.subscriptions.run, record_activity, write_surfaces, dies_with_prompts)
        database.after_commit = (wake,)
        Tick(jobs_of(parts, delivery)).start()
        await delivery.run()


if __name__ == "__main__":
    asyncio.run(work(PromptOrders(**json.loads(sys.argv[1]))))
