"""SQL of who takes part in a check-in; asked whoever acts, so never for a person's eyes."""

from uuid import UUID

from sqlalchemy import select

from bot.db.repository import Repository
from bot.features.goals.models import Goal
from bot.features.goals.values import STANDING
from bot.features.ownership.models import Driver
from bot.features.planning.models.actions import Action
from bot.features.planning.values.actions import ActionState
from bot.features.teams.models import Member


class Participants(Repository):
    """The people of one team, by what they do in it."""

    def drivers(self, team_id: UUID) -> set[str]:
        """Who drives a goal of the team's that stands."""
        query = (
            select(Driver.user)
            .join(Goal, Goal.id == Driver.subject_id)
            .where(
                Goal.workspace == self.tx.workspace,
                Goal.team_id == team_id,
                Goal.state.in_(STANDING),
            )
        )
        return set(self.session.scalars(query))

    def owners(self, team_id: UUID) -> set[str]:
        """Who has taken on an action of the team's that is open."""
        query = select(Action.owner).where(
            Action.workspace == self.tx.workspace,
            Action.team_id == team_id,
            Action.state == ActionState.OPEN.value,
        )
        return {owner for owner in self.session.scalars(query) if owner}

    def members(self, team_id: UUID) -> set[str]:
        query = select(Member.user).where(Member.workspace == self.tx.workspace, Member.team_id == team_id)
        return set(self.session.scalars(query))

    def stewards(self, team_id: UUID) -> tuple[str, ...]:
        query = select(Member.user).where(
            Member.workspace == self.tx.workspace, Member.team_id == team_id, Member.is_steward
        )
        return tuple(self.session.scalars(query.order_by(Member.since, Member.user)))

    def team_of_goal(self, goal_id: UUID) -> UUID | None:
        query = select(Goal.team_id).where(Goal.workspace == self.tx.workspace, Goal.id == goal_id)
        return self.session.scalars(query).one_or_none()
