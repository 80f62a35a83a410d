"""Asking a team for its word on a goal set, asking again after the conversation, and taking the question back."""

from collections.abc import Collection, Mapping
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.attention.service import notices
from bot.features.commitments import rules
from bot.features.commitments.events import (
    CommitmentAsked,
    CommitmentAskedAnew,
    CommitmentLapsed,
    CommitmentTakenBack,
)
from bot.features.commitments.models import Commitment
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service.access import (
    asking_key,
    deadline,
    electorate,
    held,
    on_record,
    redraw,
    require_mover,
    require_running,
    seen,
    thread_key,
)
from bot.features.commitments.service.posting import show
from bot.features.commitments.values.drafts import SET_MOST, Field, Offer, RoundDraft
from bot.features.commitments.values.rounds import NEED_MOST, RoundState, RoundView
from bot.features.commitments.values.surfaces import LAPSED, WORD_ASKED
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.teams.membership import held as held_team
from bot.features.teams.values import TEAM_CARD
from bot.features.voting import service as voting

DAYS_ANEW = 1  # working days that are left at least when a goal of the set changes
RUNNING = (
    "The team is being asked for its word on a goal set already. Nothing was asked twice: `/goal commit` shows how "
    "far it is."
)
NO_GOAL = "Choose at least one goal that the team is to commit to."
GONE = "One of these goals can't be committed to any more. Open `/goal commit` again to see those that can."
NOBODY_COUNTS = (
    "Nobody's word would count: all members of this team are guests. Nothing was changed; a steward can let guests count "
    "in `/cairn team`, or a colleague joins."
)
TOO_LONG = "Keep it within {most} characters: an amount and its unit."
ASKED_AGAIN = "The team was asked again already. Nothing was changed; press your step on the message."


class NotMeasured(Conflict):
    """Goals of the set have no indicator yet (P2).

    Args:
        missing: a sentence by goal, in the order of the set.
    """

    def __init__(self, missing: Mapping[UUID, str]) -> None:
        super().__init__(" ".join(missing.values()))
        self.missing = missing


def offer(tx: Transaction, team_id: UUID) -> Offer:
    """The goals that the actor can ask their team for its word on, as it ranked them.

    Raises:
        NotFound: they may not see the team.
        NotAllowed: they are an observer, or the team is strict and in another phase.
        Conflict: the team is being asked already, has no proposed goal, or has nobody whose word counts; the cycle is over.
    """
    _require_asker(tx, team_id)
    if Rounds(tx).running_of([team_id]):
        raise Conflict(RUNNING)
    found = candidates(tx, team_id)
    if not found:
        committed = len(goals.committed_of(tx, team_id))
        raise Conflict(rules.none_to_ask(committed, is_strict=cycles.current(tx, team_id).is_strict))
    known = goals.goals_by_id(tx, found[:SET_MOST])
    offered = tuple(known[goal_id] for goal_id in found[:SET_MOST])
    cycle = cycles.current(tx, team_id)
    last_day = cycle.ends_on if cycle.closes_on is not None else None
    unmeasured = frozenset(indicators.missing_to_commit(tx, tuple(known)))
    return Offer(team_id, offered, unmeasured, len(found), last_day)


def ask(tx: Transaction, draft: RoundDraft) -> RoundView:
    """Ask the team for its word on a goal set, in one message in its channel (P9).

    Raises:
        NotFound, NotAllowed, Conflict: as for `offer`.
        NotMeasured: a goal of the set has no indicator (P2).
        Invalid: a field needs another look; `field` is one of values.Field.
    """
    _require_asker(tx, draft.team_id)
    team = held_team(tx, draft.team_id)
    cycle = cycles.settle(tx, team.id)
    rounds = Rounds(tx)
    if rounds.running_of([team.id]):
        raise Conflict(RUNNING)
    for goal_id in sorted(draft.goal_ids):
        goals.held(tx, goal_id)
    wanted = _valid(tx, draft)
    missing = indicators.missing_to_commit(tx, wanted.goal_ids)
    if missing:
        raise NotMeasured({goal_id: missing[goal_id] for goal_id in wanted.goal_ids if goal_id in missing})
    round_id = rounds.begin(
        wanted,
        cycle_id=cycle.id,
        asked_by=actor_of(tx),
        due_at=deadline(tx, team.id, wanted.days),
    )
    tx.touch(TEAM_CARD, team.id)
    asked = on_record(tx, round_id)
    show(tx, asked)
    note_asked(tx, asked)
    return asked


def candidates(tx: Transaction, team_id: UUID) -> list[UUID]:
    """The team's proposed goals: those that it ranked in this cycle first, then by number."""
    proposed = goals.proposed_of(tx, team_id)
    cycle = cycles.current(tx, team_id)
    ranked = voting.standings(tx, team_id, cycle.id)
    places = {one.subject: place for place, one in enumerate(ranked)}
    return sorted(proposed, key=lambda goal_id: places.get(goal_id, len(places)))


def ask_again(tx: Transaction, round_id: UUID) -> RoundView:
    """Ask once more after the conversation, with fresh answers; whoever asked and the stewards may, before it is due.

    Raises:
        NotFound: the actor may not see the round.
        NotAllowed: the question is somebody else's.
        Conflict: it was asked again already, or is over.
    """
    row = held(tx, seen(tx, round_id).id)
    asked = on_record(tx, round_id)
    require_running(asked)
    require_mover(tx, asked)
    if asked.state is not RoundState.TALKING:
        raise Conflict(ASKED_AGAIN)
    begin_again(tx, row)
    return on_record(tx, round_id)


def begin_again(tx: Transaction, row: Commitment) -> None:
    """The second asking of a round that is held; each who is asked is told once, in their own hours."""
    row.state, row.asking = RoundState.OPEN, row.asking + 1
    row.due_at = deadline(tx, row.team_id)
    if row.scope_of is None:
        row.why = ""
    tx.session.flush()
    asked = on_record(tx, row.id)
    note_asked(tx, asked)
    ask_each(tx, asked)
    redraw(tx, asked)


def ask_each(tx: Transaction, asked: RoundView) -> None:
    """Ask each of them privately, with the steps to press; whoever asks knows already."""
    subject = asking_key(asked)
    for user in sorted(electorate(tx, asked) - {tx.actor}):
        notices.ask(tx, user, WORD_ASKED, subject, key=f"word-asked:{subject}:{user}")


def ask_anew(tx: Transaction, round_id: UUID, goal_id: UUID) -> None:
    """A goal of the set changed: what was said about it before isn't counted, and who said it is asked again.

    Whoever has answered gets a working day at least to do so again; without an answer there is nothing to say again.
    """
    row, rounds = held(tx, round_id), Rounds(tx)
    answered = rounds.answers([round_id]).get(round_id, {})
    if row.state == RoundState.OPEN and answered:
        rounds.forget_answers(round_id)
        later = deadline(tx, row.team_id, DAYS_ANEW)
        row.completed_at, row.due_at = None, max(row.due_at or later, later)
        row.why = rules.also_changed(row.why, goals.goal_on_record(tx, goal_id).number)
        tx.session.flush()
        tx.happened(CommitmentAskedAnew(subject=str(goal_id), team_id=row.team_id, round_id=round_id))
        _ask_those(tx, on_record(tx, round_id), answered)
    redraw(tx, on_record(tx, round_id))


def _ask_those(tx: Transaction, asked: RoundView, users: Collection[str]) -> None:
    subject = asking_key(asked)
    for user in sorted(electorate(tx, asked).intersection(users)):
        notices.ask(tx, user, WORD_ASKED, subject, key=f"word-asked:{subject}:{tx.now.isoformat()}:{user}")


def note_asked(tx: Transaction, asked: RoundView) -> None:
    """Put the asking into each goal's history."""
    for goal_id in asked.goal_ids:
        event = CommitmentAsked(
            subject=str(goal_id),
            team_id=asked.team_id,
            round_id=asked.id,
            asking=asked.asking,
            is_scope=asked.scope_of is not None,
        )
        tx.happened(event)


def take_back(tx: Transaction, round_id: UUID) -> RoundView:
    """Take the question back; answers are forgotten, and the goals stay as they are. Raises as `ask_again` does."""
    row = held(tx, seen(tx, round_id).id)
    asked = on_record(tx, round_id)
    require_running(asked)
    require_mover(tx, asked)
    withdraw(tx, row)
    return on_record(tx, round_id)


def lapse(tx: Transaction, round_id: UUID) -> None:
    """The same for a round that came to nothing by itself, unless it came to something a moment ago."""
    row = held(tx, round_id)
    if row.ended_at is None:
        withdraw(tx, row)


def withdraw(tx: Transaction, row: Commitment) -> None:
    """End a round that is held without an outcome."""
    _closed(tx, row, RoundState.TAKEN_BACK, CommitmentTakenBack)


def end_with_cycle(tx: Transaction, row: Commitment) -> None:
    """A round that is held ends with the cycle that people were asked for, and its thread says so, to whoever asked."""
    asked = _closed(tx, row, RoundState.LAPSED, CommitmentLapsed)
    channel = teams.team_by_id(tx, asked.team_id).channel
    key = f"commitment-lapsed:{asked.id}"
    tx.show(LAPSED, asked.id, channel, key=key, thread_of=thread_key(tx, asked))


def _closed(
    tx: Transaction,
    row: Commitment,
    state: RoundState,
    ended: type[CommitmentTakenBack] | type[CommitmentLapsed],
) -> RoundView:
    """The round, in an end without an outcome: answers are forgotten, and each goal's history says how it ended."""
    row.state, row.due_at, row.ended_at = state, None, tx.now
    Rounds(tx).forget_answers(row.id)
    tx.session.flush()
    asked = on_record(tx, row.id)
    for goal_id in asked.goal_ids:
        tx.happened(ended(subject=str(goal_id), team_id=asked.team_id, round_id=asked.id))
    redraw(tx, asked)
    return asked


def _require_asker(tx: Transaction, team_id: UUID) -> None:
    teams.require_member(tx, team_id)
    cycles.require(tx, team_id, Doing.COMMIT)
    cycle = cycles.current(tx, team_id)
    if cycle.is_closed:
        raise Conflict(rules.cycle_over(cycle))
    if not teams.electorate(tx, team_id):
        raise Conflict(NOBODY_COUNTS)


def _valid(tx: Transaction, draft: RoundDraft) -> RoundDraft:
    """The draft, cleaned, with its goals as the team ranked them."""
    known = candidates(tx, draft.team_id)
    chosen = set(draft.goal_ids)
    if not chosen:
        raise Invalid(Field.GOALS, NO_GOAL)
    if not chosen <= set(known):
        raise Invalid(Field.GOALS, GONE)
    wanted = rules.cleaned(draft, tuple(goal_id for goal_id in known if goal_id in chosen))
    for field, words in rules.needs_of(wanted).items():
        if len(words) > NEED_MOST:
            raise Invalid(field, TOO_LONG.format(most=NEED_MOST))
    return wanted
