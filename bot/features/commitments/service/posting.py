"""A round's message that somebody deleted: whoever asked hears of it once, and any member posts it again."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.commitments.service.access import on_record, require_running, round_key, seen, thread_key
from bot.features.commitments.values.rounds import RoundView
from bot.features.commitments.values.surfaces import ROUND, ROUND_GONE
from bot.features.teams import service as teams

POSTED = "Its message stands in the channel already, or is on its way. There is nothing left to do."


def show(tx: Transaction, asked: RoundView) -> None:
    """Show the round: in the channel, or, when a scope changed, under the goal's card."""
    times = len(surfaces_of(tx, ROUND, str(asked.id)))
    key = f"{round_key(asked.id)}:{times}" if times else round_key(asked.id)
    under = thread_key(tx, asked) if asked.scope_of is not None else None
    channel = teams.team_by_id(tx, asked.team_id).channel
    tx.show(ROUND, asked.id, channel, key=key, thread_of=under if under != round_key(asked.id) else None)


def is_posted(tx: Transaction, round_id: UUID) -> bool:
    """Whether the round's message stands in the channel, or is on its way there."""
    return any(one.state in LIVE for one in surfaces_of(tx, ROUND, str(round_id)))


def post_again(tx: Transaction, round_id: UUID) -> RoundView:
    """Show a round anew after its message was deleted; what was said is on record and unchanged.

    Raises:
        NotFound: the actor may not see the round.
        NotAllowed: the actor is an observer.
        Conflict: the round is over, or its message stands in the channel.
    """
    asked = seen(tx, round_id)
    teams.require_member(tx, asked.team_id)
    require_running(asked)
    if is_posted(tx, round_id):
        raise Conflict(POSTED)
    show(tx, asked)
    notices.redraw(tx, ROUND_GONE, round_id)
    return asked


def message_gone(tx: Transaction, round_id: UUID) -> None:
    """Somebody deleted the message: whoever asked is told once for that message, in their own time."""
    asked = on_record(tx, round_id)
    if not asked.state.is_over:
        key = f"round-gone:{round_id}:{len(surfaces_of(tx, ROUND, str(round_id)))}"
        notices.mention(tx, asked.asked_by, ROUND_GONE, round_id, key=key)
