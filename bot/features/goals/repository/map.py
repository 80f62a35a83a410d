"""What the map is drawn from: goals and aims in few columns, because a workspace may have ten thousand."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from bot.db.repository import Repository
from bot.features.goals.models import Goal
from bot.features.goals.values import STANDING, GoalState, MapGoal
from bot.features.teams.models import Team
from bot.features.teams.visibility import visible_teams

g = Goal.__table__.c
GOAL = (g.id, g.team_id, g.number, g.title, g.state, g.aim_id)
STATES = {state.value: state for state in GoalState}


class MapRepository(Repository):
    """Standing goals that the actor may see, and where their teams are."""

    def goals(self, team_id: UUID | None) -> list[MapGoal]:
        """A team's standing goals by number, or those of all teams, one team after the other."""
        query = (
            select(*GOAL)
            .where(g.workspace == self.tx.workspace, g.state.in_(STANDING))
            .where(g.team_id.in_(visible_teams(self.tx)))
            .order_by(g.team_id, g.number)
        )
        if team_id is not None:
            query = query.where(g.team_id == team_id)
        return [
            MapGoal(goal_id, owner, number, title, STATES[state], aim_id)
            for goal_id, owner, number, title, state, aim_id in self.tx.connection.execute(query)
        ]

    def channels(self, team_ids: Collection[UUID]) -> dict[UUID, str]:
        """Slack channel of each of these teams that the actor may see."""
        query = select(Team.id, Team.channel).where(
            Team.workspace == self.tx.workspace, Team.id.in_(team_ids), Team.id.in_(visible_teams(self.tx))
        )
        return dict(self.session.execute(query).all())
