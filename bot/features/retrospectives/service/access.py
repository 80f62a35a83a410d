"""Which retro, and who may do what with it; shared by the use cases beside it."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import threads
from bot.errors import NotAllowed, NotFound
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionView
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.retros import Retros, format_of
from bot.features.retrospectives.rules.people import is_anonymous, may_move
from bot.features.retrospectives.values.formats import FORMATS, Format
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import RETRO, SOURCE
from bot.features.teams import service as teams

NOT_FOUND = "I can't find that retro any more, or it isn't open to you. Nothing was changed."
NOT_YOURS = (
    "Whoever started this retro, or was named as its facilitator, moves it on; the clock does too. "
    "Nothing was changed."
)
LOOKED_BACK = 13  # retros, with the one that looks


def seen(tx: Transaction, retro_id: UUID) -> Retro:
    """The retro, if the actor may see it.

    Raises:
        NotFound: there is none, or not for them.
    """
    row = Retros(tx).seen(retro_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def held(tx: Transaction, retro_id: UUID) -> Retro:
    """The same, as it is now and kept from others until this transaction ends."""
    seen(tx, retro_id)
    return found(Retros(tx).locked(retro_id))


def found(row: Retro | None) -> Retro:
    """The retro, when there is one.

    Raises:
        NotFound: there is none.
    """
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def can_move(tx: Transaction, row: Retro) -> bool:
    """Whether the actor may move it on by hand."""
    members = teams.members(tx, row.team_id)
    is_steward = teams.is_steward(tx, row.team_id, tx.actor or "")
    return may_move(tx.actor, (row.starter, row.facilitator), members=members, is_steward=is_steward)


def require_mover(tx: Transaction, row: Retro) -> None:
    """Let pass who may move it on by hand.

    Raises:
        NotAllowed: the actor may not.
    """
    if not can_move(tx, row):
        raise NotAllowed(NOT_YOURS)


def usually_anonymous(tx: Transaction, team_id: UUID, chosen: bool | None = None) -> bool:
    """Whether the team's next retro keeps reflections without author, as the team is now."""
    last = Retros(tx).last(team_id)
    members = teams.team_by_id(tx, team_id).member_count
    return is_anonymous(members, chosen, last.choice if last else None)


def next_of(tx: Transaction, team_id: UUID) -> Retro:
    """The team's next retro, for which reflections are gathered; it has the format of the last one."""
    retros = Retros(tx)
    waiting = retros.waiting(team_id)
    if waiting is not None:
        return waiting
    last = retros.last(team_id)
    return retros.make_waiting(team_id, last_format(last))


def view(tx: Transaction, row: Retro) -> RetroView:
    """What the retro is at this moment; one that waits is anonymous as its team is now."""
    if row.phase == Phase.WAITING.value:
        return Retros(tx).view(row, is_anonymous=usually_anonymous(tx, row.team_id))
    return Retros(tx).view(row)


def actions_before(tx: Transaction, row: Retro) -> list[ActionView]:
    """What a retro opens with: the actions of the one before it, and what is still open from those before that."""
    begun = Retros(tx).begun(row.team_id, most=LOOKED_BACK)
    before = [
        one.id for one in begun if one.started_at and row.started_at and one.started_at < row.started_at
    ]
    actions = planning.actions_from_any(tx, SOURCE, before)
    return [action for action in actions if action.is_open or action.source_id == before[0]]


def last_format(last: Retro | None) -> Format:
    """What a team is used to."""
    return format_of(last) if last is not None else FORMATS[0]


def parent_key(retro_id: UUID) -> str:
    """The key of the surface under which a retro's replies hang, unless somebody deleted its message."""
    return f"retro:{retro_id}"


def thread_key(tx: Transaction, retro_id: UUID) -> str:
    """The key of the surface under which replies hang now."""
    return threads.thread_key(tx, RETRO, str(retro_id), parent_key(retro_id))
