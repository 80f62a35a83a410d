"""SQL of initiatives that nobody drives."""

from uuid import UUID

from sqlalchemy import Select, func, or_, select

from bot.features.ownership.models import Driver
from bot.features.ownership.repository.offers import asked_of
from bot.features.planning.models.initiatives import Initiative
from bot.features.planning.repository.initiatives import BY_RANK, STILL_OPEN, Initiatives
from bot.features.planning.values.gaps import Undriven
from bot.features.planning.values.initiatives import InitiativeState
from bot.features.teams.models import Member


class UndrivenInitiatives(Initiatives):
    """What waits for somebody of its team."""

    def of_team(self, team_id: UUID, *, most: int) -> Undriven:
        """How many a team has, and the first of them."""
        found = self._undriven(team_id)
        ids = found.with_only_columns(Initiative.id).subquery()
        count = self.session.scalar(select(func.count()).select_from(ids)) or 0
        first = self.views(found.order_by(*BY_RANK).limit(most)) if count else []
        return Undriven(count, tuple(first))

    def _undriven(self, team_id: UUID) -> Select[Initiative]:
        """Under way, due on a day, or left behind: what is only planned for some time need not have a driver yet, and
        what somebody is asked to drive waits for their answer."""
        had = select(Driver.subject_id).where(
            Driver.workspace == self.tx.workspace, Driver.subject_id == Initiative.id
        )
        here = (Member.team_id == Driver.team_id) & (Member.user == Driver.user)
        driven = had.join(Member, here).correlate(Initiative)
        is_begun = Initiative.state == InitiativeState.UNDER_WAY.value
        is_time = or_(is_begun, Initiative.due.is_not(None), had.correlate(Initiative).exists())
        still_open = self.seen().where(Initiative.team_id == team_id, Initiative.state.in_(STILL_OPEN))
        offered = asked_of(self.tx, Initiative.id).correlate(Initiative)
        return still_open.where(is_time, ~driven.exists(), ~offered.exists())
