"""Retros: the running one of a team, its next one, those before."""

from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, and_, func, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.retrospectives.models import Contribution, Retro, RetroDue, RetroGroup
from bot.features.retrospectives.rules.phases import phase_at
from bot.features.retrospectives.values.formats import Format
from bot.features.retrospectives.values.phases import Ends, Phase, Plan
from bot.features.retrospectives.values.retro import RetroView
from bot.features.teams.models import Member
from bot.features.teams.visibility import visible_teams

FORMAT = TypeAdapter(Format)
AT_REST = (Phase.WAITING.value, Phase.CLOSED.value)
HIDDEN = (Phase.WAITING, Phase.COLLECT)
COUNTED = (Phase.DISCUSS, Phase.CLOSED)


class Retros(Repository):
    """Retros of one workspace."""

    def seen(self, retro_id: UUID) -> Retro | None:
        """The retro, if the actor may see it; the clock draws it also while its team sleeps."""
        query = self.scoped(Retro).where(Retro.id == retro_id)
        if self.tx.actor is not None:
            query = query.where(Retro.team_id.in_(visible_teams(self.tx)))
        return self.session.scalars(query).one_or_none()

    def locked(self, retro_id: UUID) -> Retro | None:
        """The retro as it is now, which nobody else changes until this transaction ends."""
        query = self.scoped(Retro).where(Retro.id == retro_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def waiting(self, team_id: UUID) -> Retro | None:
        """The team's next one."""
        return self.session.scalars(self._of(team_id).where(Retro.phase == Phase.WAITING.value)).one_or_none()

    def running(self, team_id: UUID) -> Retro | None:
        """The one whose end wasn't acted on."""
        return self.session.scalars(self._of(team_id).where(Retro.phase.not_in(AT_REST))).first()

    def last(self, team_id: UUID) -> Retro | None:
        """The one that began last, running or over."""
        return next(iter(self.begun(team_id, most=1)), None)

    def begun(self, team_id: UUID, *, most: int) -> list[Retro]:
        """Those that began, the latest first."""
        begun = self._of(team_id).where(Retro.started_at.is_not(None))
        return list(self.session.scalars(begun.order_by(Retro.started_at.desc(), Retro.id).limit(most)))

    def make_waiting(self, team_id: UUID, kind: Format) -> Retro:
        """The team's next one, made now unless there is one."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "team_id": team_id,
            "questions": FORMAT.dump_python(kind, mode="json"),
            "plan": Plan.DAYS.value,
            "phase": Phase.WAITING.value,
            "is_anonymous": False,
            "was_erased": False,
            "must_vacuum": False,
        }
        insert_if_new(self.session, Retro, row)
        return cast("Retro", self.waiting(team_id))

    def take_due(self, cadence_id: UUID, day: str) -> UUID | None:
        """The team whose rhythm this occurrence is of, told once only."""
        mine = and_(
            RetroDue.workspace == self.tx.workspace, RetroDue.cadence_id == cadence_id, RetroDue.day == day
        )
        taken = update(RetroDue).where(mine, RetroDue.done.is_(False)).values(done=True)
        return self.session.scalars(taken.returning(RetroDue.team_id)).one_or_none()

    def view(self, row: Retro, *, is_anonymous: bool | None = None) -> RetroView:
        """What it is at this moment.

        Args:
            is_anonymous: what holds for one that waits, which follows from the team as it is now.
        """
        ends = ends_of(row)
        return RetroView(
            id=row.id,
            team_id=row.team_id,
            format=format_of(row),
            plan=Plan(row.plan),
            is_anonymous=row.is_anonymous if is_anonymous is None else is_anonymous,
            starter=row.starter,
            facilitator=row.facilitator,
            leader=self._leader(row),
            started_at=row.started_at,
            ends=ends,
            phase=phase_at(ends, Phase(row.phase), self.tx.now) if ends else Phase.WAITING,
            contributors=self._contributors(row),
            was_erased=row.was_erased,
            is_revealed=row.phase not in HIDDEN,
            has_no_dots=self._most_dots(row) == 0,
        )

    def _leader(self, row: Retro) -> str | None:
        named = [user for user in (row.facilitator, row.starter) if user is not None]
        of_team = (Member.workspace == self.tx.workspace, Member.team_id == row.team_id)
        there = set(self.session.scalars(select(Member.user).where(*of_team, Member.user.in_(named))))
        return next((user for user in named if user in there), None)

    def _most_dots(self, row: Retro) -> int | None:
        """What the group with most dots got; None before they were counted."""
        if row.phase not in COUNTED:
            return None
        of_retro = (RetroGroup.workspace == self.tx.workspace, RetroGroup.retro_id == row.id)
        return self.session.scalar(select(func.max(RetroGroup.dots)).where(*of_retro))

    def _contributors(self, row: Retro) -> int:
        if row.contributors is not None:
            return row.contributors
        people = select(func.count(Contribution.user.distinct())).where(
            Contribution.workspace == self.tx.workspace, Contribution.retro_id == row.id
        )
        return self.session.scalars(people).one()

    def _of(self, team_id: UUID) -> Select[Retro]:
        return self.scoped(Retro).where(Retro.team_id == team_id)


def format_of(row: Retro) -> Format:
    """The questions as they were when it began."""
    return FORMAT.validate_python(row.questions)


def ends_of(row: Retro) -> Ends | None:
    """When its phases end; None before it began."""
    return Ends(*(datetime.fromisoformat(moment) for moment in row.ends)) if row.ends else None


def write_ends(row: Retro, ends: Ends, phase: Phase) -> None:
    """Keep the ends, and when the clock is to look at it next."""
    row.ends = [moment.isoformat() for moment in (ends.collect, ends.group, ends.vote, ends.discuss)]
    row.phase = phase.value
    row.due_at = ends.of(phase)
