"""Reading what is known of ballots, and counting it: shared by the use cases above."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.voting import rules
from bot.features.voting.repository import VotingRepository
from bot.features.voting.values import Ballot, Standing, Tally


def entitled(tx: Transaction, ballot: Ballot) -> frozenset[str]:
    """Whose votes count on a ballot: today's electorate, or the one that its closing recorded."""
    return teams.electorate(tx, ballot.team_id) if ballot.electorate is None else ballot.electorate


def tallies(tx: Transaction, ballots: Sequence[Ballot], subjects: Collection[UUID]) -> dict[UUID, Tally]:
    """Count these subjects, given all ballots of their rounds."""
    facts = _facts_for(tx, ballots, subjects)
    rounds: defaultdict[tuple[UUID, UUID], list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        rounds[ballot.team_id, ballot.round].append(ballot)
    counted: dict[UUID, Tally] = {}
    for (team_id, _), those in rounds.items():
        counted |= rules.tallies(
            those, facts, subjects=subjects, electorate=teams.electorate(tx, team_id), now=tx.now
        )
    return counted


def standings(tx: Transaction, ballots: Sequence[Ballot]) -> list[Standing]:
    """Rank the ballots of one round."""
    return rules.standings(ballots, tallies(tx, ballots, [ballot.subject for ballot in ballots]))


def _facts_for(tx: Transaction, ballots: Sequence[Ballot], subjects: Collection[UUID]) -> rules.Facts:
    """All facts of these subjects' ballots; of the others in the round, only those that limit musts on these."""
    wanted = [ballot for ballot in ballots if ballot.subject in subjects]
    others = [ballot for ballot in ballots if ballot.subject not in subjects]
    votes = VotingRepository(tx)
    return votes.facts(wanted) | votes.facts_of_must_givers(others, wanted)
