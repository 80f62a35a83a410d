"""Ballots and facts to test with."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from bot.features.voting.values import Ballot, Fact, microseconds

OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)
DEADLINE = OPENED + timedelta(days=2)
START, END = microseconds(OPENED), microseconds(DEADLINE)
TEAM, ROUND = UUID(int=1), UUID(int=2)


def make_ballot(
    *,
    opened_at: datetime = OPENED,
    deadline: datetime = DEADLINE,
    completed: int | None = None,
    electorate: frozenset[str] | None = None,
) -> Ballot:
    return Ballot(
        id=uuid4(),
        team_id=TEAM,
        round=ROUND,
        subject=uuid4(),
        opened_at=opened_at,
        deadline=deadline,
        steady_since=microseconds(opened_at),
        completed=completed,
        closed_at=None,
        electorate=electorate,
    )


def added(user: str, emoji: str, after: int = 1) -> Fact:
    """A reaction `after` microseconds after the opening."""
    return Fact(user, emoji, added=True, stamp=START + after)


def removed(user: str, emoji: str, after: int) -> Fact:
    return Fact(user, emoji, added=False, stamp=START + after)
