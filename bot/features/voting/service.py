"""Opening ballots, taking reactions as votes, counting, and closing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.db.asked import asked_once
from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.voting import counting, rules, timing
from bot.features.voting.repository import due as clock
from bot.features.voting.repository.votes import VotingRepository
from bot.features.voting.values import (
    IGNORED,
    MUST,
    MUSTS_EACH,
    Arrival,
    Ballot,
    CastResult,
    Choice,
    Fact,
    Standing,
    Tally,
    microseconds,
)
from bot.features.workspaces.events import PersonChanged

AT_ONCE = 500  # ballots that a job takes on in one run
CLOCKS_DIFFER = timedelta(minutes=10)  # at most, ours and Slack's


def open_ballot(
    tx: Transaction,
    *,
    team_id: UUID,
    round: UUID,  # noqa: A002 - the noun
    subject: UUID,
    zone: ZoneInfo,
    begins: datetime | None = None,
) -> None:
    """Put a subject to the vote, for two working days in this zone or until all have voted.

    Args:
        round: what it is ranked within, such as a cycle's id.
        begins: when voting begins, if that is later; what is given before counts from then on.
    """
    first = begins or tx.now
    VotingRepository(tx).open(
        team_id=team_id, round=round, subject=subject, begins=first, deadline=timing.deadline_of(first, zone)
    )


def reopen(tx: Transaction, *, team_id: UUID, round: UUID, subject: UUID, zone: ZoneInfo) -> bool:  # noqa: A002 - the noun
    """Put a subject to the vote anew, in a later round; its ballot of before stays with its own round as it ends now.

    Returns False when its ballot is of this round already: nothing was changed.
    """
    votes = VotingRepository(tx)
    before = votes.locked(subject=subject)
    if before is not None and before.round == round:
        return False
    if before is not None:
        if before.closed_at is None:
            timing.close(tx, [before], teams.electorate(tx, before.team_id))
        votes.change([before.id], replaced_at=tx.now, deadline=min(before.deadline, tx.now))
    open_ballot(tx, team_id=team_id, round=round, subject=subject, zone=zone)
    return True


def go_on(tx: Transaction, subject: UUID, zone: ZoneInfo) -> bool:
    """Voting begins, perhaps once more: what is open is so for two working days more, and so is what too few voted on.

    Returns False when nothing was changed: enough were heard already, or voting waits for a later day.
    """
    ballot = VotingRepository(tx).locked(subject=subject)
    if ballot is None or ballot.is_waiting(tx.now):
        return False
    if ballot.is_over(tx.now) and counting.tallies(tx, [ballot])[ballot.id].has_quorum:
        return False
    timing.prolong(tx, ballot, zone)
    return True


def discard(tx: Transaction, subject: UUID) -> None:
    """The question is taken back: its ballot is deleted, and nobody's musts on it count any more."""
    VotingRepository(tx).discard(subject)


def hold(tx: Transaction, subject: UUID) -> None:
    """Let nobody vote on the subject until this transaction ends, for who changes it before the first vote."""
    VotingRepository(tx).locked(subject=subject)


def cast(tx: Transaction, subject: UUID, fact: Fact, *, posted: int | None = None) -> CastResult:
    """Take a reaction, in whatever order and how often Slack sends it.

    Anybody's is kept, because an observer may join before the end; only members' count. What is not of the scale
    changes nothing, nor what is on a message of an earlier ballot.

    Args:
        posted: stamp of the message that shows the subject.
    """
    votes = VotingRepository(tx)
    ballot = votes.locked(subject=subject) if rules.choice_of(fact.emoji) else None
    if ballot is None or (posted is not None and posted < microseconds(ballot.opened_at - CLOCKS_DIFFER)):
        return IGNORED
    arrival = votes.add_fact(ballot, fact) if fact.stamp <= microseconds(ballot.deadline) else None
    if fact.stamp > ballot.ends:
        return CastResult(ballot, is_late=fact.added and fact.user in counting.entitled(tx, ballot))
    if arrival is None:
        return CastResult(ballot)
    return replace(_counted(tx, ballot, fact, arrival), is_early=_is_early(tx, ballot, fact))


@asked_once
def tallies(tx: Transaction, subjects: Collection[UUID]) -> dict[UUID, Tally]:
    """What these subjects' ballots come to; a ballot past its end reads as closed whether or not the clock ran."""
    ballots = VotingRepository(tx).seen(subjects)
    known = counting.tallies(tx, ballots)
    return {ballot.subject: known[ballot.id] for ballot in ballots}


def has_votes(tx: Transaction, subjects: Collection[UUID]) -> set[UUID]:
    """On which of these subjects somebody's vote stands and counts."""
    return {subject for subject, tally in tallies(tx, subjects).items() if tally.heard}


def standings(tx: Transaction, team_id: UUID, round: UUID) -> list[Standing]:  # noqa: A002 - the noun
    """A round's ballots, ranked, the first first."""
    return counting.standings(tx, VotingRepository(tx).seen_of(team_id, round=round))


def standings_of(tx: Transaction, subjects: Collection[UUID]) -> dict[UUID, Standing]:
    """Where each of these subjects stands in the round of its current ballot; those of a round in its order."""
    if not subjects:
        return {}
    ranked = counting.standings_within(tx, VotingRepository(tx).seen(subjects))
    return {standing.subject: standing for standing in ranked}


def in_motion(tx: Transaction, team_id: UUID) -> list[UUID]:
    """Subjects that a team has voted on and whose result isn't kept yet, as they stand, the first first.

    Those whose result is kept are in order by what is kept with their ballots.
    """
    ballots = VotingRepository(tx).seen_moving(team_id)
    return [standing.subject for standing in counting.standings(tx, ballots)]


def unclosed(tx: Transaction, team_id: UUID) -> list[Ballot]:
    """A team's ballots whose closing isn't recorded, the earliest first."""
    return VotingRepository(tx).seen_of(team_id)


@asked_once
def rounds_of(tx: Transaction, subjects: Collection[UUID]) -> dict[UUID, UUID]:
    """The round of each of these subjects' current ballots."""
    return {ballot.subject: ballot.round for ballot in VotingRepository(tx).seen(subjects)}


def votes_of(tx: Transaction, user: str, subjects: Collection[UUID]) -> dict[UUID, Choice]:
    """One person's own votes, as they gave them; for their eyes only."""
    votes = VotingRepository(tx)
    ballots = votes.seen(subjects)
    facts = votes.facts(ballots, user=user)
    given = {one.subject: rules.votes(facts.get(one.id, ()), one.ends).get(user) for one in ballots}
    return {subject: choice for subject, choice in given.items() if choice is not None}


def due(session: Session, now: datetime) -> list[tuple[str, UUID]]:
    """Ballots to close or to count, across workspaces: (workspace, ballot id)."""
    return clock.due(session, now, most=AT_ONCE)


def next_close(session: Session) -> datetime | None:
    """When the next ballot closes, across workspaces."""
    return clock.first_deadline(session)


def closing_soon(session: Session, now: datetime, within: timedelta) -> list[tuple[str, UUID, UUID]]:
    """Ballots to reconcile with Slack before they close, across workspaces: (workspace, ballot id, subject)."""
    return clock.closing_soon(session, now, within, most=AT_ONCE)


def close(tx: Transaction, ballot_id: UUID) -> bool:
    """Record that a ballot is over, and who counted, or count it anew; False when there is nothing to do."""
    ballot = VotingRepository(tx).locked_by_id(ballot_id)
    if ballot is None or ballot.counts is not None or not ballot.is_over(tx.now):
        return False
    if ballot.closed_at is None:
        timing.close(tx, [ballot], teams.electorate(tx, ballot.team_id))
    else:
        timing.count(tx, [ballot])
    return True


def reconcile(
    tx: Transaction, ballot_id: UUID, reactions: Mapping[str, Collection[str]], *, cairn: str
) -> int:
    """Add the votes that Slack shows on the message but never told of; returns how many.

    They are added as the oldest, so that whatever else is known of a person wins over them. Nothing is added once
    the ballot is over, because what Slack shows then may have come too late.

    Args:
        reactions: emoji name to the people who put it there.
        cairn: Slack user id of Cairn itself, whose seeds are no votes.
    """
    votes = VotingRepository(tx)
    ballot = votes.locked_by_id(ballot_id)
    if ballot is None or ballot.is_over(tx.now):
        return 0
    known = {(fact.user, fact.emoji) for fact in votes.facts([ballot]).get(ballot.id, ())}
    shown = {(user, emoji) for emoji, users in reactions.items() if rules.choice_of(emoji) for user in users}
    missing = [(user, emoji) for user, emoji in sorted(shown - known) if user != cairn]
    oldest = microseconds(ballot.opened_at)
    votes.add_facts(ballot, [Fact(user, emoji, added=True, stamp=oldest) for user, emoji in missing])
    votes.change([ballot.id], reconciled_at=tx.now)
    if missing:
        timing.begin_anew(tx, [ballot])
        votes.count_anew(
            [one for one in votes.round_of(ballot) if one.counts is not None and one.ends >= oldest]
        )
    return len(missing)


def member_joined(tx: Transaction, event: MemberJoined) -> None:
    """One more may vote."""
    _electorate_changed(tx, UUID(event.subject), lambda now: now - {event.user})


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """One less may vote; perhaps all the others have."""
    _electorate_changed(tx, UUID(event.subject), lambda now: now | {event.user})


def guests_ruled(tx: Transaction, event: GuestsRuled) -> None:
    """The votes of guests count from now on, or don't any more."""
    before = teams.electorate(tx, UUID(event.subject), counts_guests=not event.counts)
    _electorate_changed(tx, UUID(event.subject), lambda _: before)


def person_changed(tx: Transaction, event: PersonChanged) -> None:
    """Somebody was looked up, or became a guest or a former colleague: they may count or not any more."""
    for team in teams.teams_of(tx, event.subject):
        _electorate_changed(tx, team.id, lambda now: now)


def _is_early(tx: Transaction, ballot: Ballot, fact: Fact) -> bool:
    return fact.added and ballot.is_waiting(tx.now) and fact.user in counting.entitled(tx, ballot)


def _counted(tx: Transaction, ballot: Ballot, fact: Fact, arrival: Arrival) -> CastResult:
    """A new fact within time: what it changes on this ballot, and on the person's others."""
    votes = VotingRepository(tx)
    known = [fact] if arrival.is_their_first else votes.facts([ballot], user=fact.user)[ballot.id]
    others = [one for one in known if one != fact]
    may_be_complete = rules.may_complete(fact, others) and not arrival.somebody_else_is_silent
    if ballot.closed_at is None and (may_be_complete or ballot.completed is not None):
        timing.complete(tx, ballot)
    changed = {ballot.subject}
    if ballot.closed_at is not None:  # it came late but was given in time: the ranks of others may move
        changed |= {one.subject for one in votes.round_of(ballot) if one.closed_at is not None}
        timing.count(tx, [ballot])
    if all(rules.choice_of(one.emoji) is not MUST for one in known):
        return CastResult(ballot, frozenset(changed))
    given = votes.facts_of_must_giver(ballot, fact.user)
    moved = [one for one, _ in given if one.counts is not None and one.ends >= fact.stamp]
    votes.count_anew([one for one in moved if one.id != ballot.id])
    had, has = counting.musts_before_and_after(given, ballot, fact)
    if (len(has) > MUSTS_EACH) != (len(had) > MUSTS_EACH):
        changed |= had | has
    is_told = len(has) > MUSTS_EACH and ballot.subject in has and fact.user in counting.entitled(tx, ballot)
    return CastResult(ballot, frozenset(changed), has_too_many_musts=is_told)


def _electorate_changed(
    tx: Transaction, team_id: UUID, before: Callable[[frozenset[str]], frozenset[str]]
) -> None:
    """Ballots that are over end with the electorate they had; the others go on with the new one.

    Args:
        before: what the electorate was, given what it is now.
    """
    ballots = VotingRepository(tx).locked_of(team_id)
    if not ballots:  # a thousand people may arrive with a team, and each of them is an event
        return
    was = before(teams.electorate(tx, team_id))
    timing.close(tx, [ballot for ballot in ballots if ballot.is_over(tx.now)], was)
    timing.begin_anew(tx, [ballot for ballot in ballots if not ballot.is_over(tx.now)])
