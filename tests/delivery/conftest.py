"""A small house for delivery: one table of notes that surfaces show, and a Slack in memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery import models
from bot.delivery.delivery import Delivery
from bot.delivery.pacing import Pace, unlimited
from bot.delivery.renderers import Renderers
from bot.delivery.surfaces import surface_by_key, withdraw, write_surfaces
from bot.delivery.timing import Timing
from bot.delivery.values import Home, Message, Surface
from tests.databases import open_database
from tests.delivery.fake_slack import FakeSlack

NOTE = "note"
DASHBOARD = "dashboard"
QUICK = Timing(
    lease=timedelta(seconds=0.4),
    call=timedelta(seconds=0.05),
    quarantine=timedelta(seconds=0.05),
    verify_after=(timedelta(seconds=0.05), timedelta(seconds=0.1)),
    poll=timedelta(seconds=0.05),
    slowest_retry=timedelta(seconds=0.05),
)


@dataclass(slots=True)
class House:
    """Everything a delivery test needs; `drawings` says how each subject looks right now."""

    database: Database
    slack: FakeSlack
    renderers: Renderers
    drawings: dict[str, Message | Home | None] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)

    def delivery(self, *, timing: Timing = QUICK, pace: Pace | None = None) -> Delivery:
        return Delivery(self.database, self.slack, self.renderers, timing=timing, pace=pace or unlimited())

    async def show(
        self,
        subject: str,
        audience: str = "C1",
        *,
        drawing: Message | Home | None = Message("hello"),  # noqa: B008 - frozen
        workspace: str = "T1",
        kind: str = NOTE,
        thread_of: str | None = None,
    ) -> None:
        self.drawings.setdefault(subject, drawing)
        await self.database.edge(workspace).commit(
            lambda tx: tx.show(kind, subject, audience, key=subject, thread_of=thread_of)
        )

    async def touch(self, subject: str, drawing: Message | Home | None, *, kind: str = NOTE) -> None:
        self.drawings[subject] = drawing
        await self.database.edge("T1").commit(lambda tx: tx.touch(kind, subject))

    async def withdraw(self, subject: str) -> None:
        await self.database.edge("T1").commit(withdraw, NOTE, subject)

    async def surface(self, key: str, workspace: str = "T1") -> Surface:
        surface = await self.database.edge(workspace).read(surface_by_key, key)
        assert surface is not None
        return surface

    async def column(self, key: str, name: str) -> object:
        columns = models.SurfaceRow.__table__.c
        query = select(columns[name]).where(columns.key == key)
        return await self.database.read_across(lambda session, _: session.scalar(query))

    def draw(self, _: Transaction, surface: Surface) -> Message | Home | None:
        return self.drawings[surface.subject]

    def note_deletion(self, _: Transaction, surface: Surface) -> None:
        self.deleted.append(surface.subject)


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    database = open_database(database_url)
    database.before_commit = [write_surfaces]
    home = House(database, FakeSlack(), Renderers())
    home.renderers.register(NOTE, home.draw, gone=home.note_deletion)
    home.renderers.register(DASHBOARD, home.draw)
    yield home
    await database.close()
