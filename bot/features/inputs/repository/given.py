"""What was given to rounds: signed, or without anything that tells whose it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.transaction import Transaction
from bot.db.unsigned import Kept, Unsigned
from bot.db.upsert import insert_if_new
from bot.features.goals.models import Goal
from bot.features.inputs.models import Input, InputGiver, InputRound, UnsignedInput
from bot.features.inputs.values.given import InputDraft, InputView, Kind, Outcome
from bot.features.teams.models import Member
from bot.features.teams.visibility import visible_teams

KEPT = Kept(words=UnsignedInput, people=InputGiver, about="round_id", said=("goal_id", "kind", "text"))
TABLES = (
    InputGiver.__tablename__,
    UnsignedInput.__tablename__,
)  # in the order in which use cases come to them
Outcomes = Counter[Outcome | None]
Place = tuple[int, int]
"""The number of a reply, from 1, and the place among all inputs of the round."""


class Given(Repository):
    """Inputs of one workspace."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._unsigned = Unsigned(tx, KEPT)

    def keep_signed(self, round_id: UUID, author: str, drafts: Sequence[InputDraft]) -> None:
        """Keep inputs with their author."""
        insert_if_new(self.session, Input, [self._row(round_id, draft, author=author) for draft in drafts])

    def keep_unsigned(self, round_id: UUID, drafts: Sequence[InputDraft]) -> None:
        """Keep inputs without anything that tells whose they are."""
        said = [{"goal_id": one.goal_id, "kind": one.kind.value, "text": one.text} for one in drafts]
        self._unsigned.keep(round_id, said)

    def count_in(self, round_id: UUID, user: str) -> bool:
        """Note that somebody gave something without their name; False when that was known."""
        return self._unsigned.count_in(round_id, [user])

    def take_unsigned(self, round_id: UUID) -> tuple[list[InputDraft], int]:
        """The words without names and how many people gave them, all gone from where they were kept."""
        people = len(self._unsigned.people(round_id))
        taken = self._unsigned.take(round_id)
        self._unsigned.forget(round_id)
        words = [InputDraft(_goal(one["goal_id"]), Kind(str(one["kind"])), str(one["text"])) for one in taken]
        return words, people

    def of_author(self, round_id: UUID, author: str) -> list[InputView]:
        """What somebody gave with their name, in no order that tells anything."""
        mine = self.scoped(Input).where(Input.round_id == round_id, Input.author == author)
        return [view_of(row) for row in self.session.scalars(mine.order_by(Input.place, Input.id))]

    def signed(self, round_id: UUID) -> list[InputView]:
        """All that was given with names and is not shown yet."""
        there = self.scoped(Input).where(Input.round_id == round_id, Input.page.is_(None))
        return [view_of(row) for row in self.session.scalars(there)]

    def show(self, round_id: UUID, drafts: Sequence[InputDraft], places: Mapping[int, Place]) -> None:
        """Write words without names where they are shown, under new ids.

        Args:
            places: of each, by its index.
        """
        rows = [
            self._row(round_id, drafts[index]) | {"page": page, "place": place}
            for index, (page, place) in sorted(places.items())
        ]
        insert_if_new(self.session, Input, rows)

    def show_signed(self, inputs: Sequence[InputView], places: Mapping[int, Place]) -> None:
        """Write where signed inputs are shown; `places` as for `show`."""
        for index, (page, place) in places.items():
            self.change(inputs[index].id, page=page, place=place)

    def seen(self, input_id: UUID) -> InputView | None:
        """One input, if the actor may see its round."""
        query = self.scoped(Input).join(InputRound, InputRound.id == Input.round_id)
        mine = query.where(Input.id == input_id, InputRound.team_id.in_(visible_teams(self.tx)))
        row = self.session.scalars(mine.execution_options(populate_existing=True)).one_or_none()
        return view_of(row) if row is not None else None

    def change(self, input_id: UUID, **values: object) -> None:
        """Write new values into an input."""
        mine = (Input.workspace == self.tx.workspace, Input.id == input_id)
        self.session.connection().execute(update(Input).where(*mine).values(**values))

    def drop(self, input_id: UUID) -> None:
        """Forget a signed input."""
        mine = (Input.workspace == self.tx.workspace, Input.id == input_id)
        self.session.execute(delete(Input).where(*mine))

    def shown(self, round_id: UUID) -> list[InputView]:
        """All that its replies show, in their order."""
        there = self.scoped(Input).where(Input.round_id == round_id, Input.page.is_not(None))
        fresh = there.order_by(Input.place).execution_options(populate_existing=True)
        return [view_of(row) for row in self.session.scalars(fresh)]

    def pages(self, round_id: UUID) -> int:
        """How many replies show them."""
        of = (Input.workspace == self.tx.workspace, Input.round_id == round_id)
        return self.session.scalar(select(func.max(Input.page)).where(*of)) or 0

    def waiting(self, user: str, team_ids: Sequence[UUID]) -> list[tuple[UUID, UUID, int, int]]:
        """What this person may sort and nobody did: (team id, round id, number of the reply, how many), oldest first."""
        waits = (Input.workspace == self.tx.workspace, Input.page.is_not(None), Input.outcome.is_(None))
        in_team = and_(Member.team_id == InputRound.team_id, Member.user == user)
        query = (
            select(InputRound.team_id, InputRound.id, Input.page, func.count())
            .join(Input, Input.round_id == InputRound.id)
            .join(Member, in_team)
            .outerjoin(Goal, Goal.id == Input.goal_id)
            .where(*waits, InputRound.team_id.in_(team_ids), or_(Member.is_steward, Goal.proposer == user))
            .group_by(InputRound.team_id, InputRound.id, InputRound.closes_at, Input.page)
            .order_by(InputRound.closes_at, InputRound.id, Input.page)
        )
        return [
            (team, round_id, page or 0, count) for team, round_id, page, count in self.session.execute(query)
        ]

    def unsorted(self, team_ids: Sequence[UUID]) -> dict[UUID, int]:
        """By team, how many that are shown wait for an answer still."""
        waits = (Input.workspace == self.tx.workspace, Input.page.is_not(None), Input.outcome.is_(None))
        counted = select(InputRound.team_id, func.count()).join(Input, Input.round_id == InputRound.id)
        query = counted.where(*waits, InputRound.team_id.in_(team_ids)).group_by(InputRound.team_id)
        return dict(self.session.execute(query).all())

    def about(self, goal_ids: Sequence[UUID]) -> dict[UUID, Outcomes]:
        """By goal, how the inputs about it ended; only those that are shown."""
        of = (Input.workspace == self.tx.workspace, Input.goal_id.in_(goal_ids), Input.page.is_not(None))
        counted = select(Input.goal_id, Input.outcome, func.count()).where(*of)
        found: dict[UUID, Outcomes] = {goal_id: Counter() for goal_id in goal_ids}
        for goal_id, outcome, count in self.session.execute(counted.group_by(Input.goal_id, Input.outcome)):
            if goal_id is not None:
                found[goal_id][Outcome(outcome) if outcome else None] = count
        return {goal_id: outcomes for goal_id, outcomes in found.items() if outcomes}

    def _row(self, round_id: UUID, draft: InputDraft, *, author: str | None = None) -> dict[str, object]:
        return {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "round_id": round_id,
            "goal_id": draft.goal_id,
            "kind": draft.kind.value,
            "text": draft.text,
            "author": author,
            "why": "",
        }


def view_of(row: Input) -> InputView:
    """A row as a value."""
    return InputView(
        id=row.id,
        round_id=row.round_id,
        goal_id=row.goal_id,
        kind=Kind(row.kind),
        text=row.text,
        author=row.author,
        page=row.page,
        outcome=Outcome(row.outcome) if row.outcome else None,
        why=row.why,
        sorted_by=row.sorted_by,
        sorted_at=row.sorted_at,
    )


def _goal(kept: object) -> UUID | None:
    return kept if isinstance(kept, UUID) else None
