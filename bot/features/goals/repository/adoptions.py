"""All SQL of offers to adopt a goal."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.goals.models import Adoption, Aim
from bot.features.goals.values import AdoptionState, AdoptionView
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState


class AdoptionRepository(Repository):
    """Offers; whoever shows or answers one has checked that the team may be seen."""

    def adoption(self, adoption_id: UUID) -> AdoptionView | None:
        """One offer."""
        query = (
            select(Adoption, Aim.is_retired)
            .outerjoin(Aim, Aim.id == Adoption.aim_id)
            .where(Adoption.workspace == self.tx.workspace, Adoption.id == adoption_id)
        )
        found = self.session.execute(query.execution_options(populate_existing=True)).one_or_none()
        return None if found is None else _view_of(found[0], is_retired=bool(found[1]))

    def offer(self, goal_id: UUID, team_id: UUID, by: str, note: str) -> UUID | None:
        """Write a new offer; None while one stands or was accepted."""
        offer_id = new_id()
        row = {
            "id": offer_id,
            "workspace": self.tx.workspace,
            "goal_id": goal_id,
            "team_id": team_id,
            "offered_by": by,
            "note": note,
            "state": AdoptionState.OFFERED,
            "why": "",
        }
        return offer_id if insert_if_new(self.session, Adoption, row) else None

    def answer(self, adoption_id: UUID, **values: object) -> bool:
        """Write the answer; False when somebody was quicker."""
        open_one = (
            Adoption.workspace == self.tx.workspace,
            Adoption.id == adoption_id,
            Adoption.state == AdoptionState.OFFERED,
        )
        answered = update(Adoption).where(*open_one).values(**values)
        return self.session.connection().execute(answered).rowcount > 0

    def offers_of(self, goal_id: UUID) -> list[UUID]:
        """Ids of all offers of a goal, so that what is shown of them can be drawn anew."""
        mine = (Adoption.workspace == self.tx.workspace, Adoption.goal_id == goal_id)
        return list(self.session.scalars(select(Adoption.id).where(*mine)))

    def made(self, aim_id: UUID) -> list[UUID]:
        """Ids of the offers that became this aim: one, or none."""
        mine = (Adoption.workspace == self.tx.workspace, Adoption.aim_id == aim_id)
        return list(self.session.scalars(select(Adoption.id).where(*mine)))

    def adopters(self, goal_ids: Collection[UUID]) -> dict[UUID, list[str]]:
        """The channels of the teams that adopted these goals, by goal; a private one is not named: empty."""
        query = (
            select(Adoption.goal_id, Team.channel, Team.is_private)
            .join(Team, Team.id == Adoption.team_id)
            .where(Adoption.workspace == self.tx.workspace, Adoption.goal_id.in_(goal_ids))
            .where(Adoption.state == AdoptionState.ACCEPTED, Team.state == TeamState.ACTIVE)
            .order_by(Team.is_private, Team.channel)
        )
        found: defaultdict[UUID, list[str]] = defaultdict(list)
        for goal_id, channel, is_private in self.session.execute(query):
            found[goal_id].append("" if is_private else channel)
        return dict(found)


def _view_of(row: Adoption, *, is_retired: bool) -> AdoptionView:
    return AdoptionView(
        id=row.id,
        goal_id=row.goal_id,
        team_id=row.team_id,
        offered_by=row.offered_by,
        note=row.note,
        state=AdoptionState(row.state),
        answered_by=row.answered_by,
        why=row.why,
        is_retired=is_retired,
    )
