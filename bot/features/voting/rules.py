"""From facts to votes, tallies and ranks: functions of the set of facts, whatever order it arrived in."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence, Set
from datetime import datetime
from itertools import groupby
from uuid import UUID

from bot.features.voting.values import (
    MUST,
    MUSTS_EACH,
    SCALE,
    SHOULD,
    Ballot,
    Choice,
    Fact,
    Standing,
    Tally,
    moment_of,
)

SKIN_TONE = "::skin-tone-"
CHOICES = {name: choice for choice in SCALE for name in choice.names}
LEAST_VOICES = 3
Facts = Mapping[UUID, Sequence[Fact]]
"""The facts of each ballot, by its id."""
Precedence = tuple[float, int, datetime, UUID]
"""What ballots with enough voices are ranked by, the smallest first: mean and voters, less than none, and the opening."""


def choice_of(emoji: str) -> Choice | None:
    """The choice that an emoji stands for, whatever its alias and skin tone; None when it isn't of the scale."""
    return CHOICES.get(emoji.partition(SKIN_TONE)[0])


def votes(facts: Iterable[Fact], until: int) -> dict[str, Choice]:
    """Each person's one vote: the latest scale emoji of theirs that stands at that stamp, ties to the lower weight."""
    latest: dict[str, tuple[int, int, Choice]] = {}
    for fact in _last_words(facts, until):
        choice = choice_of(fact.emoji)
        if fact.added and choice is not None:
            claim = (fact.stamp, -choice.weight, choice)
            latest[fact.user] = max(latest.get(fact.user, claim), claim, key=lambda known: known[:2])
    return {user: choice for user, (_, _, choice) in latest.items()}


def completion(facts: Iterable[Fact], electorate: Set[str], *, since: int, until: int) -> int | None:
    """The first stamp within [since, until] at which all of the electorate have a standing vote, or None."""
    standing: defaultdict[str, set[str]] = defaultdict(set)
    waiting = set(electorate)
    reached = since
    ours = [fact for fact in set(facts) if fact.user in electorate and choice_of(fact.emoji) is not None]
    for stamp, together in groupby(sorted(ours, key=_in_time), key=lambda fact: fact.stamp):
        if not waiting and stamp > reached:
            break
        for fact in together:
            emoji = standing[fact.user]
            (emoji.add if fact.added else emoji.discard)(fact.emoji)
            (waiting.discard if emoji else waiting.add)(fact.user)
        reached = max(reached, stamp)
    return reached if electorate and not waiting and reached <= until else None


def may_complete(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether a new fact can be the one with which all have voted.

    It can't when its person had a vote already, and nothing of theirs is newer: they voted no earlier with it.

    Args:
        others: what is known of the same person's facts on this ballot beside it.
    """
    had_a_vote = fact.user in votes(others, fact.stamp)
    return fact.added and not (had_a_vote and all(other.stamp < fact.stamp for other in others))


def too_many_musts(ballots: Iterable[Ballot], facts: Facts, until: int) -> frozenset[str]:
    """Who has more than three musts in the round at that stamp; a ballot that was over by then counts as it ended."""
    musts = Counter(
        user
        for ballot in ballots
        for user, choice in votes(facts.get(ballot.id, ()), min(until, ballot.ends)).items()
        if choice is MUST
    )
    return frozenset(user for user, count in musts.items() if count > MUSTS_EACH)


def tally(
    ballot: Ballot, facts: Iterable[Fact], *, electorate: Set[str], excessive: Set[str], now: datetime
) -> Tally:
    """Count a ballot.

    Args:
        facts: all that are known of it.
        electorate: whose votes count while its closing isn't recorded.
        excessive: whose musts count as should.
        now: whether it is over is read off this moment, not off a recorded closing.
    """
    entitled = electorate if ballot.electorate is None else ballot.electorate
    given = Counter(
        SHOULD if choice is MUST and user in excessive else choice
        for user, choice in votes(facts, ballot.ends).items()
        if user in entitled
    )
    return tally_of(ballot, [given[choice] for choice in SCALE], len(entitled), now)


def tally_of(ballot: Ballot, counts: Sequence[int], electorate_size: int, now: datetime) -> Tally:
    """What a ballot comes to with so many votes of each choice, in the order of the scale."""
    heard = sum(counts)
    weights = sum(choice.weight * count for choice, count in zip(SCALE, counts, strict=True))
    return Tally(
        counts=tuple(counts),
        electorate_size=electorate_size,
        mean=weights / heard if heard else None,
        has_quorum=0 < heard >= quorum(electorate_size),
        is_closed=ballot.is_over(now),
        closes_at=moment_of(ballot.ends),
        is_waiting=ballot.is_waiting(now),
    )


def tallies(
    ballots: Sequence[Ballot],
    facts: Facts,
    *,
    subjects: Container[UUID],
    electorate: Set[str],
    now: datetime,
) -> dict[UUID, Tally]:
    """Count ballots of one round, by subject.

    The limit of musts holds as of each ballot's own end: what happens in the round later changes nothing of it.

    Args:
        ballots: all of the round.
        subjects: those to count.
    """
    newest = max((fact.stamp for known in facts.values() for fact in known), default=0)
    wanted = [ballot for ballot in ballots if ballot.subject in subjects]
    moments = {ballot.id: min(ballot.ends, newest) for ballot in wanted}
    excessive = {moment: too_many_musts(ballots, facts, moment) for moment in set(moments.values())}
    return {
        ballot.subject: tally(
            ballot,
            facts.get(ballot.id, ()),
            electorate=electorate,
            excessive=excessive[moments[ballot.id]],
            now=now,
        )
        for ballot in wanted
    }


def quorum(electorate_size: int) -> int:
    """How many must be heard: half, and at least three or everybody."""
    return max((electorate_size + 1) // 2, min(LEAST_VOICES, electorate_size))


def standings(
    ballots: Iterable[Ballot], counted: Mapping[UUID, Tally], decided: Collection[Precedence] = ()
) -> list[Standing]:
    """Rank ballots of one round: by mean, then more voters, then the earlier; below quorum after those that have it.

    Args:
        counted: their tallies, by subject.
        decided: what the round's other ballots that are decided are ranked by.
    """
    ranked = {ballot: precedence(ballot, counted[ballot.subject]) for ballot in ballots}
    ours = {ranked[ballot] for ballot in ranked if is_decided(counted[ballot.subject])}
    ahead = sorted(ours.union(decided))
    return [
        _standing(counted[ballot.subject], ballot, ahead, ranked[ballot])
        for ballot in sorted(ranked, key=lambda one: (not counted[one.subject].has_quorum, ranked[one]))
    ]


def precedence(ballot: Ballot, counted: Tally) -> Precedence:
    """What a ballot is ranked by; smaller first."""
    mean = -1.0 if counted.mean is None else counted.mean
    return (-mean, -counted.heard, ballot.opened_at, ballot.id)


def is_decided(counted: Tally) -> bool:
    """Whether its rank is final, as far as others' votes go."""
    return counted.is_closed and counted.has_quorum


def _standing(counted: Tally, ballot: Ballot, decided: Sequence[Precedence], own: Precedence) -> Standing:
    return Standing(
        subject=ballot.subject,
        tally=counted,
        rank=bisect_left(decided, own) + 1 if counted.has_quorum else None,
        among=len(decided) + (counted.has_quorum and not counted.is_closed),
    )


def _last_words(facts: Iterable[Fact], until: int) -> Iterable[Fact]:
    """What holds for each person and raw emoji at that stamp; of the same stamp, the removal."""
    last: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        key = (fact.user, fact.emoji)
        if fact.stamp <= until and (key not in last or _in_time(fact) > _in_time(last[key])):
            last[key] = fact
    return last.values()


def _in_time(fact: Fact) -> tuple[int, bool]:
    return (fact.stamp, not fact.added)
