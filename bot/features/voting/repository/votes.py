"""Ballots of one workspace, and what is known of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, select, true, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new, insert_one_asking
from bot.features.teams.visibility import visible_teams
from bot.features.voting.models import BallotRow, FactRow
from bot.features.voting.repository.ballots import (
    BALLOT,
    FACT,
    IS_CURRENT,
    IS_UNCOUNTED,
    NOT_COUNTED,
    Round,
    b,
    ballot_of,
    f,
    in_rounds,
    over,
    with_facts,
)
from bot.features.voting.repository.questions import (
    IS_MUST,
    IS_THEIR_FIRST,
    OF_MUST_GIVER,
    ON_SUBJECT,
    SOMEBODY_ELSE_IS_SILENT,
    gave_a_must_on,
)
from bot.features.voting.rules import Precedence
from bot.features.voting.values import Arrival, Ballot, Fact, Tally, microseconds


class VotingRepository(Repository):
    """Ballots and facts of one workspace."""

    def open(
        self,
        *,
        team_id: UUID,
        round: UUID,  # noqa: A002 - the noun
        subject: UUID,
        begins: datetime,
        deadline: datetime,
    ) -> None:
        """Write a new ballot; a subject that has a current one keeps it."""
        row = {
            "id": new_id(),
            "workspace": self.tx.workspace,
            "team_id": team_id,
            "round": round,
            "subject": subject,
            "opened_at": self.tx.now,
            "deadline": deadline,
            "steady_since": microseconds(begins),
        }
        insert_if_new(self.session, BallotRow, row)

    def discard(self, subject: UUID) -> None:
        """Delete a subject's current ballot with its facts."""
        mine = (b.workspace == self.tx.workspace, b.subject == subject, IS_CURRENT)
        self.session.execute(delete(BallotRow).where(*mine))

    def locked(self, *, subject: UUID) -> Ballot | None:
        """A subject's current ballot, on which nobody else can vote until this transaction ends."""
        query = {"workspace": self.tx.workspace, "subject": subject}
        row = self.tx.connection.execute(ON_SUBJECT, query).first()
        return None if row is None else ballot_of(row)

    def locked_by_id(self, ballot_id: UUID) -> Ballot | None:
        """The same, by the ballot's own id."""
        return next(iter(self._locked(b.id == ballot_id)), None)

    def locked_of(self, team_id: UUID) -> list[Ballot]:
        """A team's ballots that are not recorded as closed, locked likewise."""
        return self._locked(and_(b.team_id == team_id, b.closed_at.is_(None)))

    def seen(self, subjects: Collection[UUID]) -> list[Ballot]:
        """The current ballots of these subjects that the actor may see."""
        return self._ballots(self._seen().where(b.subject.in_(subjects), IS_CURRENT))

    def seen_moving(self, team_id: UUID) -> list[Ballot]:
        """A team's current ballots on which somebody voted and that aren't counted for good, if the actor may see it."""
        voted = exists().where(f.ballot_id == b.id)
        return self._ballots(self._seen().where(b.team_id == team_id, IS_UNCOUNTED, IS_CURRENT, voted))

    def seen_of(self, team_id: UUID, *, round: UUID | None = None) -> list[Ballot]:  # noqa: A002 - the noun
        """A team's ballots, of one round or those that are not closed, if the actor may see the team."""
        which = b.closed_at.is_(None) if round is None else b.round == round
        return self._ballots(self._seen().where(b.team_id == team_id, which).order_by(b.opened_at, b.id))

    def round_of(self, ballot: Ballot) -> list[Ballot]:
        """All ballots of this one's round."""
        return self._ballots(self._all().where(b.team_id == ballot.team_id, b.round == ballot.round))

    def by_id(self, ballot_ids: Collection[UUID]) -> list[Ballot]:
        """These ballots as they are now."""
        return self._ballots(self._all().where(b.id.in_(ballot_ids)))

    def over_in(self, rounds: Set[Round]) -> list[Ballot]:
        """Ballots of these rounds that are over and not counted for good; there are some until the clock sees them."""
        return self._ballots(self._all().where(in_rounds(rounds), over(self.tx.now)))

    def decided_in(self, rounds: Set[Round]) -> defaultdict[UUID, list[Precedence]]:
        """What those of these rounds' ballots are ranked by that are counted for good and have a rank, by round."""
        query = select(b.round, b.mean, b.heard, b.opened_at, b.id).where(
            b.workspace == self.tx.workspace, in_rounds(rounds), b.mean.is_not(None)
        )
        found: defaultdict[UUID, list[Precedence]] = defaultdict(list)
        for one, mean, heard, opened_at, ballot_id in self.tx.connection.execute(query):
            found[one].append((-mean, -heard, opened_at, ballot_id))
        return found

    def facts(self, ballots: Iterable[Ballot], *, user: str | None = None) -> dict[UUID, list[Fact]]:
        """What is known of these ballots, of everybody or of one person, by ballot id."""
        return self._facts(ballots, true() if user is None else f.user == user)

    def facts_of_must_givers(self, on: Collection[Ballot]) -> list[tuple[Ballot, list[Fact]]]:
        """The other ballots of these ones' rounds, with what is known of people who ever gave a must on both.

        Only of ballots where there are such people.
        """
        if not on:
            return []
        wanted = {ballot.id for ballot in on}
        rounds = in_rounds({(ballot.team_id, ballot.round) for ballot in on})
        ours = (b.workspace == self.tx.workspace, f.workspace == self.tx.workspace)
        where = select(f.ballot_id, f.user).join(BallotRow, b.id == f.ballot_id)
        gave = where.where(*ours, rounds, IS_MUST, gave_a_must_on(wanted)).distinct().subquery()
        known = and_(f.ballot_id == gave.c.ballot_id, f.user == gave.c.user)
        others = select(*BALLOT, *FACT).join_from(gave, FactRow, known).join(BallotRow, b.id == f.ballot_id)
        found = with_facts(self.tx.connection.execute(others.where(*ours)))
        return [(ballot, facts) for ballot, facts in found if ballot.id not in wanted]

    def facts_of_must_giver(self, ballot: Ballot, user: str) -> list[tuple[Ballot, list[Fact]]]:
        """One person's facts in the ballot's round, on each ballot on which they ever gave a must."""
        of_voter = {
            "workspace": self.tx.workspace,
            "user": user,
            "team_id": ballot.team_id,
            "round": ballot.round,
        }
        return with_facts(self.tx.connection.execute(OF_MUST_GIVER, of_voter))

    def add_fact(self, ballot: Ballot, fact: Fact) -> Arrival | None:
        """Add it and learn what it met, unless it is known.

        To find one silent member costs little however many there are, unlike reading all facts.
        """
        row = {**self._row(ballot, fact), "team_id": ballot.team_id}
        met = insert_one_asking(self.tx.connection, FactRow, row, (IS_THEIR_FIRST, SOMEBODY_ELSE_IS_SILENT))
        return None if met is None else Arrival(*met)

    def add_facts(self, ballot: Ballot, facts: Collection[Fact]) -> int:
        """Add what isn't known yet; returns how many facts that were."""
        return insert_if_new(self.session, FactRow, [self._row(ballot, fact) for fact in facts])

    def change(self, ballot_ids: Collection[UUID], **values: object) -> None:
        """Write new values into ballots."""
        where = (b.workspace == self.tx.workspace, b.id.in_(ballot_ids))
        self.tx.connection.execute(update(BallotRow).where(*where).values(**values))

    def keep(self, tallies: Mapping[UUID, Tally]) -> None:
        """Write what ballots came to, by their ids."""
        for ballot_id, tally in tallies.items():
            mean = tally.mean if tally.has_quorum else None
            self.change([ballot_id], counts=list(tally.counts), heard=tally.heard, mean=mean)

    def count_anew(self, ballots: Collection[Ballot]) -> None:
        """What these ballots came to holds no more; they are counted whenever they are read, until the clock does."""
        if ballots:
            self.change([ballot.id for ballot in ballots], **NOT_COUNTED)

    def _row(self, ballot: Ballot, fact: Fact) -> dict[str, object]:
        return {
            "workspace": self.tx.workspace,
            "ballot_id": ballot.id,
            "user": fact.user,
            "emoji": fact.emoji,
            "stamp": fact.stamp,
            "added": fact.added,
        }

    def _facts(self, ballots: Iterable[Ballot], whose: ColumnElement[bool]) -> dict[UUID, list[Fact]]:
        ids = [ballot.id for ballot in ballots]
        if not ids:
            return {}
        query = select(f.ballot_id, *FACT).where(
            f.workspace == self.tx.workspace, f.ballot_id.in_(ids), whose
        )
        found: defaultdict[UUID, list[Fact]] = defaultdict(list)
        for ballot_id, *fact in self.tx.connection.execute(query):
            found[ballot_id].append(Fact(*fact))
        return dict(found)

    def _locked(self, condition: ColumnElement[bool]) -> list[Ballot]:
        """Always in the same order, so that two who lock several can't wait for each other."""
        return self._ballots(self._all().where(condition).order_by(b.id).with_for_update())

    def _all(self) -> Select[*tuple[object, ...]]:
        return select(*BALLOT).where(b.workspace == self.tx.workspace)

    def _seen(self) -> Select[*tuple[object, ...]]:
        return self._all().where(b.team_id.in_(visible_teams(self.tx)))

    def _ballots(self, query: Select[*tuple[object, ...]]) -> list[Ballot]:
        return [ballot_of(row) for row in self.tx.connection.execute(query)]
