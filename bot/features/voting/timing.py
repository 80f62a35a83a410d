"""When voting on a ballot begins and when it is over: shared by the use cases above, and asked by who plans votes."""

from collections.abc import Container, Sequence, Set
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.clock.workdays import add_working_days
from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.voting import counting, rules
from bot.features.voting.events import BallotClosed
from bot.features.voting.repository.ballots import NOT_COUNTED
from bot.features.voting.repository.votes import VotingRepository
from bot.features.voting.values import Ballot, Tally, microseconds

WORKING_DAYS = 2  # how long a ballot is open at most


def deadline_of(begins: datetime, zone: ZoneInfo) -> datetime:
    """When a ballot is over at the latest."""
    return add_working_days(begins, WORKING_DAYS, zone)


def begin_waiting(tx: Transaction, team_id: UUID) -> list[UUID]:
    """Voting begins now on the team's ballots that wait for it; returns their subjects."""
    waiting = [ballot for ballot in VotingRepository(tx).locked_of(team_id) if ballot.is_waiting(tx.now)]
    _plan(tx, team_id, waiting, tx.now)
    for ballot in waiting:
        complete(tx, replace(ballot, steady_since=microseconds(tx.now)))
    return [ballot.subject for ballot in waiting]


def postpone(tx: Transaction, team_id: UUID, begins: datetime) -> list[UUID]:
    """Voting on the team's open ballots begins at that moment, or anew; what was given counts from then on."""
    ballots = [ballot for ballot in VotingRepository(tx).locked_of(team_id) if not ballot.is_over(tx.now)]
    _plan(tx, team_id, ballots, begins)
    return [ballot.subject for ballot in ballots]


def prolong(tx: Transaction, ballot: Ballot, zone: ZoneInfo) -> None:
    """Voting on a ballot goes on for two working days from now, though its closing was recorded; every vote stays."""
    deadline = max(ballot.deadline, deadline_of(tx.now, zone))
    open_again: dict[str, object] = (
        {} if ballot.closed_at is None else {"closed_at": None, "electorate": None}
    )
    VotingRepository(tx).change(
        [ballot.id], deadline=deadline, reconciled_at=None, **open_again, **NOT_COUNTED
    )
    begin_anew(tx, [replace(ballot, deadline=deadline, closed_at=None, electorate=None, counts=None)])


def hold_open(tx: Transaction, team_id: UUID) -> None:
    """Let nobody vote in the team until this transaction ends, for who may end votes, before it holds what comes later."""
    VotingRepository(tx).locked_of(team_id)


def end(tx: Transaction, team_id: UUID, subjects: Container[UUID] | None = None) -> None:
    """Voting on the team's open ballots is over now, with what was given until then.

    Args:
        subjects: on theirs alone, because they were settled otherwise.
    """
    unclosed = VotingRepository(tx).locked_of(team_id)
    ballots = [one for one in unclosed if subjects is None or one.subject in subjects]
    still_open = [ballot.id for ballot in ballots if not ballot.is_over(tx.now)]
    VotingRepository(tx).change(still_open, deadline=tx.now)
    settled = set(still_open) if subjects is not None else set()
    close(tx, ballots, teams.electorate(tx, team_id), settled=settled)


def begin_anew(tx: Transaction, ballots: Sequence[Ballot]) -> None:
    """All can have voted from now on at the earliest: nobody's change of mind until now is taken back."""
    begun = [ballot for ballot in ballots if not ballot.is_waiting(tx.now)]
    if begun:
        now = microseconds(tx.now)
        VotingRepository(tx).change([ballot.id for ballot in begun], steady_since=now)
        for ballot in begun:
            complete(tx, replace(ballot, steady_since=now))


def complete(tx: Transaction, ballot: Ballot) -> None:
    """Find anew when all had voted, and keep it with the ballot; never before voting on it begins."""
    if ballot.is_waiting(tx.now):
        return
    votes = VotingRepository(tx)
    completed = rules.completion(
        votes.facts([ballot]).get(ballot.id, ()),
        teams.electorate(tx, ballot.team_id),
        since=ballot.steady_since,
        until=microseconds(ballot.deadline),
    )
    if completed != ballot.completed:
        votes.change([ballot.id], completed=completed)


def close(
    tx: Transaction, ballots: Sequence[Ballot], electorate: Set[str], *, settled: Set[UUID] = frozenset()
) -> None:
    """Record that ballots are over, and who counted.

    Args:
        settled: those of which the question was settled otherwise before their time was over.
    """
    if not ballots:
        return
    ids = [ballot.id for ballot in ballots]
    VotingRepository(tx).change(ids, closed_at=tx.now, electorate=sorted(electorate))
    counted = count(tx, VotingRepository(tx).by_id(ids))
    for ballot in ballots:
        tally = counted[ballot.id]
        closed = BallotClosed(
            subject=str(ballot.subject),
            team_id=ballot.team_id,
            round=ballot.round,
            heard=tally.heard,
            of=tally.electorate_size,
            mean=tally.mean,
            has_quorum=tally.has_quorum,
            was_settled=ballot.id in settled,
        )
        tx.happened(closed)


def count(tx: Transaction, ballots: Sequence[Ballot]) -> dict[UUID, Tally]:
    """Count ballots whose closing is recorded, and keep what they came to; by ballot id."""
    counted = counting.counted(tx, ballots)
    VotingRepository(tx).keep(counted)
    return counted


def _plan(tx: Transaction, team_id: UUID, ballots: Sequence[Ballot], begins: datetime) -> None:
    if ballots:
        deadline = deadline_of(begins, teams.team_zone(tx, team_id))
        VotingRepository(tx).change(
            [ballot.id for ballot in ballots],
            steady_since=microseconds(begins),
            deadline=deadline,
            completed=None,
            reconciled_at=None,
        )
