"""SQL across workspaces: what became due is written down, and what is to be sent is found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, and_, bindparam, func, literal, or_, select, tuple_, update
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.upsert import insert_each_if_new
from bot.features.attention.rules import INTRODUCTION
from bot.features.cadences.models import Cadence
from bot.features.cadences.values import Due, ZonePolicy
from bot.features.checkins.models.prompts import Occasion, Prompt
from bot.features.checkins.values.prompts import OccasionState, PromptState
from bot.features.workspaces.models import Person, Workspace

PROMPTS = cast("Table", Prompt.__table__)
LEFT_OUT = (PromptState.QUIET, PromptState.EXPIRED)
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
    """A person's prompt of one day: sent already, left out so far, or neither yet."""

    id: UUID
    is_shown: bool = False
    is_left_out: bool = False


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
    written = {(row.workspace, row.user, row.day): OnDay(row.id) for row in new}
    return written | _on_day(session, rows.keys() - written.keys())


def _on_day(session: Session, keys: Collection[Key]) -> dict[Key, OnDay]:
    """The prompts that are there already, held, so that nobody sends or leaves them out meanwhile."""
    if not keys:
        return {}
    mine = tuple_(Prompt.workspace, Prompt.user, Prompt.day).in_(keys)
    query = (
        select(Prompt.workspace, Prompt.user, Prompt.day, Prompt.id, Prompt.state)
        .where(mine)
        .order_by(Prompt.id)
        .with_for_update()
    )
    return {
        (row.workspace, row.user, row.day): OnDay(
            row.id, row.state == PromptState.SHOWN, row.state in LEFT_OUT
        )
        for row in session.connection().execute(query)
    }


def wake(session: Session, entries: Sequence[Entry], prompts: Mapping[Key, OnDay]) -> None:
    """Of what nobody was asked that day something is due now: it waits again."""
    rows = [
        {"of": prompts[entry.key].id, "at": entry.due.due}
        for entry in entries
        if prompts[entry.key].is_left_out
    ]
    if rows:
        again = update(PROMPTS).where(PROMPTS.c.id == bindparam("of"))
        session.connection().execute(
            again.values(state=PromptState.WAITING.value, send_at=bindparam("at")), rows
        )


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
            "actions_only": not entry.due.takes_part,
        }
        for entry in entries
    ]
    insert_each_if_new(session, Occasion, rows)


def first_waiting(session: Session) -> datetime | None:
    """The earliest moment at which a prompt on record is to be sent, in any workspace."""
    return session.scalar(select(func.min(Prompt.send_at)).where(Prompt.state == WAITING))


def due_prompts(session: Session, now: datetime, *, most: int) -> list[DuePrompt]:
    """Prompts whose moment has come in workspaces that have Cairn, longest due first.

    Whoever Slack wasn't asked about yet, so that nobody knows their zone, waits a little for that.
    """
    is_known = or_(Person.looked_up_at.is_not(None), Prompt.send_at <= now - INTRODUCTION)
    query = (
        select(Prompt.workspace, Prompt.id, Prompt.user)
        .join(Workspace, Workspace.workspace == Prompt.workspace)
        .outerjoin(Person, and_(Person.workspace == Prompt.workspace, Person.user == Prompt.user))
        .where(Prompt.state == WAITING, Prompt.send_at <= now, Workspace.is_active, is_known)
        .order_by(Prompt.send_at)
        .limit(most)
    )
    return [DuePrompt(*row) for row in session.connection().execute(query)]
