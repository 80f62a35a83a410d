"""A team's roles: what each is there for, what it decides, and who holds it (P10)."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, required
from bot.features.attention.service import notices
from bot.features.ownership import driving, rules
from bot.features.ownership.events import RoleChanged, RoleLaidDown, RoleMade, RoleRetired
from bot.features.ownership.offers import ending, offering
from bot.features.ownership.repository.roles import Roles
from bot.features.ownership.values import (
    ROLE,
    ROLE_RETIRED,
    TAKER,
    OfferView,
    Ownable,
    RetiredRole,
    RoleDraft,
    RoleField,
    TeamRoleView,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of, held
from bot.features.teams.values import TEAM_CARD
from bot.text import listing

NOT_FOUND = (
    "I can't find that role here. `/cairn roles` shows the roles of this channel's team. Nothing was changed."
)
CHANGED = (
    "Somebody changed this role while your form was open, and nothing of theirs was overwritten. Copy what you "
    "wrote, close this, and press *Edit* again to start from their words."
)
TAKEN_NAME = "The team has a role of this name already. Choose another, or edit that one."
HOLDS = "They hold this role already. Choose somebody else."


def roles_of(tx: Transaction, team_id: UUID) -> list[TeamRoleView]:
    """A team's roles by name.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    return Roles(tx).of_team(teams.team(tx, team_id).id)


def role(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """One role.

    Raises:
        NotFound: there is none, it was retired, or the actor may not see its team.
    """
    return required(Roles(tx).by_id(role_id), NOT_FOUND)


def retired_of(tx: Transaction, team_id: UUID, *, most: int) -> list[RetiredRole]:
    """The roles that a team did without, the newest first.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    return Roles(tx).retired_of(teams.team(tx, team_id).id, most=most)


def name_of(tx: Transaction, role_id: UUID) -> str:
    """What a role is called, or was until it was retired.

    Raises:
        NotFound: there was none, or the actor may not see its team.
    """
    return required(Roles(tx).name_of(role_id), NOT_FOUND)


def to_make(tx: Transaction, team_id: UUID) -> None:
    """Let pass who may change a team's roles.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
        NotAllowed: they are no steward of it.
    """
    teams.require_member(tx, team_id)
    if not teams.is_steward(tx, team_id, actor_of(tx)):
        stewards = listing(teams.portrait(tx, teams.team(tx, team_id)).stewards)
        who = f": {stewards}" if stewards else ""
        raise NotAllowed(
            f"A team's roles are described by its stewards{who}. Nothing was changed; ask one of them."
        )


def make(tx: Transaction, team_id: UUID, draft: RoleDraft) -> TeamRoleView:
    """Describe a new role; nobody holds it yet.

    Raises:
        NotFound, NotAllowed: as for `to_make`.
        Invalid: the draft needs another look, or the name is taken; `field` is one of RoleField.
    """
    to_make(tx, team_id)
    held(tx, team_id)
    wanted = rules.role_of(draft)
    role_id = Roles(tx).make(team_id, wanted)
    if role_id is None:
        raise Invalid(RoleField.NAME, TAKEN_NAME)
    Roles(tx).put_areas(role_id, team_id, wanted.areas)
    tx.happened(RoleMade(subject=str(role_id), team_id=team_id, **asdict(wanted)))
    tx.touch(TEAM_CARD, team_id)
    return role(tx, role_id)


def to_change(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """The role, if the actor may change it; raises as `change` does."""
    found = role(tx, role_id)
    to_make(tx, found.team_id)
    return found


def change(tx: Transaction, role_id: UUID, draft: RoleDraft, *, seen: datetime) -> TeamRoleView:
    """Describe a role anew; who holds it stays.

    Args:
        seen: the role's `changed_at` when the editor read it.

    Raises:
        NotFound: there is no such role, or the actor may not see it.
        NotAllowed, Invalid: as for `make`.
        Conflict: somebody changed it since `seen`.
    """
    before = _held(tx, role_id)
    to_make(tx, before.team_id)
    if seen != before.changed_at:
        raise Conflict(CHANGED)
    wanted, repository = rules.role_of(draft), Roles(tx)
    if repository.is_called(before.team_id, wanted.name, role_id):
        raise Invalid(RoleField.NAME, TAKEN_NAME)
    was, now = _differing(before, wanted)
    if now:
        repository.change(role_id, wanted)
        repository.put_areas(role_id, before.team_id, wanted.areas)
        tx.happened(RoleChanged(subject=str(role_id), team_id=before.team_id, before=was, after=now))
        tx.touch(TEAM_CARD, before.team_id)
    return role(tx, role_id)


def retire(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """The team does without the role; what it decided about waits for another one, and who held it hears of it.

    Raises as `to_change` does.
    """
    found = _held(tx, role_id)
    to_make(tx, found.team_id)
    Roles(tx).retire(role_id)
    ending.overtaken(tx, role_id)
    for user in set(found.holders) - {tx.actor}:
        notices.ask(tx, user, ROLE_RETIRED, role_id, key=f"role-retired:{role_id}:{user}")
    tx.happened(RoleRetired(subject=str(role_id), team_id=found.team_id, name=found.name))
    tx.touch(TEAM_CARD, found.team_id)
    return found


def take(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """Hold a role that nobody of the team holds; taking one's own again changes nothing.

    Raises:
        NotFound: there is no such role for this person.
        NotAllowed: they are no member of the team.
        Conflict: somebody holds it, and may offer it.
    """
    found = _held(tx, role_id)
    teams.require_member(tx, found.team_id)
    actor = actor_of(tx)
    if actor in found.holders:
        return found
    if found.holders:
        raise Conflict(
            f"Somebody holds the role “{found.name}” already. Nothing was changed; ask them to offer it to you."
        )
    ending.overtaken(tx, role_id, by=actor)
    driving.give_role(tx, as_thing(found), actor)
    return role(tx, role_id)


def lay_down(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """Hold a role no more; who doesn't hold it doesn't.

    Raises:
        NotFound: there is no such role for this person.
    """
    found = _held(tx, role_id)
    if Roles(tx).lay_down(role_id, actor_of(tx)):
        tx.happened(RoleLaidDown(subject=str(role_id), team_id=found.team_id, user=actor_of(tx)))
        tx.touch(TEAM_CARD, found.team_id)
    return role(tx, role_id)


def to_offer(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """The role, if the actor may offer it: any member while nobody holds it, else its holders and the stewards.

    Raises:
        NotFound: there is no such role for this person.
        NotAllowed: they are no member, or others hold it.
        Conflict: it is offered to somebody already.
    """
    found = role(tx, role_id)
    teams.require_member(tx, found.team_id)
    actor = actor_of(tx)
    if found.holders and actor not in found.holders and not teams.is_steward(tx, found.team_id, actor):
        raise NotAllowed(
            f"Whoever holds the role “{found.name}”, or a steward of the team, can offer it. Nothing was changed."
        )
    offering.require_unoffered(tx, as_thing(found))
    return found


def offer(tx: Transaction, role_id: UUID, taker: str | None, note: str) -> OfferView:
    """Ask a member to hold a role, beside who holds it now; raises as `to_offer` does.

    Raises:
        Invalid: the taker is no member, or holds it; `field` is values.TAKER.
    """
    _held(tx, role_id)
    found = to_offer(tx, role_id)
    if taker in found.holders:
        raise Invalid(TAKER, HOLDS)
    return offering.ask(tx, as_thing(found), offering.taker_of(tx, as_thing(found), taker), note)


def as_thing(found: TeamRoleView) -> Ownable:
    """A role as what somebody is offered."""
    return Ownable(found.id, ROLE, found.team_id, found.name)


def _held(tx: Transaction, role_id: UUID) -> TeamRoleView:
    """The role, which nobody else takes or changes, and whose team nobody leaves, until this transaction ends."""
    held(tx, role(tx, role_id).team_id)
    Roles(tx).hold(role_id)
    return role(tx, role_id)


def _differing(before: TeamRoleView, wanted: RoleDraft) -> tuple[dict[str, object], dict[str, object]]:
    """What of a role's words changes: before and after, by the draft's field."""
    now = asdict(wanted)
    was = {name: getattr(before, name) for name in now}
    was["areas"], now["areas"] = sorted(before.areas), sorted(wanted.areas)
    differing = [name for name in now if was[name] != now[name]]
    return {name: was[name] for name in differing}, {name: now[name] for name in differing}
