"""Who has a part in a goal beside its driver: contributes, is consulted, is kept informed (P10)."""

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
from bot.features.ownership.values import SHARED, Field, Holders, Ownable, Role
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of, held

CHANGED = (
    "Somebody changed who has a part in this goal while your form was open, so nothing was saved. Close it and "
    "press *People …* again to see them as they are now."
)
NOT_YOURS = "Its driver, or a steward of the team, says who has a part in it. *Join in* is open to everybody on the team."
NO_MEMBERS = "Choose members of this team."
DRIVES = "They drive this goal. Choose others here."


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
    notices.redraw(tx, SHARED, goal_id)
    return goal


def to_share(tx: Transaction, goal_id: UUID) -> tuple[GoalView, Holders, str]:
    """The goal, if the actor may say who has a part in it, with who has, and the fingerprint of that.

    Raises:
        NotFound: no such goal for this person.
        NotAllowed: they are no member; or somebody else drives it, and they are no steward.
        Conflict: the goal is over.
    """
    goal = open_goal(goals.goal(tx, goal_id))
    teams.require_member(tx, goal.team_id)
    driver = driving.driver_here(tx, as_thing(goal))
    if driver and driver.user != tx.actor and not teams.is_steward(tx, goal.team_id, actor_of(tx)):
        raise NotAllowed(NOT_YOURS)
    return goal, people_of(tx, [goal_id])[goal_id], _fingerprint(_roles_of(tx, goal_id))


def share(tx: Transaction, goal_id: UUID, wanted: Mapping[str, Role], *, seen: str) -> GoalView:
    """Say who has a part in a goal beside its driver; who is named by a colleague hears of it.

    Args:
        seen: fingerprint of who had one when the form was opened.

    Raises:
        NotFound, NotAllowed, Conflict: as for `to_share`; Conflict also when somebody changed it since.
        Invalid: somebody chosen is no member, or drives it; `field` is one of values.Field.
    """
    held(tx, goals.goal(tx, goal_id).team_id)  # so that nobody chosen can leave meanwhile
    goals.held(tx, goal_id)
    goal, holders, known = to_share(tx, goal_id)
    if known != seen:
        raise Conflict(CHANGED)
    before, members = _roles_of(tx, goal_id), teams.members(tx, goal.team_id)
    for user, role in wanted.items():
        if user == holders.driver:
            raise Invalid(Field[role.name], DRIVES)
        if user not in members and before.get(user) is not role:
            raise Invalid(Field[role.name], NO_MEMBERS)
    given = _set(tx, as_thing(goal), wanted)
    for user, role in given.items():
        if user != tx.actor:
            notices.ask(tx, user, SHARED, goal_id, key=f"shared:{goal_id}:{user}:{role}")
    notices.redraw(tx, SHARED, goal_id)
    return goal


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
    return given


def _fingerprint(roles: Mapping[str, Role]) -> str:
    held_by = repr(sorted((user, role.value) for user, role in roles.items()))
    return sha256(held_by.encode()).hexdigest()[:16]
