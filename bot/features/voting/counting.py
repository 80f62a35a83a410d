"""Reading what is known of ballots, and counting it: shared by the use cases above."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.voting import rules
from bot.features.voting.repository.ballots import Round
from bot.features.voting.repository.votes import VotingRepository
from bot.features.voting.values import MUST, Ballot, Fact, Standing, Tally

Voter = Sequence[tuple[Ballot, Sequence[Fact]]]
"""One person's facts on each ballot of a round that they touched."""


def entitled(tx: Transaction, ballot: Ballot) -> frozenset[str]:
    """Whose votes count on a ballot: today's electorate, or the one that its closing recorded."""
    return teams.electorate(tx, ballot.team_id) if ballot.electorate is None else ballot.electorate


def tallies(tx: Transaction, ballots: Collection[Ballot]) -> dict[UUID, Tally]:
    """What these ballots come to, by ballot id; what is kept with them isn't counted anew."""
    kept = {
        ballot.id: rules.tally_of(ballot, ballot.counts, len(ballot.electorate or ()), tx.now)
        for ballot in ballots
        if ballot.counts is not None
    }
    return kept | counted(tx, [ballot for ballot in ballots if ballot.counts is None])


def counted(tx: Transaction, ballots: Collection[Ballot]) -> dict[UUID, Tally]:
    """Count these ballots from all that is known; by ballot id."""
    votes = VotingRepository(tx)
    limiting = votes.facts_of_must_givers(ballots)
    facts = votes.facts(ballots) | {ballot.id: known for ballot, known in limiting}
    wanted, others = _by_round(ballots), _by_round(ballot for ballot, _ in limiting)
    found: dict[UUID, Tally] = {}
    for one, those in wanted.items():
        subjects = {ballot.subject for ballot in those}
        electorate = teams.electorate(tx, one[0])
        of_round = [*those, *others.get(one, ())]
        by_subject = rules.tallies(of_round, facts, subjects=subjects, electorate=electorate, now=tx.now)
        found |= {ballot.id: by_subject[ballot.subject] for ballot in those}
    return found


def standings(tx: Transaction, ballots: Sequence[Ballot]) -> list[Standing]:
    """Rank all ballots of one round."""
    known = tallies(tx, ballots)
    return rules.standings(ballots, {ballot.subject: known[ballot.id] for ballot in ballots})


def standings_within(tx: Transaction, ballots: Sequence[Ballot]) -> list[Standing]:
    """Rank these ballots, each within its round, of whose others only what is decided is read."""
    votes, wanted = VotingRepository(tx), _by_round(ballots)
    decided = votes.decided_in(wanted.keys())
    uncounted = votes.over_in(wanted.keys())
    known = tallies(tx, {*ballots, *uncounted})
    for ballot in uncounted:
        if rules.is_decided(known[ballot.id]):
            decided[ballot.round].append(rules.precedence(ballot, known[ballot.id]))
    ranked: list[Standing] = []
    for (_, round_id), those in wanted.items():
        by_subject = {ballot.subject: known[ballot.id] for ballot in those}
        ranked += rules.standings(those, by_subject, decided[round_id])
    return ranked


def musts_before_and_after(given: Voter, ballot: Ballot, fact: Fact) -> tuple[set[UUID], set[UUID]]:
    """On which subjects of the round a person had a must without this fact on the ballot, and has one with it.

    Args:
        given: the person's facts, this one too, on each ballot of the round on which they ever gave a must.
    """
    before = [
        (one, [known for known in facts if one.id != ballot.id or known != fact]) for one, facts in given
    ]
    return _musts(before, fact.user), _musts(given, fact.user)


def _musts(voter: Voter, user: str) -> set[UUID]:
    return {one.subject for one, facts in voter if rules.votes(facts, one.ends).get(user) is MUST}


def _by_round(ballots: Iterable[Ballot]) -> dict[Round, list[Ballot]]:
    rounds: defaultdict[Round, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        rounds[ballot.team_id, ballot.round].append(ballot)
    return rounds
