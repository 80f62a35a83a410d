"""SQL of the goals that a form or a menu offers: a few of a team that may have thousands."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from bot.db.repository import Repository
from bot.features.goals.models import Goal
from bot.features.goals.values import GoalState
from bot.features.planning.values.shown import GoalChoice
from bot.features.teams.visibility import visible_teams

STANDING = (GoalState.PROPOSED.value, GoalState.COMMITTED.value)


class GoalChoices(Repository):
    """Goals of the teams that the actor may see which are proposed or committed."""

    def newest(self, team_id: UUID, *, most: int, also: UUID | None = None) -> tuple[GoalChoice, ...]:
        """The newest goals of a team by number, and one more, whatever became of it."""
        theirs = select(Goal.id).where(Goal.workspace == self.tx.workspace, Goal.team_id == team_id)
        newest = theirs.where(Goal.state.in_(STANDING)).order_by(Goal.number.desc()).limit(most)
        chosen = or_(Goal.id.in_(newest), Goal.id == also)
        return self._found(self._seen().where(Goal.team_id == team_id, chosen))

    def numbered(self, team_id: UUID, number: int) -> GoalChoice | None:
        """The team's goal of this number."""
        theirs = self._seen().where(Goal.team_id == team_id, Goal.number == number)
        return next(iter(self._found(theirs.where(Goal.state.in_(STANDING)))), None)

    def is_on_record(self, team_id: UUID, number: int) -> bool:
        """Whether the team had a goal of this number, whatever became of it."""
        theirs = self._seen().where(Goal.team_id == team_id, Goal.number == number)
        return self.session.execute(theirs).first() is not None

    def _seen(self) -> Select[UUID, int, str]:
        mine = select(Goal.id, Goal.number, Goal.title).where(Goal.workspace == self.tx.workspace)
        return mine.where(Goal.team_id.in_(visible_teams(self.tx)))

    def _found(self, query: Select[UUID, int, str]) -> tuple[GoalChoice, ...]:
        rows = self.session.execute(query.order_by(Goal.number))
        return tuple(GoalChoice(row.id, row.number, row.title) for row in rows)
