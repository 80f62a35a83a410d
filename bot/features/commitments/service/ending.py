"""How an asking ends: in a commitment, in the one conversation, or with the stewards, who decide (P9)."""

from collections.abc import Collection, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.commitments import rules
from bot.features.commitments.events import CommitmentMissed, ScopeConfirmed
from bot.features.commitments.models import Commitment
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service.access import (
    asking_key,
    deadline,
    electorate,
    held_with_goals,
    is_of_another_cycle,
    on_record,
    redraw,
    require_its_cycle,
    require_running,
    require_steward,
    seen,
    thread_key,
)
from bot.features.commitments.service.asking import begin_again, end_with_cycle
from bot.features.commitments.values.rounds import ASKINGS_MOST, RoundState, RoundView
from bot.features.commitments.values.surfaces import DECISION_DUE, MINDS, TALK
from bot.features.commitments.values.words import QUOTED_TOGETHER, Reason
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.teams import service as teams
from bot.features.teams.membership import stewards_of

NOT_ASKING = (
    "Nobody is being asked here at the moment. Nothing was changed; the message shows what comes next."
)
TOO_FEW_YET = (
    "Fewer than 60 % have answered, and silence isn't consent, so it goes on. Nothing was changed; it ends by itself "
    "at its time, or when all have answered."
)


def settle(tx: Transaction, round_id: UUID) -> RoundView:
    """Do what the clock brought: count an asking that is over, or ask again after the conversation; twice changes nothing.

    What was to be counted before the cycle ended still is, however late the clock is; what wasn't ends with the cycle.

    Raises:
        NotFound: there is no such round.
    """
    row = held_with_goals(tx, round_id)
    asked = on_record(tx, round_id)
    is_due = asked.due_at is not None and asked.due_at <= tx.now
    is_of_this = not is_of_another_cycle(tx, asked)
    if asked.state is RoundState.OPEN and (is_due or asked.completed_at is not None):
        _count(tx, row, asked)
    elif asked.state is RoundState.TALKING and is_due and is_of_this:
        begin_again(tx, row)
    if row.ended_at is None and not is_of_this:
        end_with_cycle(tx, row)
    return on_record(tx, round_id)


def close_now(tx: Transaction, round_id: UUID) -> RoundView:
    """Count an asking before its time; a steward may, once 60 % have answered.

    Raises:
        NotFound: the actor may not see the round.
        NotAllowed: they are no steward.
        Conflict: too few have answered, nobody is being asked any more, or the cycle is over.
    """
    row = held_with_goals(tx, seen(tx, round_id).id)
    asked = on_record(tx, round_id)
    require_running(asked)
    require_its_cycle(tx, asked)
    require_steward(tx, asked)
    if asked.state is not RoundState.OPEN:
        raise Conflict(NOT_ASKING)
    answers = Rounds(tx).answers([asked.id])[asked.id]
    result = rules.counted(answers, electorate(tx, asked))
    if not rules.has_quorum(result.heard, result.of):
        raise Conflict(TOO_FEW_YET)
    _count(tx, row, asked)
    return on_record(tx, round_id)


def commit(tx: Transaction, row: Commitment, left_out: Collection[UUID] = ()) -> None:
    """End a round, held with its goals, in a commitment to all of its goals that can still be committed to."""
    asked = on_record(tx, row.id)
    row.due_at, row.ended_at = None, tx.now
    if asked.scope_of is not None:
        row.state = RoundState.COMMITTED
        tx.happened(ScopeConfirmed(subject=str(asked.scope_of), team_id=asked.team_id, round_id=asked.id))
        return
    able = [goal_id for goal_id in _able(tx, asked) if goal_id not in left_out]
    done = {goal.id for goal in goals.commit(tx, able, asked.cycle_id)}
    row.state = RoundState.COMMITTED if done else RoundState.PUT_OFF
    Rounds(tx).leave_out(row.id, [goal_id for goal_id in asked.goal_ids if goal_id not in done])


def _able(tx: Transaction, asked: RoundView) -> list[UUID]:
    """The goals whose indicator nobody removed meanwhile."""
    missing = indicators.missing_to_commit(tx, asked.goal_ids)
    return [goal_id for goal_id in asked.goal_ids if goal_id not in missing]


def _count(tx: Transaction, row: Commitment, asked: RoundView) -> None:
    """Open the answers, forget who gave them, and act on what they come to."""
    rounds = Rounds(tx)
    result = rules.counted(rounds.answers([asked.id])[asked.id], electorate(tx, asked))
    rounds.forget_answers(asked.id)
    rounds.keep_result(asked.id, asked.asking, result)
    reasons = rules.reasons_against(result)
    row.completed_at = None
    if reasons:
        _miss(tx, row, asked, rules.reasons_told(result))
    else:
        commit(tx, row)
    if reasons or result.words or rules.chance_to_discuss(result) is not None:
        _open_talk(tx, asked, pages=-(-len(result.words) // QUOTED_TOGETHER))
    tx.session.flush()
    redraw(tx, asked)


def _miss(tx: Transaction, row: Commitment, asked: RoundView, reasons: Sequence[Reason]) -> None:
    """The first time people talk about it, for as long as a conversation takes; the second time stewards decide."""
    if asked.asking >= ASKINGS_MOST:
        row.state, row.due_at = RoundState.DECIDING, None
        _tell_stewards(tx, asked)
    else:
        row.state, row.due_at = RoundState.TALKING, deadline(tx, asked.team_id)
    for goal_id in asked.goal_ids:
        tx.happened(
            CommitmentMissed(
                subject=str(goal_id),
                team_id=asked.team_id,
                round_id=asked.id,
                asking=asked.asking,
                reasons=tuple(reasons),
            )
        )


def _open_talk(tx: Transaction, asked: RoundView, *, pages: int) -> None:
    """Put the facts into the thread, and what would change minds."""
    channel = teams.team_by_id(tx, asked.team_id).channel
    under, subject = thread_key(tx, asked), asking_key(asked)
    tx.show(TALK, subject, channel, key=f"commitment-talk:{subject}", thread_of=under)
    for page in range(pages):
        tx.show(
            MINDS, f"{subject}:{page}", channel, key=f"commitment-minds:{subject}:{page}", thread_of=under
        )


def _tell_stewards(tx: Transaction, asked: RoundView) -> None:
    for user in stewards_of(tx, asked.team_id):
        notices.mention(tx, user, DECISION_DUE, asked.id, key=f"decision-due:{asked.id}:{user}")
