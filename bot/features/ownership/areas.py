"""Which role decides about what (P11): a steward gives an area to one role, or lets it go."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotFound, required
from bot.features.ownership.events import AreaSettled, RoleChanged
from bot.features.ownership.repository.roles import Roles
from bot.features.ownership.roles import NOT_FOUND as NO_ROLE
from bot.features.ownership.roles import to_make
from bot.features.ownership.values import AreaView, TeamRoleView
from bot.features.teams.membership import held
from bot.features.teams.values import TEAM_CARD

NO_AREA = "That decision area isn't there any more. Nothing was changed."
CHANGED = "Somebody else settled this while your form was open. Nothing was changed; look at it as it is now."


def area(tx: Transaction, area_id: UUID) -> AreaView:
    """A decision area.

    Raises:
        NotFound: there is none, or the actor may not see its team.
    """
    return required(Roles(tx).area(area_id), NO_AREA)


def to_settle_area(tx: Transaction, area_id: UUID) -> tuple[AreaView, Sequence[TeamRoleView], str]:
    """An area and the roles it may go to, with the fingerprint of who has it, if the actor may say so.

    Raises:
        NotFound: there is no such area, or the actor may not see it.
        NotAllowed: they are no steward of the team.
    """
    found = area(tx, area_id)
    to_make(tx, found.team_id)
    return found, Roles(tx).of_team(found.team_id), found.fingerprint


def settle_area(tx: Transaction, area_id: UUID, role_id: UUID | None, *, seen: str) -> AreaView:
    """Say which role alone decides about an area (P11); without one the team decides about it no more.

    Raises:
        NotFound, NotAllowed: as for `to_settle_area`; NotFound also when the role is none of the team's.
        Conflict: somebody settled it since it was shown.
    """
    held(tx, area(tx, area_id).team_id)
    found, roles, now = to_settle_area(tx, area_id)
    if now != seen:
        raise Conflict(CHANGED)
    chosen = next((one for one in roles if one.id == role_id), None)
    if role_id is not None and chosen is None:
        raise NotFound(NO_ROLE)
    if chosen is not None:
        Roles(tx).give_area(area_id, chosen.id)
    else:
        Roles(tx).drop_area(area_id)
    after, before = chosen.name if chosen else None, tuple(found.roles.values())
    _tell_roles(tx, roles, Roles(tx).of_team(found.team_id))
    tx.happened(
        AreaSettled(subject=str(area_id), team_id=found.team_id, name=found.name, before=before, after=after)
    )
    tx.touch(TEAM_CARD, found.team_id)
    return found


def _tell_roles(tx: Transaction, before: Sequence[TeamRoleView], after: Sequence[TeamRoleView]) -> None:
    """Each role that decides about something else now has it in its own history too."""
    now = {one.id: sorted(one.areas) for one in after}
    for one in before:
        was = sorted(one.areas)
        if was != now[one.id]:
            changed = RoleChanged(
                subject=str(one.id),
                team_id=one.team_id,
                before={"areas": was},
                after={"areas": now[one.id]},
            )
            tx.happened(changed)
