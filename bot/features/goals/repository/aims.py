"""All SQL of aims."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.goals.models import Adoption, Aim, Goal
from bot.features.goals.values import STANDING, AboveGoal, AdoptionState, AimView, GoalState
from bot.features.teams.models import Member, Team
from bot.features.teams.values import TeamState
from bot.features.teams.visibility import belongs, visible_teams
from bot.features.workspaces.models import Workspace

ADOPTED, THEIRS = aliased(Goal), aliased(Team)
AIM = (
    Aim.id,
    Aim.title,
    Aim.team_id,
    Aim.parent_id,
    Aim.is_retired,
    Adoption.goal_id,
    ADOPTED.state,
    THEIRS.channel,
    THEIRS.is_private,
)
ACCEPTED = Adoption.state == AdoptionState.ACCEPTED


class AimRepository(Repository):
    """Aims that the actor may see: the workspace's are its members' to see, and the teams' as the teams are."""

    def aim(self, aim_id: UUID) -> AimView | None:
        """One aim."""
        return next(iter(self._views(self._seen().where(Aim.id == aim_id))), None)

    def of_team(self, team_id: UUID, *, most: int) -> list[AimView]:
        """A team's aims and then the workspace's, at most so many of each, those that go on first, by title."""
        order = (Aim.is_retired, func.lower(Aim.title), Aim.id)
        queries = [self._seen().where(whose).order_by(*order).limit(most) for whose in _whose(team_id)]
        return [aim for query in queries for aim in self._views(query)]

    def seen(self, team_id: UUID | None) -> list[AimView]:
        """All aims, or those of a team, those that its standing goals were adopted as, and the workspace's; by title."""
        query = self._seen()
        if team_id is not None:
            mine = (Goal.workspace == self.tx.workspace, Goal.team_id == team_id, Goal.state.in_(STANDING))
            adopted = select(Goal.id).where(*mine)
            theirs = or_(Aim.team_id == team_id, Adoption.goal_id.in_(adopted))
            query = query.where(or_(Aim.team_id.is_(None), theirs))
        return self._views(query.order_by(func.lower(Aim.title), Aim.id))

    def called(self, team_id: UUID | None, title: str) -> AimView | None:
        """The aim of this title, whatever its case, that is a team's or the whole workspace's."""
        whose = Aim.team_id == team_id if team_id else Aim.team_id.is_(None)
        query = self._seen().where(whose).order_by(Aim.is_retired, Aim.id)
        wanted = title.casefold()
        return next((aim for aim in self._views(query) if aim.title.casefold() == wanted), None)

    def make(self, team_id: UUID | None, title: str, *, parent_id: UUID | None = None) -> UUID | None:
        """Write a new aim; None when there is one of this very title."""
        aim_id = new_id()
        row = {"id": aim_id, "workspace": self.tx.workspace, "team_id": team_id, "title": title}
        return aim_id if insert_if_new(self.session, Aim, {**row, "parent_id": parent_id}) else None

    def adopt(self, team_id: UUID, title: str) -> UUID:
        """Write an aim whose title is a goal's."""
        return self.add(Aim(team_id=team_id, title=title, parent_id=None, is_adopted=True)).id

    def change(self, aim: AimView, **values: object) -> bool:
        """Write new values, unless somebody else renamed it since it was seen: then False."""
        as_seen = (Aim.workspace == self.tx.workspace, Aim.id == aim.id, Aim.title == aim.title)
        return self.session.connection().execute(update(Aim).where(*as_seen).values(**values)).rowcount > 0

    def goals_serving(self, aim_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """How many standing goals that the actor may see serve each of these aims."""
        query = (
            select(Goal.aim_id, func.count())
            .where(Goal.workspace == self.tx.workspace, Goal.aim_id.in_(aim_ids), Goal.state.in_(STANDING))
            .where(Goal.team_id.in_(visible_teams(self.tx)))
            .group_by(Goal.aim_id)
        )
        return {aim_id: count for aim_id, count in self.session.execute(query) if aim_id is not None}

    def hold(self) -> None:
        """Change alone what serves what until this transaction ends: two halves of a circle may come from two teams."""
        mine = select(Workspace.workspace).where(Workspace.workspace == self.tx.workspace)
        self.session.execute(mine.with_for_update(key_share=True))

    def links(self) -> dict[UUID, AboveGoal]:
        """Of every adopted aim of the workspace, its goal and what that serves; whoever may see them."""
        query = (
            select(Adoption.aim_id, Goal.id, Goal.team_id, Goal.number, Goal.title, Goal.aim_id)
            .join(Goal, Goal.id == Adoption.goal_id)
            .where(Adoption.workspace == self.tx.workspace, ACCEPTED, Adoption.aim_id.is_not(None))
        )
        return {
            aim_id: AboveGoal(goal_id, team_id, number, title, serves)
            for aim_id, goal_id, team_id, number, title, serves in self.session.execute(query)
            if aim_id is not None
        }

    def stewards_somewhere(self, user: str) -> bool:
        """Whether somebody stewards a team that is at work."""
        query = select(
            exists().where(
                Team.id == Member.team_id,
                Team.state == TeamState.ACTIVE,
                Member.workspace == self.tx.workspace,
                Member.user == user,
                Member.is_steward,
            )
        )
        return bool(self.session.scalar(query))

    def follow(self, goal_id: UUID, title: str) -> list[UUID]:
        """Write a goal's title into the aims that other teams adopted from it; their ids."""
        adopted = select(Adoption.aim_id).where(
            Adoption.workspace == self.tx.workspace, Adoption.goal_id == goal_id, ACCEPTED
        )
        mine = and_(Aim.workspace == self.tx.workspace, Aim.id.in_(adopted))
        return list(self.session.scalars(update(Aim).where(mine).values(title=title).returning(Aim.id)))

    def _seen(self) -> Select[*tuple[object, ...]]:
        everybodys = and_(Aim.team_id.is_(None), belongs(self.tx))
        return (
            select(*AIM)
            .outerjoin(Adoption, and_(Adoption.aim_id == Aim.id, ACCEPTED))
            .outerjoin(ADOPTED, ADOPTED.id == Adoption.goal_id)
            .outerjoin(THEIRS, THEIRS.id == ADOPTED.team_id)
            .where(Aim.workspace == self.tx.workspace)
            .where(or_(everybodys, Aim.team_id.in_(visible_teams(self.tx))))
        )

    def _views(self, query: Select[*tuple[object, ...]]) -> list[AimView]:
        return [
            AimView(
                id=row.id,
                title=row.title,
                team_id=row.team_id,
                parent_id=row.parent_id,
                goal_id=row.goal_id,
                goal_state=GoalState(row.state) if row.state else None,
                goal_channel="" if row.is_private else row.channel or "",
                is_retired=row.is_retired,
            )
            for row in self.session.execute(query)
        ]


def _whose(team_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return Aim.team_id == team_id, Aim.team_id.is_(None)
