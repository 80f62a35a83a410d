"""SQL across workspaces: what became due is written down, and what is to be sent is found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.upsert import insert_each_if_new
from bot.features.cadences.models import Cadence
from bot.features.cadences.values import Due, ZonePolicy
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState, PromptState
from bot.features.workspaces.models import Person, Workspace

WAITING = literal(PromptState.WAITING.value, literal_execute=True)  # for the index, which knows no parameter
Whose = tuple[str, str]  # workspace and user
Key = tuple[str, str, date]  # workspace, user and local day


@dataclass(frozen=True, slots=True)
class Entry:
    """A check-in that became due, and the person's own local day that it falls on."""

    due: Due
    day: date
    expires_at: datetime

    @property
    def key(self) -> Key:
        return (self.due.workspace, self.due.user, self.day)


@dataclass(frozen=True, slots=True)
class DuePrompt:
    """A prompt to be sent."""

    workspace: str
    id: UUID
    user: str


@dataclass(frozen=True, slots=True)
class OnDay:
    """A person's prompt of one day, and whether it was sent already."""

    id: UUID
    is_shown: bool


def zones_of(session: Session, whose: Collection[Whose]) -> dict[Whose, str]:
    """The zone names of people who are known."""
    if not whose:
        return {}
    query = select(Person.workspace, Person.user, Person.zone).where(
        tuple_(Person.workspace, Person.user).in_(whose)
    )
    return {(row.workspace, row.user): row.zone for row in session.connection().execute(query)}


def by_the_teams_clock(session: Session, cadence_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cadences that go by their team's zone; the others go by each person's own."""
    query = select(Cadence.id).where(Cadence.id.in_(cadence_ids), Cadence.zone_policy == ZonePolicy.TEAM)
    return {row.id for row in session.connection().execute(query)}


def write_prompts(session: Session, entries: Sequence[Entry]) -> dict[Key, OnDay]:
    """A prompt for each person and day that has none, and all of them by key."""
    rows = {
        entry.key: {
            "id": new_id(),
            "workspace": entry.due.workspace,
            "user": entry.due.user,
            "day": entry.day,
            "send_at": entry.due.due,
            "expires_at": entry.expires_at,
            "state": PromptState.WAITING.value,
            "turn": 0,
            "is_unfolded": False,
            "asks_rhythm": False,
            "shown_at": None,
            "responded_at": None,
        }
        for entry in entries
    }
    new = insert_each_if_new(
        session, Prompt, list(rows.values()), returning=("workspace", "user", "day", "id")
    )
    written = {(row.workspace, row.user, row.day): OnDay(row.id, is_shown=False) for row in new}
    return written | _on_day(session, rows.keys() - written.keys())


def _on_day(session: Session, keys: Collection[Key]) -> dict[Key, OnDay]:
    """The prompts that are there already."""
    if not keys:
        return {}
    mine = tuple_(Prompt.workspace, Prompt.user, Prompt.day).in_(keys)
    query = select(Prompt.workspace, Prompt.user, Prompt.day, Prompt.id, Prompt.state).where(mine)
    return {
        (row.workspace, row.user, row.day): OnDay(row.id, row.state == PromptState.SHOWN)
        for row in session.connection().execute(query)
    }


def write_occasions(session: Session, entries: Sequence[Entry], prompts: dict[Key, OnDay]) -> None:
    """An occasion for each of them; whoever checked in before being asked has it already."""
    rows = [
        {
            "id": new_id(),
            "workspace": entry.due.workspace,
            "prompt_id": prompts[entry.key].id,
            "cadence_id": entry.due.cadence_id,
            "team_id": entry.due.team_id,
            "user": entry.due.user,
            "day": entry.due.day,
            "state": OccasionState.OPEN.value,
            "is_asked": True,
        }
        for entry in entries
    ]
    insert_each_if_new(session, Occasion, rows)


def first_waiting(session: Session) -> datetime | None:
    """The earliest moment at which a prompt on record is to be sent, in any workspace."""
    return session.scalar(select(func.min(Prompt.send_at)).where(Prompt.state == WAITING))


def due_prompts(session: Session, now: datetime, *, most: int) -> list[DuePrompt]:
    """Prompts whose moment has come in workspaces that have Cairn, longest due first."""
    query = (
        select(Prompt.workspace, Prompt.id, Prompt.user)
        .join(Workspace, Workspace.workspace == Prompt.workspace)
        .where(Prompt.state == WAITING, Prompt.send_at <= now, Workspace.is_active)
        .order_by(Prompt.send_at)
        .limit(most)
    )
    return [DuePrompt(*row) for row in session.connection().execute(query)]
