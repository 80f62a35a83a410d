"""A team's timeline (P7)."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.planning.repository.backlog import Backlog
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.repository.milestones import Milestones
from bot.features.planning.service.access import today_of
from bot.features.planning.values.timeline import ENTRIES_MOST, MILESTONES_MOST, REQUESTS_MOST, Timeline
from bot.features.teams import service as teams


def timeline_in(tx: Transaction, channel: str) -> Timeline:
    """The timeline of a channel's team.

    Raises:
        NoTeamHere: no team works there.
    """
    return timeline(tx, teams.required_team_in(tx, channel).id)


def timeline(tx: Transaction, team_id: UUID) -> Timeline:
    """What lies before a team, and what is late.

    Raises:
        NotFound: the actor may not see the team.
    """
    team, cycle = teams.team(tx, team_id), cycles.current(tx, team_id)
    today = today_of(tx)
    total, rows = Backlog(tx).due(team.id, most=ENTRIES_MOST)
    of_milestones, milestones = Milestones(tx).since(team.id, cycle.starts_on, most=MILESTONES_MOST)
    shown = [row.initiative.id for row in rows]
    asked, requests = Dependencies(tx).unsettled_of(team.id, today, shown=shown, most=REQUESTS_MOST)
    return Timeline(
        team_id=team.id,
        today=today,
        number=cycle.number,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        milestones=tuple(milestones),
        rows=rows,
        left_out=total - len(rows),
        milestones_left_out=of_milestones - len(milestones),
        requests=tuple(requests),
        requests_left_out=asked - len(requests),
        is_member=teams.is_member(tx, team.id, tx.actor or ""),
        late=Dependencies(tx).late_for(shown, today),
    )
