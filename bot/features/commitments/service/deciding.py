"""What a steward decides when two askings did not end in a commitment: objection and reply, or why, on record (P9)."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.commitments import rules
from bot.features.commitments.events import CommitmentDecided, RoundDecided
from bot.features.commitments.models import Commitment
from bot.features.commitments.service.access import (
    held_with_goals,
    on_record,
    redraw,
    require_its_cycle,
    require_running,
    require_steward,
    seen,
    thread_key,
)
from bot.features.commitments.service.ending import commit
from bot.features.commitments.values.drafts import Choice, Field, VerdictDraft
from bot.features.commitments.values.rounds import RoundState, RoundView
from bot.features.commitments.values.surfaces import DECISION
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

NOT_YET = "The team has its say first: one asking, one conversation, one more asking. Nothing was changed."
ALL_LEFT_OUT = "All goals are left out. To commit to none of them, choose that above."


def to_decide(tx: Transaction, round_id: UUID) -> RoundView:
    """The round, if the actor may decide on it now; raises as `decide` does."""
    asked = seen(tx, round_id)
    require_running(asked)
    require_its_cycle(tx, asked)
    require_steward(tx, asked)
    if asked.state is not RoundState.DECIDING:
        raise Conflict(NOT_YET)
    return asked


def decide(tx: Transaction, round_id: UUID, draft: VerdictDraft) -> RoundView:
    """Commit to the set, apart from what is left out, or to none of it, with the objection and the reply on record, or why.

    Raises:
        NotFound: the actor may not see the round.
        NotAllowed: they are no steward.
        Conflict: the team has not had its say, somebody decided a moment ago, or the cycle is over.
        Invalid: the objection that somebody made or the reply is missing or too long, or everything is left out.
    """
    to_decide(tx, round_id)
    row = held_with_goals(tx, round_id)
    asked = to_decide(tx, round_id)
    wanted = rules.cleaned_verdict(draft)
    for field, sentence in rules.problems_of(wanted, objected=rules.was_objected(asked.results)).items():
        raise Invalid(field, sentence)
    if wanted.choice is Choice.COMMIT and wanted.left_out >= set(asked.goal_ids):
        raise Invalid(Field.LEFT_OUT, ALL_LEFT_OUT)
    row.decided_by, row.objection, row.reply = actor_of(tx), wanted.objection, wanted.reply
    if wanted.choice is Choice.COMMIT:
        commit(tx, row, wanted.left_out)
    else:
        _put_off(tx, row, asked)
    tx.session.flush()
    decided = on_record(tx, round_id)
    _tell(tx, decided, wanted)
    return decided


def _put_off(tx: Transaction, row: Commitment, asked: RoundView) -> None:
    """Nothing is committed; a goal whose scope changed isn't any more."""
    row.state, row.ended_at = RoundState.PUT_OFF, tx.now
    if asked.scope_of is not None:
        goals.uncommit(tx, asked.scope_of)


def _tell(tx: Transaction, decided: RoundView, wanted: VerdictDraft) -> None:
    channel = teams.team_by_id(tx, decided.team_id).channel
    key = f"commitment-decision:{decided.id}"
    tx.show(DECISION, decided.id, channel, key=key, thread_of=thread_key(tx, decided))
    redraw(tx, decided)
    for goal_id in decided.goal_ids:
        tx.happened(
            CommitmentDecided(
                subject=str(goal_id),
                team_id=decided.team_id,
                round_id=decided.id,
                is_committed=goal_id in decided.committed,
                objection=wanted.objection,
                reply=wanted.reply,
            )
        )
    last = decided.results[-1]
    tx.happened(
        RoundDecided(
            subject=str(decided.id),
            team_id=decided.team_id,
            choice=wanted.choice,
            goal_ids=decided.committed,
            left_out=tuple(goal_id for goal_id in decided.goal_ids if goal_id not in decided.committed),
            objection=wanted.objection,
            reply=wanted.reply,
            heard=last.heard,
            of=last.of,
            is_scope=decided.scope_of is not None,
        )
    )
