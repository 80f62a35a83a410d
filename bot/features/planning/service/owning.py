"""Who drives an initiative: claimed, released, offered through ownership (P10)."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.ownership import service as ownership
from bot.features.ownership.values import Ownable
from bot.features.planning.repository.initiatives import initiative_view
from bot.features.planning.service.access import held, in_hand
from bot.features.planning.service.initiatives import add
from bot.features.planning.values.initiatives import SORT, InitiativeDraft, InitiativeView
from bot.features.teams.membership import held as held_team

OVER = "“{title}” is not open any more, so there is nothing to drive. Open it again first."


def add_for(tx: Transaction, draft: InitiativeDraft, owner: str | None) -> InitiativeView:
    """Put an initiative on record, and make the actor its driver or ask a colleague to be; raises as `add` does.

    Raises:
        Invalid: the owner is no member of the team.
    """
    if owner is not None:
        held_team(tx, draft.team_id)  # so that the owner can't leave meanwhile
    made = add(tx, draft)
    if owner == tx.actor:
        ownership.take(tx, _thing(made))
    elif owner is not None:
        ownership.offer(tx, _thing(made), owner, "")
    return made


def claim(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """Become its driver; claiming one's own again changes nothing.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: they are no member of its team.
        Conflict: somebody else drives it, or it is over.
    """
    found = _held(tx, initiative_id)
    ownership.take(tx, _thing(found))
    return found


def release(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """Leave it for somebody else to claim.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: somebody else drives it, and the actor is no steward of the team.
        Conflict: nobody drives it, or it is over.
    """
    found = _held(tx, initiative_id)
    ownership.give_up(tx, _thing(found))
    return found


def offer(tx: Transaction, initiative_id: UUID, taker: str | None, note: str) -> InitiativeView:
    """Ask a colleague of the team to drive it; its driver stays until they accept.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: somebody else drives it, and the actor is no steward of the team.
        Conflict: it is offered to somebody already, or it is over.
        Invalid: the taker can't be offered it.
    """
    held_team(tx, in_hand(tx, initiative_id).team_id)
    found = _held(tx, initiative_id)
    ownership.offer(tx, _thing(found), taker, note)
    return found


def to_drive(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """The initiative, if the actor may change who drives an open one like it; raises as `claim` does."""
    return _open(in_hand(tx, initiative_id))


def _held(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """The initiative, which nobody finishes or lets go until this transaction ends."""
    return _open(initiative_view(held(tx, initiative_id)))


def _open(found: InitiativeView) -> InitiativeView:
    if not found.is_open:
        raise Conflict(OVER.format(title=found.title))
    return found


def _thing(found: InitiativeView) -> Ownable:
    return Ownable(found.id, SORT, found.team_id, found.title)
