"""What the clock looks for in all workspaces at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from bot.db.upsert import insert_each_if_new
from bot.features.cadences.values import Due
from bot.features.retrospectives.models import Noted, Retro, RetroDue
from bot.features.retrospectives.values.phases import Phase
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Workspace

Columns = TypeVarTuple("Columns")
TABLES = ("contribution", "anonymous_reflection")  # in the order in which use cases come to them


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Retros whose phase is over, of teams at work: (workspace, retro id), the earliest first."""
    over = _at_work(select(Retro.workspace, Retro.id)).where(Retro.due_at <= now)
    query = over.order_by(Retro.due_at).limit(most)
    return [(workspace, retro_id) for workspace, retro_id in session.execute(query)]


def next_step(session: Session) -> datetime | None:
    """When the first phase of any retro ends next, of teams at work."""
    return session.scalar(_at_work(select(func.min(Retro.due_at))))


def voting_until(session: Session, now: datetime, within: timedelta, *, most: int) -> list[tuple[str, UUID]]:
    """Retros whose vote ends soon: (workspace, retro id)."""
    soon = (Retro.phase == Phase.VOTE.value, Retro.due_at > now, Retro.due_at <= now + within)
    query = select(Retro.workspace, Retro.id).where(*soon).order_by(Retro.due_at).limit(most)
    return [(workspace, retro_id) for workspace, retro_id in session.execute(query)]


def noted(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID, str, str]]:
    """Noted messages to ask Slack for: (workspace, note id, channel, ts)."""
    query = select(Noted.workspace, Noted.id, Noted.channel, Noted.ts).where(Noted.try_at <= now)
    rows = session.execute(query.order_by(Noted.try_at).limit(most))
    return [(workspace, note_id, channel, ts) for workspace, note_id, channel, ts in rows]


def try_later(session: Session, now: datetime, note_id: UUID, pause: timedelta) -> None:
    """Slack could not answer; it is asked again after the pause, unless the note was taken back."""
    asked = update(Noted).where(Noted.id == note_id, Noted.try_at.is_not(None))
    session.execute(asked.values(try_at=now + pause))


def keep_due(session: Session, due: Sequence[Due]) -> None:
    """Occurrences of teams' rhythms, each once, until a retro began."""
    insert_each_if_new(
        session,
        RetroDue,
        [
            {
                "workspace": one.workspace,
                "cadence_id": one.cadence_id,
                "day": one.day.isoformat(),
                "team_id": one.team_id,
                "done": False,
            }
            for one in due
        ],
    )


def to_start(session: Session, _: datetime, *, most: int) -> list[tuple[str, UUID, str]]:
    """Occurrences of teams' rhythms that nothing was done about: (workspace, cadence id, day)."""
    query = select(RetroDue.workspace, RetroDue.cadence_id, RetroDue.day).where(RetroDue.done.is_(False))
    return [(workspace, cadence, day) for workspace, cadence, day in session.execute(query.limit(most))]


def _at_work(retros: Select[*Columns]) -> Select[*Columns]:
    """Those of teams in whose channels Cairn is, in workspaces that have it."""
    joined = retros.join(Team, Team.id == Retro.team_id).join(
        Workspace, Workspace.workspace == Retro.workspace, isouter=True
    )
    return joined.where(Team.state == TeamState.ACTIVE.value, Workspace.is_active.is_not(False))
