"""Set-up check-ins for tests, and a team whose rooms are wired as in the app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from bot.app import register_features
from bot.clock.recurrence import Occurrence, Weekly
from bot.db.database import Database, Edge
from bot.db.transaction import Touch, Transaction
from bot.delivery.surfaces import write_surfaces
from bot.features.cadences.service import cadences, subscriptions
from bot.features.cadences.values import CadenceState, CadenceView, Kind, Rhythm, ZonePolicy
from bot.features.checkins.rules.setup import default_draft, draft_of
from bot.features.checkins.values.setup import Board, CheckinView, Setup, SetupDraft, ZonePreview
from bot.features.dashboard.values import HOME
from bot.features.parts import Parts
from bot.features.teams.values import TeamState, TeamView
from bot.features.workspaces.service import record_activity
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.features.cadences.factories import ANA, MONDAY, NOON, TEN, WORKSPACE, march, team_at_work, utc

TEAM = UUID(int=1)


def entered(team_id: UUID = TEAM, **changed: Any) -> SetupDraft:
    """The usual check-in; `changed` are other fields."""
    return replace(default_draft(team_id), **changed)


def setup(**changed: Any) -> Setup:
    rhythm = Rhythm(Weekly(frozenset({1}), anchor=MONDAY), TEN, ZonePolicy.OWN)
    return replace(Setup(TEAM, rhythm), **changed)


def cadence(
    of: Setup | None = None, *, state: CadenceState = CadenceState.ACTIVE, number: int = 7
) -> CadenceView:
    draft = draft_of(of or setup())
    return CadenceView(
        id=UUID(int=number),
        team_id=TEAM,
        kind=Kind.CHECKIN,
        state=state,
        rhythm=draft.rhythm,
        who=draft.who,
        detail=draft.detail,
        version=3,
        made_by=None,
        made_at=NOON,
        skipped=None,
    )


def preview(zone: str = "Europe/Amsterdam", people: int = 2) -> ZonePreview:
    days = (Occurrence(march(3), utc(3, 9)), Occurrence(march(10), utc(10, 9)))
    return ZonePreview(zone, people, days)


def checkin(of: Setup | None = None, **changed: Any) -> CheckinView:
    kept = of or setup()
    view = CheckinView(cadence(kept), kept, 2, march(3), None, (preview(),))
    return replace(view, **changed)


def board(*checkins: CheckinView, may_change: bool = True) -> Board:
    team = TeamView(TEAM, "C0TEAM", "answers", False, "Good answers", TeamState.ACTIVE, ANA, 3)
    return Board(team, may_change, (ANA,), checkins)


@dataclass
class Room:
    """What people of the team do; `touched` is what the newest transaction asked to draw anew, Homes apart."""

    database: Database
    now: datetime = NOON
    team: UUID = field(default_factory=uuid4)
    touched: set[Touch] = field(default_factory=set)

    def as_(self, user: str | None) -> Edge:
        return self.database.edge(WORKSPACE, user)

    def note(self, tx: Transaction) -> None:
        self.touched = {touch for touch in tx.touched if touch.kind != HOME}

    async def asked(self) -> list[set[str]]:
        """Whom each of the team's check-ins asks, the oldest first."""

        def look(tx: Transaction) -> list[set[str]]:
            found = cadences.cadences_of(tx, self.team, Kind.CHECKIN)
            return [set(subscriptions.enrolled(tx, one.id)) for one in found]

        return await self.as_(None).read(look)


async def _no_slack(_: str) -> None:
    return None


@asynccontextmanager
async def team_room(database_url: str) -> AsyncIterator[Room]:
    """Ana (Amsterdam), Ben (New York) and Cyd (Tokyo); Ana stewards."""
    room = Room(open_database(database_url, clock=lambda: room.now))
    parts = register_features(Parts(room.database, Directory(_no_slack)))
    room.database.before_commit = (parts.subscriptions.run, record_activity, room.note, write_surfaces)
    room.team = await room.as_(ANA).commit(team_at_work)
    yield room
    await room.database.close()
