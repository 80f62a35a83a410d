"""People in several zones who are to be asked once a day, and the processes that ask them."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import register_features
from bot.clock.recurrence import Weekly
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import write_surfaces
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import PROMPT
from bot.features.parts import Parts
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from bot.slack.directory import Directory
from tests.chaos.crew import PATIENCE, Crew
from tests.chaos.hand_clock import HandClock
from tests.chaos.prompt_worker import PromptOrders
from tests.chaos.stand_in import BOT, StandIn

WORKSPACE, CHANNEL = "T0CHAOS", "C0TEAM"
ZONES = ("Pacific/Auckland", "Asia/Kolkata", "Europe/Amsterdam", "America/New_York")
MONDAY = date(2026, 3, 2)  # neither zone changes its clocks in this week
TEN = time(10)
HOURS = (TEN, time(10, 2))  # of two check-ins; the second joins the day's message
WORKDAYS = Weekly(frozenset(range(5)), anchor=MONDAY)
STEP = timedelta(seconds=20)
SOON = timedelta(minutes=4)
LATEST = timedelta(hours=3)  # after which a test's clock stands still, well within people's hours
Asked = Counter[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Wave:
    """People of one zone, whose hour comes at the same moment."""

    due: datetime
    users: Sequence[str]


@dataclass(slots=True)
class Prompters(Crew):
    """Lets days go by for a team while its workers are killed.

    Args:
        clock: business time, for all processes.
        people: Slack user id to zone name.
        days: how many local dates everybody has lived through.
        hours: local times of day of the team's check-ins.
        killed: how many workers.
    """

    module: str = "tests.chaos.prompt_worker"
    clock: HandClock = HandClock(Path())  # noqa: RUF009 - frozen
    people: dict[str, str] = field(default_factory=dict)
    days: int = 0
    hours: Sequence[time] = HOURS
    killed: int = 0

    async def live_a_day(self, *, kills: int = 0) -> None:
        """It becomes ten o'clock in one zone after the other; `kills` workers die in each of these waves."""
        day = MONDAY + timedelta(days=self.days)
        self.days += 1
        for wave in waves(self.people, day):
            self.clock.put(wave.due)
            size = len(self.workers)
            killing = asyncio.create_task(self._kill_callers(kills, len(wave.users)))
            await self._until_asked(wave)
            killing.cancel()
            await asyncio.gather(killing, return_exceptions=True)
            for _ in range(size - len(self.workers)):  # it may have been cancelled before it started another
                await self.start()

    async def until_done(self) -> None:
        """Wait until everything due is on record, and Slack and the record agree."""
        async with asyncio.timeout(PATIENCE):
            while await self.database.read_across(_occasions) < self._occasions_due:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await self.until_settled()

    @property
    def visible(self) -> Counter[str]:
        """How many messages from Cairn each person sees."""
        return Counter({user: len(self.slack.messages[WORKSPACE, f"D{user}"]) for user in self.people})

    @property
    def expected(self) -> Asked:
        """One message for each person and local date."""
        dates = [MONDAY + timedelta(days=number) for number in range(self.days)]
        return Counter((user, day) for user in self.people for day in dates)

    async def asked(self) -> Asked:
        """The messages that show a prompt, by its person and local date."""
        copies = self.slack.copies()
        shown = await self.database.read_across(_shown)
        return Counter({whose: sum(copies[one] for one in ids) for whose, ids in shown.items()})

    async def on_record(self) -> Asked:
        """Rows of prompts, by person and local date."""
        return await self.database.read_across(_on_record)

    @property
    def _occasions_due(self) -> int:
        return len(self.hours) * len(self.people) * self.days

    async def _until_asked(self, wave: Wave) -> None:
        """Let time go on until each of them has one message more, and the second check-in is due too."""
        before = self.visible
        async with asyncio.timeout(PATIENCE):
            while self.clock.now() < wave.due + SOON or self._waits(wave, before):
                assert all(worker.returncode != 1 for worker in self.workers), "a worker failed"
                self.clock.put(min(self.clock.now() + STEP, wave.due + LATEST))
                await asyncio.sleep(0.05)

    def _waits(self, wave: Wave, before: Counter[str]) -> bool:
        now = self.visible
        return any(now[user] <= before[user] for user in wave.users)

    async def _kill_callers(self, kills: int, calls: int) -> None:
        """Kill whoever called Slack last, after so many calls at most."""
        for _ in range(kills):
            await self.until_calls(len(self.slack.calls) + self.chance.randint(1, calls))
            await asyncio.sleep(self.chance.uniform(0, 0.05))
            caller = self.slack.calls[-1].worker
            victim = next((one for one in self.workers if one.pid == caller), self.workers[0])
            self.killed += 1
            await self.kill(victim)
            await self.start()


def waves(people: dict[str, str], day: date) -> list[Wave]:
    """When ten o'clock of that date comes to whom, in the order of the moments."""
    return sorted(
        (
            Wave(
                datetime.combine(day, TEN, ZoneInfo(zone)).astimezone(UTC),
                [user for user, theirs in people.items() if theirs == zone],
            )
            for zone in set(people.values())
        ),
        key=lambda wave: wave.due,
    )


@asynccontextmanager
async def prompters(
    url: str,
    folder: Path,
    slack: StandIn,
    *,
    people: int,
    zones: Sequence[str] = ZONES,
    hours: Sequence[time] = HOURS,
    **orders: object,
) -> AsyncIterator[Prompters]:
    """A team that checks in on workdays; nobody works yet.

    Args:
        url: a database at the newest revision.
        folder: for the clock.
    """
    clock = HandClock(folder / "clock")
    clock.put(datetime.combine(MONDAY, time(), UTC) - timedelta(days=1))
    database = Database(url, clock=clock.now)
    them = {f"U{number:04}": zones[number % len(zones)] for number in range(people)}
    await settle_in(database, them, hours)
    async with slack.serving():
        told = replace(PromptOrders(url, slack.url, clock_file=str(clock.file)), **orders)  # type: ignore[arg-type]  # a test names the fields
        crew = Prompters(
            database, slack, told, random.Random(slack.seed), clock=clock, people=them, hours=hours
        )
        try:
            yield crew
        finally:
            await crew.dismiss()
            await database.close()


async def settle_in(database: Database, people: dict[str, str], hours: Sequence[time]) -> None:
    """The team, its people and its check-ins."""
    parts = register_features(Parts(database, Directory(_nowhere)))
    database.before_commit = (parts.subscriptions.run, workspaces.record_activity, write_surfaces)
    edge = database.edge(WORKSPACE)
    await edge.commit(workspaces.install, name="Chaos", bot_user="UBOT", bot_id=BOT)
    facts = [PersonFacts(user, user, zone, WORKSPACE, PersonKind.MEMBER) for user, zone in people.items()]
    await edge.commit(workspaces.remember, facts)
    await database.edge(WORKSPACE, next(iter(people))).commit(_begin, list(people), hours)


def _begin(tx: Transaction, users: list[str], hours: Sequence[time]) -> None:
    draft = StartDraft(CHANNEL, "chaos", is_private=False, purpose="Good answers", chosen=tuple(users))
    team = teams.start(tx, draft)
    teams.arrived(tx, team.id, ChannelFacts("chaos", is_private=False), users)
    for at in hours:
        wanted = CadenceDraft(team.id, Kind.CHECKIN, Rhythm(WORKDAYS, at), {"of": "members"}, {})
        enroll(tx, cadences.create(tx, wanted).id, users)


async def _nowhere(_: str) -> None:
    return None


def _occasions(session: Session, _: datetime) -> int:
    return session.execute(select(func.count()).select_from(Occasion)).scalar_one()


def _on_record(session: Session, _: datetime) -> Asked:
    return Counter((row.user, row.day) for row in session.execute(select(Prompt.user, Prompt.day)))


def _shown(session: Session, _: datetime) -> dict[tuple[str, date], list[str]]:
    rows = session.execute(select(SurfaceRow.id, SurfaceRow.subject).where(SurfaceRow.kind == PROMPT))
    surfaces: dict[UUID, list[str]] = {}
    for row in rows:
        surfaces.setdefault(UUID(row.subject), []).append(str(row.id))
    found: dict[tuple[str, date], list[str]] = {}
    for prompt in session.execute(select(Prompt.id, Prompt.user, Prompt.day)):
        found.setdefault((prompt.user, prompt.day), []).extend(surfaces.get(prompt.id, []))
    return found
