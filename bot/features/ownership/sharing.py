"""Who has a part in a thing beside its driver: contributes, is consulted, is kept informed (P10)."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.attention.service import notices
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import driving
from bot.features.ownership.driving import as_thing, open_goal
from bot.features.ownership.events import PeopleChanged
from bot.features.ownership.repository.drivers import Drivers
from bot.features.ownership.repository.people import Involvements
from bot.features.ownership.rules import changes, holders_of
from bot.features.ownership.values import SHARED, Field, Holders, Ownable, Role, Sharing
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of, held
from bot.features.workspaces import service as workspaces
from bot.text import listing

CHANGED = (
    "Somebody changed who has a part in this while your form was open, so nothing was saved. Close it and "
    "press *People …* again to see them as they are now."
)
NOT_YOURS = "Its driver, or a steward of the team, says who has a part in it. *Join in* is open to everybody on the team."
NO_MEMBERS = "Not on this team, or not any more: {names}. Choose its members here."
NO_MEMBER_KNOWN = "Not everybody chosen here is on this team. Choose its members here."
DRIVES = "Who drives this has a part in it already. Choose others here."


def join_in(tx: Transaction, thing: Ownable, role: Role = Role.CONTRIBUTOR) -> None:
    """The actor has a part in it beside its driver; who drives it stays its driver.

    Raises:
        NotAllowed: they are no member of the team.
        Conflict: they drive it.
    """
    teams.require_member(tx, thing.team_id)
    driver = driving.driver_of(tx, thing.id)
    if driver and driver.user == tx.actor:
        raise Conflict(f"You drive “{thing.title}”, so you are in it already. Nothing was changed.")
    _set(tx, thing, {**_roles_of(tx, thing.id), actor_of(tx): role})


def step_back(tx: Transaction, thing: Ownable) -> None:
    """The actor has no part in it any more; who has none stays out."""
    roles = _roles_of(tx, thing.id)
    _set(tx, thing, {user: role for user, role in roles.items() if user != tx.actor})


def join_goal(tx: Transaction, goal_id: UUID) -> GoalView:
    """The actor contributes to a goal.

    Raises:
        NotFound: no such goal for this person.
        NotAllowed, Conflict: as for `join_in`; Conflict also when the goal is over.
    """
    goal = open_goal(goals.held(tx, goal_id))
    join_in(tx, as_thing(goal))
    return goal


def leave_goal(tx: Transaction, goal_id: UUID) -> GoalView:
    """The actor has no part in a goal any more; not for its driver, who releases it.

    Raises:
        NotFound: no such goal for this person.
    """
    goal = goals.held(tx, goal_id)
    step_back(tx, as_thing(goal))
    return goal


def goal_to_share(tx: Transaction, goal_id: UUID) -> Sharing:
    """Who has a part in a goal, if the actor may say who has.

    Raises:
        NotFound: no such goal for this person.
        NotAllowed: as for `to_share`.
        Conflict: the goal is over.
    """
    return to_share(tx, as_thing(open_goal(goals.goal(tx, goal_id))))


def share_goal(tx: Transaction, goal_id: UUID, wanted: Mapping[str, Role], *, seen: str) -> None:
    """Say who has a part in a goal; raises as `goal_to_share` and `share` do."""
    held(tx, goals.goal(tx, goal_id).team_id)  # so that nobody chosen can leave meanwhile
    share(tx, as_thing(open_goal(goals.held(tx, goal_id))), wanted, seen=seen)


def to_share(tx: Transaction, thing: Ownable) -> Sharing:
    """Who has a part in it, if the actor may say who has: its driver and the stewards; any member while it has none.

    Raises:
        NotAllowed: they are no member; or somebody else drives it, and they are no steward.
    """
    teams.require_member(tx, thing.team_id)
    members, driver = teams.members(tx, thing.team_id), driving.driver_of(tx, thing.id)
    if driver and driver.user in members and driver.user != tx.actor:
        _require_steward(tx, thing)
    roles = _roles_of(tx, thing.id)
    here = {user: role for user, role in roles.items() if user in members}
    left = tuple(user for user in roles if user not in here)
    return Sharing(thing, holders_of(driver.user if driver else None, here), left, _fingerprint(roles))


def share(tx: Transaction, thing: Ownable, wanted: Mapping[str, Role], *, seen: str) -> None:
    """Say who has a part in a thing, whose room keeps it and its team from changing meanwhile.

    Whom a colleague names hears of it; who left the team has no part in it any more.

    Args:
        wanted: everybody who is to have a part beside the driver.
        seen: fingerprint of who had one when the form was opened.

    Raises:
        NotAllowed: as for `to_share`.
        Conflict: somebody changed it since.
        Invalid: somebody chosen is no member, or drives it; `field` is one of values.Field.
    """
    now = to_share(tx, thing)
    if now.seen != seen:
        raise Conflict(CHANGED)
    _require_members(tx, thing, wanted)
    driver = now.holders.driver
    if driver is not None and driver in wanted:
        raise Invalid(Field[wanted[driver].name], DRIVES)
    for user, role in _set(tx, thing, wanted).items():
        if user != tx.actor:
            notices.ask(tx, user, SHARED, thing.id, key=f"shared:{thing.id}:{user}:{role}")


def people_of(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, Holders]:
    """Everybody with a role in these things, each of which is in the answer; two statements."""
    drivers, roles = Drivers(tx).of(subject_ids), Involvements(tx).of(subject_ids)
    return {
        subject: holders_of(drivers[subject].user if subject in drivers else None, roles.get(subject, {}))
        for subject in subject_ids
    }


def role_of(tx: Transaction, subject_id: UUID, user: str) -> Role | None:
    """What somebody is to a thing beside its driver, None for nothing."""
    return _roles_of(tx, subject_id).get(user)


def _require_steward(tx: Transaction, thing: Ownable) -> None:
    if not teams.is_steward(tx, thing.team_id, actor_of(tx)):
        raise NotAllowed(NOT_YOURS)


def _require_members(tx: Transaction, thing: Ownable, wanted: Mapping[str, Role]) -> None:
    members = teams.members(tx, thing.team_id)
    strangers = [user for user in wanted if user not in members]
    if strangers:
        field, named = Field[wanted[strangers[0]].name], workspaces.names_of(tx, strangers)
        raise Invalid(field, NO_MEMBERS.format(names=listing(named)) if named else NO_MEMBER_KNOWN)


def _roles_of(tx: Transaction, subject_id: UUID) -> dict[str, Role]:
    return Involvements(tx).of([subject_id]).get(subject_id, {})


def _set(tx: Transaction, thing: Ownable, wanted: Mapping[str, Role]) -> dict[str, Role]:
    """Write what differs; returns who was given which role."""
    before = _roles_of(tx, thing.id)
    given, gone = changes(before, wanted)
    if given or gone:
        people = Involvements(tx)
        people.put(thing.id, given)
        people.remove(thing.id, gone)
        was = {user: before[user].value for user in (*given, *gone) if user in before}
        now = {user: role.value for user, role in given.items()}
        tx.happened(PeopleChanged(**driving.about(thing), before=was, after=now))
        driving.redraw(tx, thing)
        notices.redraw(tx, SHARED, thing.id)
    return given


def _fingerprint(roles: Mapping[str, Role]) -> str:
    held_by = repr(sorted((user, role.value) for user, role in roles.items()))
    return sha256(held_by.encode()).hexdigest()[:16]
