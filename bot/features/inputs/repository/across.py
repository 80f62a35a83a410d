"""What the clock looks for in all workspaces at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.inputs.models import InputRound
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Workspace


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Rounds whose time is over, of teams at work: (workspace, round id), the earliest first."""
    over = (InputRound.closed_at.is_(None), InputRound.closes_at <= now)
    at_work = (Team.state == TeamState.ACTIVE.value, Workspace.is_active.is_not(False))
    query = (
        select(InputRound.workspace, InputRound.id)
        .join(Team, Team.id == InputRound.team_id)
        .outerjoin(Workspace, Workspace.workspace == InputRound.workspace)
        .where(*over, *at_work)
        .order_by(InputRound.closes_at)
        .limit(most)
    )
    return [(workspace, round_id) for workspace, round_id in session.execute(query)]
