"""All SQL of a team's roles and decision areas."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.ownership.models import AreaOwner, DecisionArea, RoleHolder, TeamRole
from bot.features.ownership.values import AreaView, RetiredRole, RoleDraft, TeamRoleView
from bot.features.teams.models import Member
from bot.features.teams.visibility import visible_teams


def is_member() -> ColumnElement[bool]:
    """Whether a role's holder is a member of its team: who left holds nothing."""
    return exists().where(Member.team_id == TeamRole.team_id, Member.user == RoleHolder.user)


class Roles(Repository):
    """Roles of the teams that the actor may see."""

    def of_team(self, team_id: UUID) -> list[TeamRoleView]:
        """A team's roles by name, without those that were retired."""
        return self._views(self._active().where(TeamRole.team_id == team_id).order_by(TeamRole.folded))

    def by_id(self, role_id: UUID) -> TeamRoleView | None:
        """One role, unless it was retired."""
        return next(iter(self._views(self._active().where(TeamRole.id == role_id))), None)

    def retired_of(self, team_id: UUID, *, most: int) -> list[RetiredRole]:
        """Those of a team that were retired, the newest first."""
        query = self._retired().where(TeamRole.team_id == team_id).order_by(TeamRole.retired_at.desc())
        return [
            RetiredRole(id=row.id, name=row.name, retired_at=row.retired_at)
            for row in self.session.scalars(query.limit(most))
            if row.retired_at is not None
        ]

    def name_of(self, role_id: UUID) -> str | None:
        """What a role is or was called; None when there was none."""
        query = self._seen().where(TeamRole.id == role_id)
        return next((row.name for row in self.session.scalars(query)), None)

    def hold(self, role_id: UUID) -> None:
        """Keep the role from others who take or change it until this transaction ends."""
        mine = (TeamRole.workspace == self.tx.workspace, TeamRole.id == role_id)
        self.session.execute(select(TeamRole.id).where(*mine).with_for_update(key_share=True))

    def make(self, team_id: UUID, draft: RoleDraft) -> UUID | None:
        """Write a new role; None when the team has one of this name."""
        role_id = new_id()
        row = {
            "id": role_id,
            "workspace": self.tx.workspace,
            "team_id": team_id,
            **_words(draft),
            "changed_at": self.tx.now,
            "retired_at": None,
        }
        return role_id if insert_if_new(self.session, TeamRole, row) else None

    def is_called(self, team_id: UUID, name: str, but: UUID) -> bool:
        """Whether another role of the team has this name."""
        query = self._active().where(TeamRole.team_id == team_id, TeamRole.id != but)
        return self.session.scalars(query.where(TeamRole.folded == name.casefold())).first() is not None

    def change(self, role_id: UUID, draft: RoleDraft) -> None:
        """Write a role's words anew."""
        changed = {**_words(draft), "changed_at": self.tx.now}
        self.session.execute(update(TeamRole).where(self._is(role_id)).values(**changed))

    def retire(self, role_id: UUID) -> None:
        """The role is over, and nobody holds it; what it decided about is nobody's."""
        self.session.execute(update(TeamRole).where(self._is(role_id)).values(retired_at=self.tx.now))
        self.session.execute(delete(AreaOwner).where(AreaOwner.role_id == role_id))
        self.session.execute(delete(RoleHolder).where(RoleHolder.role_id == role_id))

    def take(self, role_id: UUID, user: str) -> bool:
        """Hold the role; False for who does."""
        row = {"workspace": self.tx.workspace, "role_id": role_id, "user": user, "since": self.tx.now}
        return bool(insert_if_new(self.session, RoleHolder, row))

    def lay_down(self, role_id: UUID, user: str) -> bool:
        """Hold the role no more; False for who doesn't."""
        theirs = and_(RoleHolder.workspace == self.tx.workspace, RoleHolder.role_id == role_id)
        gone = delete(RoleHolder).where(theirs, RoleHolder.user == user)
        return bool(self.session.connection().execute(gone).rowcount)

    def area(self, area_id: UUID) -> AreaView | None:
        """One decision area with the roles that have it."""
        query = self.scoped(DecisionArea).where(DecisionArea.id == area_id)
        row = self.session.scalars(query.where(DecisionArea.team_id.in_(visible_teams(self.tx)))).first()
        if row is None:
            return None
        owners = self.owners_of([row.id])
        return AreaView(row.id, row.team_id, row.name, owners.get(row.id, {}))

    def owners_of(self, area_ids: Collection[UUID]) -> dict[UUID, dict[UUID, str]]:
        """The names by id of the roles that have these areas, by area; those that no role has are missing."""
        query = (
            select(AreaOwner.area_id, TeamRole.id, TeamRole.name)
            .join(TeamRole, TeamRole.id == AreaOwner.role_id)
            .where(AreaOwner.workspace == self.tx.workspace, AreaOwner.area_id.in_(area_ids))
            .order_by(TeamRole.folded)
        )
        found: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
        for area_id, role_id, name in self.session.execute(query):
            found[area_id][role_id] = name
        return dict(found)

    def put_areas(self, role_id: UUID, team_id: UUID, names: Sequence[str]) -> None:
        """The role decides about these areas, which are made when they are new, and about no others."""
        wanted = self._areas_called(team_id, names)
        owned = and_(AreaOwner.workspace == self.tx.workspace, AreaOwner.role_id == role_id)
        self.session.execute(delete(AreaOwner).where(owned, AreaOwner.area_id.not_in(wanted)))
        rows = [{"workspace": self.tx.workspace, "area_id": area, "role_id": role_id} for area in wanted]
        insert_if_new(self.session, AreaOwner, rows)

    def give_area(self, area_id: UUID, role_id: UUID) -> None:
        """This role alone decides about the area."""
        others = and_(AreaOwner.workspace == self.tx.workspace, AreaOwner.area_id == area_id)
        self.session.execute(delete(AreaOwner).where(others, AreaOwner.role_id != role_id))
        row = {"workspace": self.tx.workspace, "area_id": area_id, "role_id": role_id}
        insert_if_new(self.session, AreaOwner, row)

    def drop_area(self, area_id: UUID) -> None:
        """The team decides about it no more."""
        mine = and_(DecisionArea.workspace == self.tx.workspace, DecisionArea.id == area_id)
        self.session.execute(delete(AreaOwner).where(AreaOwner.area_id == area_id))
        self.session.execute(delete(DecisionArea).where(mine))

    def _areas_called(self, team_id: UUID, names: Iterable[str]) -> list[UUID]:
        folded = {name.casefold(): name for name in names}
        about = {"workspace": self.tx.workspace, "team_id": team_id}
        rows = [{**about, "id": new_id(), "name": name, "folded": key} for key, name in folded.items()]
        insert_if_new(self.session, DecisionArea, rows)
        query = select(DecisionArea.id).where(DecisionArea.workspace == self.tx.workspace)
        theirs = query.where(DecisionArea.team_id == team_id, DecisionArea.folded.in_(folded))
        return list(self.session.scalars(theirs))

    def _is(self, role_id: UUID) -> ColumnElement[bool]:
        return and_(TeamRole.workspace == self.tx.workspace, TeamRole.id == role_id)

    def _seen(self) -> Select[TeamRole]:
        return self.scoped(TeamRole).where(TeamRole.team_id.in_(visible_teams(self.tx)))

    def _active(self) -> Select[TeamRole]:
        return self._seen().where(TeamRole.retired_at.is_(None))

    def _retired(self) -> Select[TeamRole]:
        return self._seen().where(TeamRole.retired_at.is_not(None))

    def _views(self, query: Select[TeamRole]) -> list[TeamRoleView]:
        rows = self.session.scalars(query.execution_options(populate_existing=True)).all()
        ids = [row.id for row in rows]
        holders, areas = self._holders(ids), self._areas(ids)
        return [_view_of(row, holders.get(row.id, ()), areas.get(row.id, ())) for row in rows]

    def _holders(self, role_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
        query = (
            select(RoleHolder.role_id, RoleHolder.user)
            .join(TeamRole, TeamRole.id == RoleHolder.role_id)
            .where(RoleHolder.workspace == self.tx.workspace, RoleHolder.role_id.in_(role_ids), is_member())
            .order_by(RoleHolder.since, RoleHolder.user)
        )
        return _grouped(self.session.execute(query).all())

    def _areas(self, role_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
        query = (
            select(AreaOwner.role_id, DecisionArea.name)
            .join(DecisionArea, DecisionArea.id == AreaOwner.area_id)
            .where(AreaOwner.workspace == self.tx.workspace, AreaOwner.role_id.in_(role_ids))
            .order_by(DecisionArea.folded)
        )
        return _grouped(self.session.execute(query).all())


def _words(draft: RoleDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "folded": draft.name.casefold(),
        "purpose": draft.purpose,
        "alone": draft.alone,
        "together": draft.together,
    }


def _grouped(rows: Iterable[tuple[UUID, str]]) -> dict[UUID, tuple[str, ...]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for role_id, word in rows:
        found[role_id].append(word)
    return {role_id: tuple(words) for role_id, words in found.items()}


def _view_of(row: TeamRole, holders: tuple[str, ...], areas: tuple[str, ...]) -> TeamRoleView:
    return TeamRoleView(
        id=row.id,
        team_id=row.team_id,
        name=row.name,
        purpose=row.purpose,
        alone=row.alone,
        together=row.together,
        holders=holders,
        areas=areas,
        changed_at=row.changed_at,
    )
