"""A team in three zones that checks in on Tuesdays at ten, every room wired as in the app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from bot.app import register_features
from bot.db.database import Database, Edge
from bot.db.transaction import Show, Touch, Transaction
from bot.delivery.surfaces import write_surfaces
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import Kind
from bot.features.checkins.service import answers, early, ledger, sending
from bot.features.checkins.service import prompts as prompting
from bot.features.checkins.values.prompts import AnswerView, Telling
from bot.features.dashboard.values import HOME
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service as ownership
from bot.features.parts import Parts
from bot.features.workspaces.service import install, record_activity
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.cadences.factories import ANA, BEN, CYD, NOON, WORKSPACE, draft, team_at_work
from tests.features.goals import factories as goal_factories
from tests.worlds import begun

CAIRN = "U0CAIRN"


@dataclass
class Room:
    """What people of the team do, and what their transactions asked to show."""

    database: Database
    parts: Parts
    now: datetime = NOON
    team: UUID = field(default_factory=uuid4)
    cadence: UUID = field(default_factory=uuid4)
    shown: list[Show] = field(default_factory=list)
    touched: set[Touch] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)

    def as_(self, user: str | None) -> Edge:
        return self.database.edge(WORKSPACE, user)

    def note(self, tx: Transaction) -> None:
        """Keep what is shown, each key once, and what the newest transaction touches; people's Homes apart."""
        known = {show.key for show in self.shown}
        self.shown += [show for show in tx.shown if show.key not in known]
        self.touched = {touch for touch in tx.touched if touch.kind != HOME}
        self.homes = {touch.subject for touch in tx.touched if touch.kind == HOME}

    def of(self, kind: str) -> list[Show]:
        return [show for show in self.shown if show.kind == kind]

    async def until(self, moment: datetime) -> None:
        """Time passes, and the clock does its jobs then."""
        self.now = moment
        await self.database.write_across(ledger.materialise)
        for workspace, due in (await self.database.read_across(ledger.due_prompts)).items():
            edge = self.database.edge(workspace)
            await edge.commit(sending.send, [prompt.id for prompt in due], {})
        await self.run_job("checkins.post_digests")

    async def after(self, span: timedelta) -> None:
        await self.until(self.now + span)

    async def run_job(self, name: str) -> None:
        [job] = [job for job in self.parts.jobs.all if job.name == name]
        await job.work()

    async def says(self, user: str, goal_id: UUID | None = None, **said: Any) -> list[AnswerView]:
        """Somebody answers their newest check-in, asked or not."""
        prompt = await self.as_(user).commit(early.check_in_now)
        return await self.as_(user).commit(answers.tell, prompt.id, Telling(goal_id=goal_id, **said))

    async def skips(self, user: str) -> None:
        prompt = await self.as_(user).commit(early.check_in_now)
        await self.as_(user).commit(prompting.skip, prompt.id)

    async def goal_of(self, user: str, title: str = "Members get an answer within a day") -> GoalView:
        """A goal that this person drives."""
        wanted = goal_factories.draft(title, team_id=self.team)
        goal = await self.as_(user).commit(goals.propose, wanted)
        await self.as_(user).commit(ownership.claim, goal.id)
        return goal


@asynccontextmanager
async def checking_in(database_url: str) -> AsyncIterator[Room]:
    """Ana in Amsterdam, Ben in New York and Cyd in Tokyo; it is Monday noon, UTC."""
    database = open_database(database_url)

    async def client_of(_: str) -> None:
        return None

    parts = register_features(Parts(database, Directory(client_of)))
    room = Room(database, parts)
    database.clock = lambda: room.now
    database.before_commit = (parts.subscriptions.run, record_activity, room.note, write_surfaces)
    begin = await begun(database_url, "checking in", partial(_begin, room))
    room.team, room.cadence, room.shown = begin.team, begin.cadence, list(begin.shown)
    yield room
    await database.close()


@dataclass(frozen=True)
class Begin:
    """What a team that checks in has when it begins."""

    team: UUID
    cadence: UUID
    shown: tuple[Show, ...]


async def _begin(room: Room) -> Begin:
    await room.as_(None).commit(install, name="Shore", bot_user=CAIRN, bot_id="B0CAIRN")
    team = await room.as_(ANA).commit(team_at_work)
    cadence = await room.as_(ANA).commit(_cadence, team)
    return Begin(team, cadence, tuple(room.shown))


def _cadence(tx: Transaction, team_id: UUID) -> UUID:
    """A check-in of all three, instead of the one that came with the team."""
    for known in cadences.cadences_of(tx, team_id, Kind.CHECKIN):
        cadences.stop(tx, known.id)
    made = cadences.create(tx, draft(team_id))
    enroll(tx, made.id, [ANA, BEN, CYD])
    return made.id
