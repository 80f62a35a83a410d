"""Reading what is known of ballots, and counting it: shared by the use cases above."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.voting import rules
from bot.features.voting.repository import VotingRepository
from bot.features.voting.values import MUST, Ballot, Fact, Standing, Tally

Voter = Sequence[tuple[Ballot, Sequence[Fact]]]
"""One person's facts on each ballot of a round that they touched."""


def entitled(tx: Transaction, ballot: Ballot) -> frozenset[str]:
    """Whose votes count on a ballot: today's electorate, or the one that its closing recorded."""
    return teams.electorate(tx, ballot.team_id) if ballot.electorate is None else ballot.electorate


def current(ballots: Sequence[Ballot], subjects: Collection[UUID]) -> list[Ballot]:
    """Of these ballots, the subjects' own newest ones."""
    return [ballot for ballot in ballots if ballot.is_current and ballot.subject in subjects]


def tallies(tx: Transaction, ballots: Sequence[Ballot], wanted: Collection[Ballot]) -> dict[UUID, Tally]:
    """Count these ballots, at most one of a subject, given all of their rounds; by subject."""
    facts = _facts_for(tx, ballots, {ballot.id for ballot in wanted})
    rounds: defaultdict[tuple[UUID, UUID], list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        rounds[ballot.team_id, ballot.round].append(ballot)
    counted: dict[UUID, Tally] = {}
    for key, those in rounds.items():
        subjects = {ballot.subject for ballot in wanted if (ballot.team_id, ballot.round) == key}
        electorate = teams.electorate(tx, key[0])
        counted |= rules.tallies(those, facts, subjects=subjects, electorate=electorate, now=tx.now)
    return counted


def standings(tx: Transaction, ballots: Sequence[Ballot]) -> list[Standing]:
    """Rank the ballots of one round."""
    return rules.standings(ballots, tallies(tx, ballots, ballots))


def musts_before_and_after(tx: Transaction, ballot: Ballot, fact: Fact) -> tuple[set[UUID], set[UUID]]:
    """On which subjects of the round the person had a must without this fact, and has one with it."""
    after = VotingRepository(tx).facts_of_must_giver(ballot, fact.user)
    before = [
        (one, [known for known in facts if one.id != ballot.id or known != fact]) for one, facts in after
    ]
    return _musts(before, fact.user), _musts(after, fact.user)


def _musts(voter: Voter, user: str) -> set[UUID]:
    return {one.subject for one, facts in voter if rules.votes(facts, one.ends).get(user) is MUST}


def _facts_for(tx: Transaction, ballots: Sequence[Ballot], ids: Collection[UUID]) -> rules.Facts:
    """All facts of the ballots of these ids; of the others in the round, only those that limit musts on these."""
    wanted = [ballot for ballot in ballots if ballot.id in ids]
    others = [ballot for ballot in ballots if ballot.id not in ids]
    votes = VotingRepository(tx)
    return votes.facts(wanted) | votes.facts_of_must_givers(others, wanted)
