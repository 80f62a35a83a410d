"""What the clock looks for in all workspaces at once."""

from datetime import datetime
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.features.inputs.models import InputRound
from bot.features.inputs.rules import COUNTING, shows_at
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Workspace

Columns = TypeVarTuple("Columns")


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Rounds to be closed, of teams at work: (workspace, round id), the earliest first."""
    over = _open(select(InputRound.workspace, InputRound.id)).where(InputRound.closes_at <= now - COUNTING)
    query = over.order_by(InputRound.closes_at).limit(most)
    return [(workspace, round_id) for workspace, round_id in session.execute(query)]


def next_close(session: Session) -> datetime | None:
    """When the first of all open rounds closes, of teams at work."""
    ends = session.scalar(_open(select(func.min(InputRound.closes_at))))
    return shows_at(ends) if ends is not None else None


def _open(rounds: Select[*Columns]) -> Select[*Columns]:
    """Open ones of teams in whose channels Cairn is, in workspaces that have it."""
    at_work = (Team.state == TeamState.ACTIVE.value, Workspace.is_active.is_not(False))
    return (
        rounds.join(Team, Team.id == InputRound.team_id)
        .outerjoin(Workspace, Workspace.workspace == InputRound.workspace)
        .where(InputRound.closed_at.is_(None), *at_work)
    )
