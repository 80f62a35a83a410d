"""When somebody deletes the message that a round's thread hangs under."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import threads
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.inputs.repository.given import Given
from bot.features.inputs.repository.rounds import Rounds
from bot.features.inputs.service.access import held, require_closer, round_key, seen
from bot.features.inputs.values.rounds import RoundView
from bot.features.inputs.values.surfaces import PAGE, ROUND, ROUND_GONE
from bot.features.teams import service as teams

STANDS = "Its message stands in the channel again already. Nothing more is needed."


def message_gone(tx: Transaction, round_id: UUID) -> None:
    """Whoever asked for input is told once for that message, and may post it again."""
    row = seen(tx, round_id)
    time = threads.times_posted(tx, ROUND, str(row.id))
    notices.mention(tx, row.starter, ROUND_GONE, row.id, key=f"input-round-gone:{row.id}:{time}")


def post_again(tx: Transaction, round_id: UUID) -> RoundView:
    """Show a round anew, and under it the replies that stand nowhere; all that was given is on record.

    Raises:
        NotFound, NotAllowed: as for closing it.
        Conflict: its message stands in the channel.
    """
    row = held(tx, round_id)
    require_closer(tx, row)
    pages = [(PAGE, f"{row.id}/{number}") for number in range(1, Given(tx).pages(row.id) + 1)]
    channel = teams.team(tx, row.team_id).channel
    if not threads.post_again(tx, ROUND, str(row.id), channel, first=round_key(row.id), replies=pages):
        raise Conflict(STANDS)
    notices.redraw(tx, ROUND_GONE, row.id)
    return Rounds(tx).view(row)


def has_message(tx: Transaction, round_id: UUID) -> bool:
    """Whether its message is in the channel, or on its way there."""
    return threads.stands(tx, ROUND, str(round_id))
