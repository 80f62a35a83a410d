"""Who drives an initiative and who shares in it: claimed, released, offered, shared through ownership (P10)."""

from collections.abc import Mapping
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.ownership import service as ownership
from bot.features.ownership import sharing
from bot.features.ownership.events import DriverChanged, PeopleChanged
from bot.features.ownership.offers import offering
from bot.features.ownership.values import Ownable, Role, Sharing
from bot.features.planning.events.initiatives import InitiativeDriverChanged, InitiativePeopleChanged
from bot.features.planning.repository.initiatives import Initiatives, initiative_view
from bot.features.planning.service.access import about, held, in_hand, initiative
from bot.features.planning.service.initiatives import add
from bot.features.planning.values.initiatives import SORT, InitiativeDraft, InitiativeView
from bot.features.teams.membership import held as held_team

OVER = "“{title}” is not open any more. Nothing was changed; open it again first."


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


def to_claim(tx: Transaction, initiative_id: UUID) -> tuple[Ownable, int]:
    """The initiative, if the actor may claim it, and how many things they drive already; raises as `claim` does."""
    thing = _thing(_open(in_hand(tx, initiative_id)))
    return thing, ownership.to_take(tx, thing)


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


def to_offer(tx: Transaction, initiative_id: UUID) -> tuple[Ownable, str | None]:
    """The initiative, if the actor may offer it, and who drives it until then; raises as `offer` does."""
    thing = _thing(_open(in_hand(tx, initiative_id)))
    driver = offering.to_offer(tx, thing)
    return thing, driver.user if driver else None


def to_share(tx: Transaction, initiative_id: UUID) -> Sharing:
    """Who has a part in it, if the actor may say who has.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: they are no member of its team; or somebody else drives it, and they are no steward.
        Conflict: it is over.
    """
    return sharing.to_share(tx, _thing(_open(in_hand(tx, initiative_id))))


def share(tx: Transaction, initiative_id: UUID, wanted: Mapping[str, Role], *, seen: str) -> None:
    """Say who has a part in it beside its driver; raises as `to_share` does, and as ownership's `share`."""
    held_team(tx, in_hand(tx, initiative_id).team_id)  # so that nobody chosen can leave meanwhile
    sharing.share(tx, _thing(_held(tx, initiative_id)), wanted, seen=seen)


def join_in(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """The actor contributes to it.

    Raises:
        NotFound, NotAllowed: as for `claim`.
        Conflict: they drive it, or it is over.
    """
    found = _held(tx, initiative_id)
    ownership.join_in(tx, _thing(found))
    return found


def step_back(tx: Transaction, initiative_id: UUID) -> Ownable:
    """The actor has no part in it any more; not for its driver, who releases it.

    Raises:
        NotFound: there is no such initiative for this person.
    """
    thing = _thing(initiative(tx, initiative_id))
    ownership.step_back(tx, thing)
    return thing


def driver_changed(tx: Transaction, event: DriverChanged) -> None:
    """The history of its goal tells it, too."""
    served = _serving(tx, event)
    if served is not None:
        tx.happened(InitiativeDriverChanged(**about(served), before=event.before, after=event.after))


def people_changed(tx: Transaction, event: PeopleChanged) -> None:
    """Likewise."""
    served = _serving(tx, event)
    if served is not None:
        tx.happened(InitiativePeopleChanged(**about(served), before=event.before, after=event.after))


def _serving(tx: Transaction, event: DriverChanged | PeopleChanged) -> InitiativeView | None:
    """The initiative that it is about, when it serves a goal."""
    if event.sort != SORT:
        return None
    found = Initiatives(tx).whoever_sees_them([UUID(event.subject)])
    return next((one for one in found if one.goal_id is not None), None)


def _held(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """The initiative, which nobody finishes or lets go until this transaction ends."""
    return _open(initiative_view(held(tx, initiative_id)))


def _open(found: InitiativeView) -> InitiativeView:
    if not found.is_open:
        raise Conflict(OVER.format(title=found.title))
    return found


def _thing(found: InitiativeView) -> Ownable:
    return Ownable(found.id, SORT, found.team_id, found.title)
