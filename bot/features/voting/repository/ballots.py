"""Ballots and facts as rows: their columns, what is asked of them everywhere, and rows as values."""

from collections.abc import Iterable, Set
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, or_

from bot.features.voting.models import BallotRow, FactRow
from bot.features.voting.values import Ballot, Fact

b = BallotRow.__table__.c
f = FactRow.__table__.c
BALLOT = (
    b.id, b.team_id, b.round, b.subject, b.opened_at, b.deadline, b.steady_since, b.completed, b.closed_at,
    b.electorate, b.counts, b.replaced_at,
)  # fmt: skip
FACT = (f.user, f.emoji, f.added, f.stamp)

IS_CURRENT = b.replaced_at.is_(None)
IS_UNCOUNTED = b.heard.is_(None)
NOT_COUNTED = {"counts": None, "heard": None, "mean": None}
Round = tuple[UUID, UUID]
"""A team, and a round of its."""


def over(now: datetime) -> ColumnElement[bool]:
    """Ballots whose result is final but not kept."""
    return and_(IS_UNCOUNTED, or_(b.deadline <= now, b.completed.is_not(None)))


def in_rounds(rounds: Set[Round]) -> ColumnElement[bool]:
    """A round is of one team; naming both finds its ballots by their index."""
    return and_(b.team_id.in_({team for team, _ in rounds}), b.round.in_({one for _, one in rounds}))


def with_facts(rows: Iterable[Row[*tuple[object, ...]]]) -> list[tuple[Ballot, list[Fact]]]:
    """Ballots from rows in which BALLOT and FACT were selected, each with its facts."""
    found: dict[UUID, tuple[Ballot, list[Fact]]] = {}
    for row in rows:
        if row.id not in found:
            found[row.id] = (ballot_of(row), [])
        found[row.id][1].append(Fact(row.user, row.emoji, row.added, row.stamp))
    return list(found.values())


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
        counts=None if row.counts is None else tuple(row.counts),
        is_current=row.replaced_at is None,
    )
