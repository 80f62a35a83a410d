"""Claim, release, hand over and share a goal, or a thing of a room above (P10)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import driving, offers
from bot.features.ownership.driving import as_thing, driver_of, open_goal
from bot.features.ownership.events import PeopleChanged
from bot.features.ownership.repository.drivers import Drivers
from bot.features.ownership.repository.people import Involvements
from bot.features.ownership.rules import changes, holders_of, note_of
from bot.features.ownership.values import (
    TAKER,
    DriverView,
    HandoverView,
    Holders,
    OfferView,
    Ownable,
    Role,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of, held

__all__ = ["driver_of"]


def claim(tx: Transaction, goal_id: UUID) -> GoalView:
    """Become the goal's driver; claiming one's own goal again changes nothing.

    Raises:
        NotFound: no such goal for this person.
        NotAllowed: they are not a member of the team.
        Conflict: somebody else of the team drives it, or it was taken back.
    """
    goal = open_goal(goals.held(tx, goal_id))
    take(tx, as_thing(goal))
    return goal


def take(tx: Transaction, thing: Ownable) -> None:
    """Become the driver of what nobody of the team drives; its room has found it for the actor and knows it goes on.

    Raises:
        NotAllowed: they are not a member of the team.
        Conflict: somebody else of the team drives it.
    """
    teams.require_member(tx, thing.team_id)
    actor, driver = actor_of(tx), driving.driver_of(tx, thing.id)
    if driver and driver.user == actor:
        return
    if driver and teams.is_member(tx, thing.team_id, driver.user):
        raise driving.drives_already(tx, thing, driver.user)
    if driving.put(tx, thing, actor, driver.user if driver else None):
        offers.overtaken(tx, thing.id)
    elif (winner := driving.driver_of(tx, thing.id)) and winner.user != actor:
        raise driving.drives_already(tx, thing, winner.user)


def release(tx: Transaction, goal_id: UUID) -> GoalView:
    """Leave the goal for somebody else to claim; when a steward does it, the driver reads of it under the card.

    Raises:
        NotAllowed: somebody else drives it, and the actor is no steward of the team; or they left the team.
        Conflict: nobody drives it.
    """
    goal = open_goal(goals.held(tx, goal_id))
    driver = give_up(tx, as_thing(goal))
    if tx.actor != driver.user:
        driving.tell_under_card(tx, as_thing(goal), giver=actor_of(tx), former=driver.user, taker=None)
    return goal


def give_up(tx: Transaction, thing: Ownable) -> DriverView:
    """Leave a thing without a driver; returns who drove it. Raises as `release` does."""
    driver = driving.driver_in_hand(tx, thing)
    if driving.leave(tx, thing, driver.user):
        offers.overtaken(tx, thing.id)
    return driver


def hand_over(tx: Transaction, goal_id: UUID, taker: str | None, note: str) -> GoalView:
    """Make a colleague of the team the driver, with a word for them; both find it under the card.

    Args:
        taker: Slack user id, None when nobody was chosen.
        note: at most 500 characters; what is longer is shortened.

    Raises:
        NotAllowed: somebody else drives it, and the actor is no steward of the team; or they left the team.
        Conflict: nobody drives it, or the driver changed meanwhile.
        Invalid: the taker is no member of the team, or drives it already.
    """
    held(tx, goals.goal(tx, goal_id).team_id)  # so that the taker can't leave meanwhile
    goal = open_goal(goals.held(tx, goal_id))
    thing = as_thing(goal)
    driver = driving.driver_in_hand(tx, thing)
    if taker is None or taker not in teams.members(tx, goal.team_id):
        raise Invalid(TAKER, offers.NO_MEMBER)
    if taker == driver.user:
        raise Invalid(TAKER, offers.DRIVES)
    said = note_of(note)
    if not driving.put(tx, thing, taker, driver.user, why=said):
        raise Conflict(driving.CHANGED)
    driving.tell_under_card(tx, thing, giver=actor_of(tx), former=driver.user, taker=taker, note=said)
    return goal


def in_hand(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may release it or give it to somebody else; the same errors as when they do."""
    goal = open_goal(goals.goal(tx, goal_id))
    driving.driver_in_hand(tx, as_thing(goal))
    return goal


def offer_goal(tx: Transaction, goal_id: UUID, taker: str | None, note: str) -> OfferView:
    """Ask a member to drive a goal; raises as `offer` does, and:

    Raises:
        NotFound: no such goal for this person.
    """
    held(tx, goals.goal(tx, goal_id).team_id)  # so that the taker can't leave meanwhile
    return offers.make(tx, as_thing(open_goal(goals.held(tx, goal_id))), taker, note)


def offer(tx: Transaction, thing: Ownable, taker: str | None, note: str) -> OfferView:
    """Ask a member to drive a thing; its driver stays until they accept (P10: offer → accept or decline).

    Any member offers what nobody of the team drives, else its driver and the stewards do. The offer waits five
    working days. Call it before locking anything beside the team.

    Args:
        taker: Slack user id, None when nobody was chosen.
        note: a word for them; what is longer than 500 characters is shortened.

    Raises:
        NotAllowed: somebody else drives it, or the actor is no member.
        Conflict: it is offered to somebody already, or it is over.
        Invalid: the taker can't be offered it; `field` is values.TAKER.
    """
    held(tx, thing.team_id)
    return offers.make(tx, thing, taker, note)


def join_in(tx: Transaction, thing: Ownable, role: Role = Role.CONTRIBUTOR) -> None:
    """The actor has a part in it beside its driver; who drives it stays its driver.

    Raises:
        NotAllowed: they are no member of the team.
        Conflict: they drive it.
    """
    teams.require_member(tx, thing.team_id)
    driver = driving.driver_of(tx, thing.id)
    if driver and driver.user == tx.actor:
        raise Conflict(f"You drive “{thing.title}”, so you are in it already.")
    roles = _roles_of(tx, thing.id)
    _set_roles(tx, thing, {**roles, actor_of(tx): role})


def step_back(tx: Transaction, thing: Ownable) -> None:
    """The actor has no part in it any more; who has none stays out."""
    roles = _roles_of(tx, thing.id)
    _set_roles(tx, thing, {user: role for user, role in roles.items() if user != actor_of(tx)})


def settle(tx: Transaction, subject_id: UUID, *, is_open: bool = False) -> None:
    """A thing is over, or goes on again: its driver stays on record, and only what goes on is a load."""
    Drivers(tx).settle(subject_id, is_open=is_open)
    if not is_open:
        offers.overtaken(tx, subject_id)


def drivers_of(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, DriverView]:
    """Who drives which of these things; one without a driver is missing."""
    return Drivers(tx).of(subject_ids)


def people_of(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, Holders]:
    """Everybody with a role in these things, each of which is in the answer; two statements."""
    drivers, roles = Drivers(tx).of(subject_ids), Involvements(tx).of(subject_ids)
    return {
        subject: holders_of(drivers[subject].user if subject in drivers else None, roles.get(subject, {}))
        for subject in subject_ids
    }


def load_of(tx: Transaction, users: Collection[str]) -> dict[str, int]:
    """How many things that go on each of these people drives, in all teams; a number only, for their own eyes."""
    found = Drivers(tx).load_of(users)
    return {user: found.get(user, 0) for user in users}


def unclaimed(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """The team's goals that nobody drives."""
    all_goals = [goal for goal in goals.goals_of(tx, team_id) if not goal.is_withdrawn]
    driven = drivers_of(tx, [goal.id for goal in all_goals])
    return [goal for goal in all_goals if goal.id not in driven]


def handover(tx: Transaction, handover_id: UUID) -> HandoverView | None:
    """One hand-over, to be shown."""
    return Drivers(tx).handover(handover_id)


def _roles_of(tx: Transaction, subject_id: UUID) -> dict[str, Role]:
    return Involvements(tx).of([subject_id]).get(subject_id, {})


def _set_roles(tx: Transaction, thing: Ownable, wanted: Mapping[str, Role]) -> None:
    before = _roles_of(tx, thing.id)
    given, gone = changes(before, wanted)
    if not given and not gone:
        return
    people = Involvements(tx)
    people.put(thing.id, given)
    people.remove(thing.id, gone)
    was = {user: before[user].value for user in (*given, *gone) if user in before}
    told = {user: role.value for user, role in given.items()}
    tx.happened(PeopleChanged(**driving.about(thing), before=was, after=told))
    driving.redraw(tx, thing)
