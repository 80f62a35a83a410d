"""Input rounds: the open one of a team, and any by its id."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.inputs.models import Input, InputGiver, InputRound
from bot.features.inputs.values.given import Kind, Outcome
from bot.features.inputs.values.rounds import RoundDraft, RoundView
from bot.features.teams.visibility import visible_teams


class Rounds(Repository):
    """Input rounds of one workspace."""

    def seen(self, round_id: UUID) -> InputRound | None:
        """The round, if the actor may see it; the clock draws it also while its team sleeps."""
        query = self.scoped(InputRound).where(InputRound.id == round_id)
        if self.tx.actor is not None:
            query = query.where(InputRound.team_id.in_(visible_teams(self.tx)))
        return self.session.scalars(query).one_or_none()

    def locked(self, round_id: UUID) -> InputRound | None:
        """The round as it is now, which nobody else changes until this transaction ends."""
        query = self.scoped(InputRound).where(InputRound.id == round_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def open_of(self, team_ids: Sequence[UUID]) -> dict[UUID, InputRound]:
        """By team, the round whose end wasn't acted on."""
        mine = (InputRound.team_id.in_(team_ids), InputRound.closed_at.is_(None))
        return {row.team_id: row for row in self.session.scalars(self.scoped(InputRound).where(*mine))}

    def begin(self, draft: RoundDraft, *, is_anonymous: bool, starter: str) -> UUID | None:
        """A new round; None when the team has one that is open."""
        round_id = new_id()
        row = {
            "id": round_id,
            "workspace": self.tx.workspace,
            "team_id": draft.team_id,
            "questions": {kind.value: question for kind, question in draft.questions.items()},
            "is_anonymous": is_anonymous,
            "starter": starter,
            "closes_at": draft.closes_at,
            "was_erased": False,
            "must_vacuum": False,
        }
        return round_id if insert_if_new(self.session, InputRound, row) else None

    def views(self, rows: Sequence[InputRound]) -> list[RoundView]:
        """What these rounds are at this moment."""
        ids = [row.id for row in rows]
        givers, outcomes = self._givers(ids), self._outcomes(ids)
        return [self._view(row, givers.get(row.id, 0), outcomes.get(row.id, {})) for row in rows]

    def view(self, row: InputRound) -> RoundView:
        """What it is at this moment."""
        return self.views([row])[0]

    def _view(self, row: InputRound, givers: int, outcomes: dict[Outcome | None, int]) -> RoundView:
        return RoundView(
            id=row.id,
            team_id=row.team_id,
            questions={kind: row.questions[kind] for kind in Kind},
            is_anonymous=row.is_anonymous,
            starter=row.starter,
            closes_at=row.closes_at,
            closed_at=row.closed_at,
            takes_inputs=row.closed_at is None and self.tx.now < row.closes_at,
            contributors=givers if row.contributors is None else row.contributors,
            was_erased=row.was_erased,
            outcomes=outcomes,
        )

    def _givers(self, ids: Sequence[UUID]) -> dict[UUID, int]:
        """How many people gave something to each, with their names or without."""
        found: dict[UUID, int] = {}
        for model, people in ((Input, Input.author), (InputGiver, InputGiver.user)):
            of = (model.workspace == self.tx.workspace, model.round_id.in_(ids))
            counted = (
                select(model.round_id, func.count(people.distinct())).where(*of).group_by(model.round_id)
            )
            for round_id, count in self.session.execute(counted):
                found[round_id] = found.get(round_id, 0) + count
        return found

    def _outcomes(self, ids: Sequence[UUID]) -> dict[UUID, dict[Outcome | None, int]]:
        of = (Input.workspace == self.tx.workspace, Input.round_id.in_(ids), Input.page.is_not(None))
        counted = select(Input.round_id, Input.outcome, func.count()).where(*of)
        found: dict[UUID, dict[Outcome | None, int]] = {}
        for round_id, outcome, count in self.session.execute(counted.group_by(Input.round_id, Input.outcome)):
            found.setdefault(round_id, {})[Outcome(outcome) if outcome else None] = count
        return found
