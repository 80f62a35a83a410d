"""SQL of cadences."""

from collections.abc import Iterable
from datetime import time
from uuid import UUID

from sqlalchemy import Select, select

from bot.clock.recurrence import as_json, schedule_from_json
from bot.db.repository import Repository
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.values import CadenceDraft, CadenceState, CadenceView, Kind, Rhythm, ZonePolicy
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.teams.visibility import visible_teams

s = Subscription.__table__.c
c = Cadence.__table__.c


class Cadences(Repository):
    """Cadences of one workspace."""

    def add_cadence(self, draft: CadenceDraft) -> Cadence:
        row = Cadence(
            team_id=draft.team_id,
            kind=draft.kind,
            state=CadenceState.ACTIVE,
            made_by=self.tx.actor,
            made_at=self.tx.now,
            version=1,
            skipped=None,
            **stored(draft),
        )
        return self.add(row)

    def visible(self, cadence_id: UUID) -> Cadence | None:
        """The cadence, when the actor may see its team."""
        mine = self.scoped(Cadence).where(Cadence.team_id.in_(visible_teams(self.tx)))
        return self.session.scalars(mine.where(Cadence.id == cadence_id)).one_or_none()

    def is_active(self, cadence_id: UUID) -> bool:
        mine = select(c.state).where(c.id == cadence_id, c.workspace == self.tx.workspace)
        return self.session.scalars(mine).one_or_none() == CadenceState.ACTIVE

    def running(self, team_id: UUID, kind: Kind | None = None) -> Select[Cadence]:
        """The team's cadences that were not stopped, oldest first."""
        mine = self.scoped(Cadence).where(Cadence.team_id == team_id, Cadence.state != CadenceState.STOPPED)
        return (mine if kind is None else mine.where(Cadence.kind == kind)).order_by(
            Cadence.made_at, Cadence.id
        )

    def visible_running(self, team_id: UUID, kind: Kind) -> list[Cadence]:
        mine = self.running(team_id, kind).where(Cadence.team_id.in_(visible_teams(self.tx)))
        return list(self.session.scalars(mine))

    def ids_of_team(self, team_id: UUID, kind: Kind | None = None) -> list[UUID]:
        return [row.id for row in self.session.scalars(self.running(team_id, kind))]

    def ids_of_user(self, user: str, team_id: UUID | None = None) -> list[UUID]:
        """Cadences that have a subscription of this person, in all teams or one."""
        mine = select(s.cadence_id).where(s.workspace == self.tx.workspace, s.user == user)
        if team_id is not None:
            mine = mine.join(Cadence, c.id == s.cadence_id).where(c.team_id == team_id)
        return list(self.session.scalars(mine))

    def ids_by_starter(self, user: str) -> list[UUID]:
        """Cadences that go by the zone of teams which this person started."""
        teams = select(Team.id).where(Team.workspace == self.tx.workspace, Team.started_by == user)
        return list(self.session.scalars(select(c.id).where(c.team_id.in_(teams))))

    def has_any(self, team_id: UUID, kind: Kind) -> bool:
        """Whether the team ever had a cadence of this kind, stopped ones included."""
        mine = self.scoped(Cadence).where(Cadence.team_id == team_id, Cadence.kind == kind).limit(1)
        return self.session.scalars(mine).first() is not None

    def newest(self, team_id: UUID, kind: Kind) -> Cadence | None:
        """The cadence of this kind that the team got last, stopped or not."""
        mine = self.scoped(Cadence).where(Cadence.team_id == team_id, Cadence.kind == kind)
        return self.session.scalars(mine.order_by(Cadence.made_at.desc(), Cadence.id.desc()).limit(1)).first()

    def held(self, cadence_ids: Iterable[UUID]) -> list[Cadence]:
        """These cadences, locked in order of their ids and read anew."""
        wanted = set(cadence_ids)
        if not wanted:
            return []
        mine = self.scoped(Cadence).where(Cadence.id.in_(wanted)).order_by(Cadence.id)
        return list(
            self.session.scalars(mine.with_for_update(), execution_options={"populate_existing": True})
        )

    def team_works(self, team_id: UUID) -> bool:
        mine = select(Team.state).where(Team.id == team_id, Team.workspace == self.tx.workspace)
        return self.session.scalars(mine).one_or_none() == TeamState.ACTIVE


def stored(draft: CadenceDraft) -> dict[str, object]:
    """What of a draft is kept, by column."""
    return {
        "schedule": as_json(draft.rhythm.schedule),
        "at": f"{draft.rhythm.at:%H:%M}",
        "zone_policy": draft.rhythm.zones,
        "who": dict(draft.who),
        "detail": dict(draft.detail),
    }


def rhythm_of(row: Cadence) -> Rhythm:
    """When the cadence recurs."""
    return Rhythm(schedule_from_json(row.schedule), time.fromisoformat(row.at), ZonePolicy(row.zone_policy))


def view_of(row: Cadence) -> CadenceView:
    """The cadence as other rooms see it."""
    return CadenceView(
        id=row.id,
        team_id=row.team_id,
        kind=Kind(row.kind),
        state=CadenceState(row.state),
        rhythm=rhythm_of(row),
        who=row.who,
        detail=row.detail,
        version=row.version,
        made_by=row.made_by,
        made_at=row.made_at,
        skipped=row.skipped,
    )
