"""All SQL of ballots and facts; Core throughout, because every reaction comes through here."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session, aliased

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import being_inserted, insert_if_new, insert_one_asking
from bot.features.teams.models import Member
from bot.features.teams.rules import counting_kinds
from bot.features.teams.visibility import visible_teams
from bot.features.voting.models import BallotRow, FactRow
from bot.features.voting.rules import SKIN_TONE
from bot.features.voting.values import MUST, Arrival, Ballot, Fact, microseconds
from bot.features.workspaces.models import Person

b = BallotRow.__table__.c
f = FactRow.__table__.c
m = Member.__table__.c
p = Person.__table__.c
BALLOT = (
    b.id, b.team_id, b.round, b.subject, b.opened_at, b.deadline, b.steady_since, b.completed, b.closed_at,
    b.electorate, b.replaced_at,
)  # fmt: skip
FACT = (f.user, f.emoji, f.added, f.stamp)

IS_CURRENT = b.replaced_at.is_(None)

# What every vote asks is built once: building a statement takes longer than running it.
ON_SUBJECT = (
    select(*BALLOT)
    .where(b.workspace == bindparam("workspace"), b.subject == bindparam("subject"), IS_CURRENT)
    .with_for_update()
)


def _is_must(emoji: SQLColumnExpression[str]) -> ColumnElement[bool]:
    return or_(*(or_(emoji == name, emoji.startswith(name + SKIN_TONE)) for name in MUST.names))


IS_MUST = _is_must(f.emoji)
GIVEN, REACTED = aliased(FactRow), aliased(FactRow)
GAVE_A_MUST = exists().where(
    GIVEN.workspace == f.workspace,
    GIVEN.ballot_id == f.ballot_id,
    GIVEN.user == f.user,
    _is_must(GIVEN.emoji),
)
OF_MUST_GIVER = (
    select(*BALLOT, *FACT)
    .join_from(BallotRow, FactRow, and_(b.id == f.ballot_id, b.workspace == f.workspace))
    .where(b.workspace == bindparam("workspace"), b.team_id == bindparam("team_id"))
    .where(b.round == bindparam("round"), f.user == bindparam("user"), GAVE_A_MUST)
)
HAS_REACTED = exists().where(
    REACTED.workspace == being_inserted(FactRow, "workspace"),
    REACTED.ballot_id == being_inserted(FactRow, "ballot_id"),
    REACTED.user == m.user,
)
COUNTS_SURELY = exists().where(
    p.workspace == being_inserted(FactRow, "workspace"),
    p.user == m.user,
    or_(*(p.kind == kind for kind in counting_kinds(counts_guests=False))),
)
# Neither answer may hang on the new row itself: whether a query beside it sees it differs among databases.
# The team's id alone, which no other workspace shares, leads SQLite to the team's members and not to everybody.
SOMEBODY_ELSE_IS_SILENT = exists().where(
    m.team_id == bindparam("team_id"), m.user != being_inserted(FactRow, "user"), ~HAS_REACTED, COUNTS_SURELY
)
IS_THEIR_FIRST = not_(
    exists().where(
        GIVEN.workspace == being_inserted(FactRow, "workspace"),
        GIVEN.ballot_id == being_inserted(FactRow, "ballot_id"),
        GIVEN.user == being_inserted(FactRow, "user"),
        or_(*(getattr(GIVEN, own) != being_inserted(FactRow, own) for own in ("emoji", "stamp", "added"))),
    )
)


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

    def seen_rounds(self, subjects: Collection[UUID]) -> list[Ballot]:
        """All ballots of the rounds in which these subjects' current ones are, that the actor may see."""
        mine = select(b.round).where(b.workspace == self.tx.workspace, b.subject.in_(subjects), IS_CURRENT)
        return self._ballots(self._seen().where(b.round.in_(mine)))

    def seen_of(self, team_id: UUID, *, round: UUID | None = None) -> list[Ballot]:  # noqa: A002 - the noun
        """A team's ballots, of one round or those that are not closed, if the actor may see the team."""
        which = b.closed_at.is_(None) if round is None else b.round == round
        return self._ballots(self._seen().where(b.team_id == team_id, which).order_by(b.opened_at, b.id))

    def round_of(self, ballot: Ballot) -> list[Ballot]:
        """All ballots of this one's round."""
        return self._ballots(self._all().where(b.team_id == ballot.team_id, b.round == ballot.round))

    def facts(self, ballots: Iterable[Ballot], *, user: str | None = None) -> dict[UUID, list[Fact]]:
        """What is known of these ballots, of everybody or of one person, by ballot id."""
        return self._facts(ballots, true() if user is None else f.user == user)

    def facts_of_must_givers(self, ballots: Iterable[Ballot], on: Iterable[Ballot]) -> dict[UUID, list[Fact]]:
        """What is known of people on those of these ballots on which they ever gave a must, by ballot id.

        Only of people who ever gave one on a ballot of `on`, too.
        """
        theirs = f.ballot_id.in_([ballot.id for ballot in on])
        givers = select(f.user).where(f.workspace == self.tx.workspace, theirs, IS_MUST)
        return self._facts(ballots, and_(f.user.in_(givers), GAVE_A_MUST))

    def facts_of_must_giver(self, ballot: Ballot, user: str) -> list[tuple[Ballot, list[Fact]]]:
        """One person's facts in the ballot's round, on each ballot on which they ever gave a must."""
        of_voter = {
            "workspace": self.tx.workspace,
            "user": user,
            "team_id": ballot.team_id,
            "round": ballot.round,
        }
        found: dict[UUID, tuple[Ballot, list[Fact]]] = {}
        for row in self.tx.connection.execute(OF_MUST_GIVER, of_voter):
            if row.id not in found:
                found[row.id] = (ballot_of(row), [])
            found[row.id][1].append(Fact(row.user, row.emoji, row.added, row.stamp))
        return list(found.values())

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


def over(now: datetime) -> ColumnElement[bool]:
    """Ballots whose result is final but not recorded."""
    return and_(b.closed_at.is_(None), or_(b.deadline <= now, b.completed.is_not(None)))


def due(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Ballots to close, across workspaces: (workspace, ballot id), earliest deadline first."""
    query = select(b.workspace, b.id).where(over(now)).order_by(b.deadline).limit(most)
    return [(workspace, ballot_id) for workspace, ballot_id in session.connection().execute(query)]


def first_deadline(session: Session) -> datetime | None:
    """When the first ballot closes that nobody and nothing has closed yet, across workspaces."""
    waiting = and_(b.closed_at.is_(None), b.completed.is_(None))
    earliest: datetime | None = session.scalar(select(func.min(b.deadline)).where(waiting))
    return earliest


def closing_soon(
    session: Session, now: datetime, within: timedelta, *, most: int
) -> list[tuple[str, UUID, UUID]]:
    """Ballots to reconcile, across workspaces: (workspace, ballot id, subject), earliest deadline first."""
    soon = and_(b.closed_at.is_(None), b.reconciled_at.is_(None), b.completed.is_(None))
    query = (
        select(b.workspace, b.id, b.subject)
        .where(soon, b.deadline > now, b.deadline <= now + within)
        .order_by(b.deadline)
        .limit(most)
    )
    return [(workspace, one, subject) for workspace, one, subject in session.connection().execute(query)]


def ballot_of(row: Row[*tuple[object, ...]]) -> Ballot:
    """The value of a row in which BALLOT was selected."""
    return Ballot(
        id=row.id,
        team_id=row.team_id,
        round=row.round,
        subject=row.subject,
        opened_at=row.opened_at,
        deadline=row.deadline,
        steady_since=row.steady_since,
        completed=row.completed,
        closed_at=row.closed_at,
        electorate=None if row.electorate is None else frozenset(row.electorate),
        is_current=row.replaced_at is None,
    )
