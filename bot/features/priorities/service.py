"""Reactions on goal cards as votes, and what follows from them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import State
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleOpened, CyclePlanned, PhaseChanged
from bot.features.cycles.rules.phases import is_refused
from bot.features.cycles.values import CycleView, Doing, Phase
from bot.features.goals import service as goals
from bot.features.goals.events import GoalCommitted
from bot.features.goals.values import GOAL_CARD, GoalState, GoalView
from bot.features.priorities.values import (
    EARLY_VOTE,
    LATE_VOTE,
    TOO_MANY_MUSTS,
    CardPlace,
    OpenVote,
    TeamVotes,
)
from bot.features.teams import service as teams
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.teams.membership import is_of_counted_kind
from bot.features.teams.values import TeamView
from bot.features.voting import service as voting
from bot.features.voting import timing
from bot.features.voting.events import BallotClosed
from bot.features.voting.values import MUST, Choice, Fact, Standing
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.events import PersonChanged


def take(tx: Transaction, goal_id: UUID, fact: Fact, *, posted: int | None = None) -> None:
    """A reaction on a goal's card: a vote, if it is of the scale.

    Whoever gives a fourth must in a round is told once, privately, and so is whoever votes after the end, or in a
    strict team before voting begins.

    Args:
        posted: stamp of the card's message.
    """
    cast = voting.cast(tx, goal_id, fact, posted=posted)
    for changed in cast.changed:
        tx.touch(GOAL_CARD, changed)
    if cast.ballot is None:
        return
    if cast.has_too_many_musts:
        ballots_round = cast.ballot.round
        tx.show(TOO_MANY_MUSTS, ballots_round, fact.user, key=f"too-many-musts:{ballots_round}:{fact.user}")
    if cast.is_early:
        tx.show(EARLY_VOTE, goal_id, fact.user, key=f"early-vote:{cast.ballot.id}:{fact.user}")
    if cast.is_late:
        tx.show(LATE_VOTE, goal_id, fact.user, key=f"late-vote:{cast.ballot.id}:{fact.user}")


def open_votes(tx: Transaction, channel: str) -> list[TeamVotes]:
    """What the actor can vote on: in the channel's team, or, where no team works, in all their teams.

    Raises:
        Conflict: Cairn isn't in the channel of its team (yet).
    """
    here = teams.team_in(tx, channel)
    found = [here] if here is not None else teams.teams_of(tx, tx.actor or "")
    return [_votes_in(tx, team) for team in found]


def open_votes_of(tx: Transaction, team_id: UUID) -> list[TeamVotes]:
    """What the actor can vote on in this team.

    Raises:
        NotFound: they may not see it.
    """
    return [_votes_in(tx, teams.team(tx, team_id))]


def card_places(tx: Transaction, goal_id: UUID) -> list[CardPlace]:
    """Where people see the goal's card and can react."""
    return [
        CardPlace(card.channel, card.ts)
        for card in surfaces_of(tx, GOAL_CARD, str(goal_id))
        if card.state == State.SHOWN and card.channel is not None and card.ts is not None
    ]


def reconcile(
    tx: Transaction, ballot_id: UUID, goal_id: UUID, reactions: Mapping[str, Collection[str]]
) -> None:
    """Add votes that Slack shows on the cards but never told of.

    Args:
        reactions: emoji name to the people who put it there.
    """
    cairn = workspaces.installation(tx)
    if voting.reconcile(tx, ballot_id, reactions, cairn=cairn.bot_user if cairn else ""):
        tx.touch(GOAL_CARD, goal_id)


def ballot_closed(tx: Transaction, event: BallotClosed) -> None:
    """The card shows its rank from now on, and all that are decided show anew among how many they rank."""
    tx.touch(GOAL_CARD, event.subject)
    if not event.has_quorum:
        return
    for standing in voting.standings(tx, event.team_id, event.round):
        if standing.tally.is_closed and standing.rank is not None:
            tx.touch(GOAL_CARD, standing.subject)


def voted_anew(tx: Transaction, goal_ids: Collection[UUID]) -> set[UUID]:
    """Which of these goals the team's next vote asks about anew: proposals that an earlier cycle voted on."""
    proposed = [one for one in goals.goals_by_id(tx, goal_ids).values() if one.state is GoalState.PROPOSED]
    currents = cycles.currents(tx, {goal.team_id for goal in proposed})
    rounds = voting.rounds_of(tx, [goal.id for goal in proposed])
    return {
        goal.id
        for goal in proposed
        if goal.id in rounds and goal.team_id in currents and rounds[goal.id] != currents[goal.team_id].id
    }


def is_voted_early(tx: Transaction, team_id: UUID) -> bool:
    """Whether any goal that is proposed in a team, found for whoever asks, is open to votes now."""
    unclosed = voting.unclosed(tx, team_id)
    now = {one.subject for one in unclosed if not (one.is_waiting(tx.now) or one.is_over(tx.now))}
    return bool(now) and not now.isdisjoint(goals.proposed_of(tx, team_id))


def cycle_opened(tx: Transaction, event: CycleOpened) -> None:
    """What the cycle before left as proposals is voted on anew, which their cards say."""
    for goal_id in goals.proposed_of(tx, event.team_id):
        tx.touch(GOAL_CARD, goal_id)


def cycle_moved(tx: Transaction, event: PhaseChanged | CyclePlanned) -> None:
    """In a strict team voting belongs to its phase: before it, open votes wait, and after it they are over.

    Elsewhere they go by their own two days, whatever the phase.
    """
    cycle = cycles.current(tx, event.team_id)
    phase = event.after if isinstance(event, PhaseChanged) else cycle.phase
    begins = cycles.voting_begins(tx, cycle) if phase is Phase.DRAFTING else None
    if begins is not None:
        changed = timing.postpone(tx, event.team_id, begins)
    elif cycle.is_strict and phase is not Phase.VOTING:
        timing.end(tx, event.team_id)
        return
    else:
        changed = timing.begin_waiting(tx, event.team_id)
    for goal_id in changed:
        tx.touch(GOAL_CARD, goal_id)


def goal_committed(tx: Transaction, event: GoalCommitted) -> None:
    """What the team committed to isn't asked about any more: its vote comes to what was given until then."""
    timing.end(tx, event.team_id, {UUID(event.subject)})


def electorate_changed(tx: Transaction, event: MemberJoined | MemberLeft | GuestsRuled) -> None:
    """The team's open cards say of how many people anybody was heard."""
    _touch_open_cards(tx, UUID(event.subject))


def person_changed(tx: Transaction, event: PersonChanged) -> None:
    """Somebody may count now or not any more."""
    for team in teams.teams_of(tx, event.subject):
        _touch_open_cards(tx, team.id)


def _touch_open_cards(tx: Transaction, team_id: UUID) -> None:
    for ballot in voting.unclosed(tx, team_id):
        tx.touch(GOAL_CARD, ballot.subject)


def _votes_in(tx: Transaction, team: TeamView) -> TeamVotes:
    reader, cycle = tx.actor or "", cycles.current(tx, team.id)
    standings = _standings_in(tx, cycle)
    given = voting.votes_of(tx, reader, [standing.subject for standing in standings])
    can_be_given = [one for one in standings if not (one.tally.is_closed or one.tally.is_waiting)]
    known = goals.goals_by_id(tx, [standing.subject for standing in can_be_given])
    named = {goal.id: goal for goal in known.values() if goal.state is GoalState.PROPOSED}
    votes = [
        _open_vote(tx, named[standing.subject], standing, given.get(standing.subject))
        for standing in can_be_given
        if standing.subject in named
    ]
    return TeamVotes(
        team=team,
        open=tuple(sorted(votes, key=lambda vote: (vote.choice is not None, vote.tally.closes_at))),
        musts=sum(choice is MUST for choice in given.values()),
        is_member=teams.is_member(tx, team.id, reader),
        is_counted_kind=is_of_counted_kind(tx, team.id, reader),
        may_propose=not is_refused(cycle, Doing.PROPOSE),
        may_vote=not is_refused(cycle, Doing.VOTE),
    )


def _standings_in(tx: Transaction, cycle: CycleView) -> list[Standing]:
    """Those of the current cycle, and of votes that a cycle before left open, which end in its round."""
    standings = voting.standings(tx, cycle.team_id, cycle.id)
    known = {standing.subject for standing in standings}
    left_open = {ballot.subject for ballot in voting.unclosed(tx, cycle.team_id)} - known
    return [*standings, *voting.standings_of(tx, left_open).values()]


def _open_vote(tx: Transaction, goal: GoalView, standing: Standing, choice: Choice | None) -> OpenVote:
    return OpenVote(goal, standing.tally, choice, next(iter(card_places(tx, goal.id)), None))
