"""The whole bot in a local Slack, over real HTTP: what people do, and what they see then."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.app import Cairn
from bot.db.database import Database
from bot.delivery.models import SurfaceRow
from bot.delivery.pacing import Pace, unlimited
from bot.delivery.values import Json, State
from bot.demo import Demo
from bot.sandbox.installed.courier import Waits
from bot.sandbox.workspace import WorkspaceSeed
from bot.settings import Settings
from tests.acting import Acting
from tests.databases import kept_engines
from tests.local_slack import BOT_TOKEN, CAIRN, SIGNING_SECRET, Clock, LocalSlack, local_slack
from tests.sandbox.serving import free_socket, serving
from tests.shown import says
from tests.worlds import begun

T = TypeVar("T")
LENA, YUSUF, DIEGO = "U0LENA0001", "U0YUSUF001", "U0DIEGO001"
AMARA, ANANYA, MEI = "U0AMARA001", "U0ANANYA01", "U0MEI00001"
GENERAL, GARDEN, STEERING = "C0GENERAL1", "C0GARDEN01", "C0STEERING"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NEXT_YEAR = datetime.now(UTC).year + 1
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])
"""For what doesn't depend on the database: tried on the faster one only."""


@dataclass
class Conversation(Acting):
    """A workspace and the Cairn in it; `demo` has both sides of it, `slack` the line between them.

    Args:
        url: of the database, where the workspace is the sample's and Cairn set as usual.
        blank: the workspace in which nothing has happened yet.
    """

    clock: Clock
    cairn: Cairn | None = None
    url: str | None = None
    blank: bytes = b""

    @property
    def demo(self) -> Demo:
        """Slack and the Cairn of this process."""
        assert self.cairn is not None
        return Demo(self.slack.address, self.slack.sandbox, self.cairn)

    def at(self, channel: str, ts: object, *, user: str = LENA) -> Json:
        """The message there, as it is now."""
        return next(message for message in self.posted(user, channel) if message["ts"] == ts)

    async def note(self, user: str, words: str) -> Json:
        """Cairn's newest direct message to a person that says these words, once it is there."""
        return await self.card(await self.sandbox.open_dm(user, CAIRN), words, user=user)

    async def run_job(self, name: str) -> None:
        """Let the clock do one of its jobs now."""
        job = next(job for job in self.demo.cairn.parts.jobs.all if job.name == name)
        await job.work()

    async def eventually(self, look: Callable[[], T | None]) -> T:
        """Look again and again until there is something to see, for at most ten seconds."""
        for _ in range(1_000):
            if seen := look():
                return seen
            await asyncio.sleep(0.01)
        raise AssertionError(f"never came: {look}")

    async def card(self, channel: str, words: str, *, user: str = LENA) -> Json:
        """The newest message of Cairn's in a channel that says these words, once it is there."""

        def look() -> Json | None:
            return next(
                (message for message in reversed(self.posted(user, channel)) if says(message, words)), None
            )

        return await self.eventually(look)

    async def redrawn(self, channel: str, message: Json, words: str) -> Json:
        """The same message, once it says these words."""

        def look() -> Json | None:
            now = self.at(channel, message["ts"])
            return now if says(now, words) else None

        return await self.eventually(look)

    async def start_team(
        self, user: str = LENA, channel: str = GARDEN, purpose: str = "A garden all can use"
    ) -> Json:
        """A team in a channel, with its card."""
        await self._begin((user, channel, purpose), partial(self._start_team, user, channel, purpose))
        return await self.card(channel, purpose, user=user)

    async def start_team_with_goal(self, user: str = LENA) -> Json:
        """Lena's team in the garden's channel, and somebody's goal on its card."""

        async def start() -> None:
            await self._start_team(LENA, GARDEN, "A garden all can use")
            await self.propose(user)

        await self._begin(user, start)
        return await self.card(GARDEN, ": Raise the share of neighbours")

    async def _begin(self, name: Hashable, make: Callable[[], Awaitable[None]]) -> None:
        """Where nothing has happened yet, what once took place in this worker is laid down as it was then."""
        if self.url is None or self._is_under_way():
            await make()
            return

        async def once() -> bytes:
            await make()
            await self.all_shown()
            return self.sandbox.snapshot()

        self.sandbox.restore(await begun(self.url, name, once, is_in_use=True))

    def _is_under_way(self) -> bool:
        is_moved = self.clock.ahead or any(self.slack.line.ahead.values())
        return bool(is_moved or self.sandbox.deliveries or self.sandbox.snapshot() != self.blank)

    async def all_shown(self) -> None:
        """Wait until Slack shows all that Cairn wants shown."""

        def waiting(session: Session, _: datetime) -> bool:
            left = select(SurfaceRow.id).where(SurfaceRow.method.is_not(None))
            return session.execute(left.limit(1)).first() is not None

        for _ in range(1_000):
            if not await self.demo.cairn.parts.database.read_across(waiting):
                return
            await asyncio.sleep(0.01)
        raise AssertionError("Slack never shows all")

    async def _start_team(self, user: str, channel: str, purpose: str) -> None:
        await self.run(user, channel, "/cairn start")
        await self.submit(user, purpose=purpose)
        if self.cairn is not None:
            await self.run_job("teams.settle")
        await self.card(channel, purpose, user=user)

    async def propose(
        self, user: str = LENA, channel: str = GARDEN, title: str = "", beneficiary: str = "neighbours"
    ) -> Json:
        """A goal on its card; one that the coach has nothing to say about unless a title is given."""
        title = title or "Raise the share of neighbours who find the tap free from 40 % to 80 %"
        await self.run(user, channel, "/goal propose")
        if await self.submit(user, title=title, beneficiary=beneficiary) == "updated":
            await self.submit(user)
        card = await self.card(channel, f": {title}", user=user)  # the team's board names it without a colon
        return await self.with_scale(channel, card, user=user)

    async def with_scale(self, channel: str, card: Json, *, user: str = LENA) -> Json:
        """A goal's card once the scale stands under it: nobody votes faster than Cairn learns where its card is."""
        await self.eventually(lambda: self.at(channel, card["ts"], user=user)["reactions"])
        return card


@asynccontextmanager
async def conversation(
    database_url: str,
    *,
    waits: Waits | None = None,
    clock: Clock | None = None,
    seed: WorkspaceSeed | None = None,
    pace: Pace | None = None,
    **others: object,
) -> AsyncIterator[Conversation]:
    """A fresh workspace whose Slack has no rate limits; whatever was said in it pinged no channel.

    Args:
        waits: how patient its Slack is.
        seed: the workspace, if not the sample's.
        pace: the limits that Cairn keeps to, if any.
        others: more of Cairn's settings, by their names.
    """
    clock = clock or Clock()
    async with local_slack(clock=clock, waits=waits, seed=seed) as slack:
        settings = settings_for(slack, database_url).model_copy(update=others)
        engines = kept_engines(database_url)
        cairn = Cairn(settings, clock=clock, pace=pace or unlimited(), engines=engines)
        with free_socket() as (bound, address):
            async with cairn.running(), serving(cairn.asgi, bound):
                slack.balancer.replicas.append(address)
                url = None if seed or waits or pace or others else database_url
                yield Conversation(slack, clock, cairn, url, slack.sandbox.snapshot())
        assert slack.pings() == []


def settings_for(slack: LocalSlack, database_url: str) -> Settings:
    """The settings of a Cairn that serves this workspace."""
    return Settings(
        database_url=database_url,
        slack_api_url=f"{slack.address}/api/",
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_signing_secret=SecretStr(SIGNING_SECRET),
    )


async def let_quarantine_pass(database: Database, state: State) -> None:
    """What became of posts in this state may be looked up now, not after a minute of waiting.

    Args:
        state: UNKNOWN, or, once whoever posts was killed, SENDING.
    """

    def age(session: Session, _: datetime) -> None:
        session.execute(update(SurfaceRow).where(SurfaceRow.state == state).values(run_at=LONG_AGO))

    await database.write_across(age)
