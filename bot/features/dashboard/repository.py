"""SQL of days: where another one began, and what tells of something that a new day makes older."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, func, literal, select
from sqlalchemy.orm import Session

from bot.db.repository import Repository
from bot.features.planning.models.initiatives import Initiative
from bot.features.planning.values.initiatives import OPEN
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Activity, Person, Workspace

BOARDS = "boards:"  # before a zone's name: what the activity log calls the boards of its teams
STARTER = and_(Person.workspace == Team.workspace, Person.user == Team.started_by)
starters_zone = func.coalesce(Person.zone, "")


def zones(session: Session) -> list[tuple[str, str, datetime | None]]:
    """Where teams are at work, across workspaces: (workspace, zone, when their boards were drawn for a day last)."""
    places = (
        select(Team.workspace, starters_zone.label("zone"))
        .outerjoin(Person, STARTER)
        .join(Workspace, Workspace.workspace == Team.workspace)
        .where(Team.state == TeamState.ACTIVE, Workspace.is_active)
        .distinct()
        .subquery()
    )
    named = literal(BOARDS, String).concat(places.c.zone)
    drawn = (
        select(func.max(Activity.at))
        .where(Activity.workspace == places.c.workspace, Activity.subject == named)
        .correlate(places)
        .scalar_subquery()
    )
    return [(workspace, zone, at) for workspace, zone, at in session.execute(select(places, drawn))]


class DayRepository(Repository):
    """The teams of one zone in one workspace."""

    def teams_in(self, zone: str) -> list[UUID]:
        """Those at work whose days go by this zone."""
        return list(
            self.session.scalars(select(Team.id).outerjoin(Person, STARTER).where(*self._there(zone)))
        )

    def grown_late_in(self, zone: str, since: date, today: date) -> list[UUID]:
        """The goals of these teams that have an open initiative whose last day, from `since` on, is over."""
        query = (
            select(Initiative.goal_id)
            .join(Team, Team.id == Initiative.team_id)
            .outerjoin(Person, STARTER)
            .where(*self._there(zone), Initiative.goal_id.is_not(None))
            .where(Initiative.state.in_(sorted(OPEN)), Initiative.due >= since, Initiative.due < today)
        )
        return [goal_id for goal_id in self.session.scalars(query.distinct()) if goal_id is not None]

    def _there(self, zone: str) -> tuple[ColumnElement[bool], ...]:
        return (Team.workspace == self.tx.workspace, Team.state == TeamState.ACTIVE, starters_zone == zone)
