"""Claim, release and offer a goal, or a thing of a room above; what the rooms above ask of ownership (P10)."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import driving
from bot.features.ownership.driving import as_thing, driver_of, open_goal
from bot.features.ownership.offers import ending, offering, reading
from bot.features.ownership.repository.drivers import Drivers
from bot.features.ownership.sharing import join_in, people_of, step_back
from bot.features.ownership.values import DriverView, HandoverView, OfferView, Ownable, Owned
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of, held

__all__ = [
    "claim",
    "driven_in",
    "driver_of",
    "drivers_of",
    "give_up",
    "handover",
    "in_hand",
    "join_in",
    "keepers_of",
    "load_of",
    "loaded",
    "offer",
    "offer_goal",
    "owned",
    "people_of",
    "release",
    "settle",
    "step_back",
    "take",
    "to_claim",
    "to_offer",
    "to_take",
]

SHOWN = 5  # goals of somebody who drives a lot


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
        ending.overtaken(tx, thing.id, by=actor)
    elif (winner := driving.driver_of(tx, thing.id)) and winner.user != actor:
        raise driving.drives_already(tx, thing, winner.user)


def to_claim(tx: Transaction, goal_id: UUID) -> tuple[GoalView, int]:
    """The goal, if the actor may claim it, and how many things they drive already; raises as `claim` does."""
    goal = open_goal(goals.goal(tx, goal_id))
    return goal, to_take(tx, as_thing(goal))


def to_take(tx: Transaction, thing: Ownable) -> int:
    """How many things the actor drives already, if they may take this one; raises as `take` does."""
    teams.require_member(tx, thing.team_id)
    driver = driving.driver_here(tx, thing)
    if driver and driver.user != tx.actor:
        raise driving.drives_already(tx, thing, driver.user)
    return load_of(tx, [actor_of(tx)])[actor_of(tx)]


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
        ending.overtaken(tx, thing.id)
    return driver


def in_hand(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may release it or give it to somebody else; the same errors as when they do."""
    goal = open_goal(goals.goal(tx, goal_id))
    driving.driver_in_hand(tx, as_thing(goal))
    return goal


def to_offer(tx: Transaction, goal_id: UUID) -> tuple[GoalView, str | None]:
    """The goal, if the actor may offer it, and who drives it until then; raises as `offer_goal` does."""
    goal = open_goal(goals.goal(tx, goal_id))
    driver = offering.to_offer(tx, as_thing(goal))
    return goal, driver.user if driver else None


def offer_goal(tx: Transaction, goal_id: UUID, taker: str | None, note: str) -> OfferView:
    """Ask a member to drive a goal; raises as `offer` does, and:

    Raises:
        NotFound: no such goal for this person.
    """
    held(tx, goals.goal(tx, goal_id).team_id)  # so that the taker can't leave meanwhile
    return offering.make(tx, as_thing(open_goal(goals.held(tx, goal_id))), taker, note)


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
    return offering.make(tx, thing, taker, note)


def settle(tx: Transaction, subject_id: UUID, *, is_open: bool = False) -> None:
    """A thing is over, or goes on again: its driver stays on record, and only what goes on is a load."""
    Drivers(tx).settle(subject_id, is_open=is_open)
    if not is_open:
        ending.overtaken(tx, subject_id)


def drivers_of(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, DriverView]:
    """Who drives which of these things; one without a driver is missing."""
    return Drivers(tx).of(subject_ids)


def driven_in(tx: Transaction, team_id: UUID, user: str) -> list[UUID]:
    """The goals of a team that somebody drives and that go on."""
    return Drivers(tx).goals_in(team_id, user)


def keepers_of(tx: Transaction, goal_id: UUID) -> Collection[str]:
    """Who may change a goal's scope and end it for having taken it on: its driver."""
    driver = driving.driver_of(tx, goal_id)
    return (driver.user,) if driver else ()


def load_of(tx: Transaction, users: Collection[str]) -> dict[str, int]:
    """How many things that go on each of these people drives, in all teams; a number only, for their own eyes."""
    found = Drivers(tx).load_of(users)
    return {user: found.get(user, 0) for user in users}


def owned(tx: Transaction, subject_ids: Collection[UUID]) -> dict[UUID, Owned]:
    """All that is known of who has which part in these things, in a constant number of statements.

    Of a goal it says whether it is open; whether a thing of a room above is, that room knows.
    """
    people, left = people_of(tx, subject_ids), Drivers(tx).departed(subject_ids)
    waiting, known = reading.pending_of(tx, subject_ids), goals.goals_by_id(tx, subject_ids)
    return {
        subject_id: Owned(
            subject_id=subject_id,
            holders=holders,
            has_left=subject_id in left,
            offer=waiting.get(subject_id),
            is_open=subject_id not in known or known[subject_id].is_open,
        )
        for subject_id, holders in people.items()
    }


def loaded(tx: Transaction, user: str) -> tuple[int, list[GoalView]]:
    """How much this person drives, and some of the goals among it, the longest first."""
    found = goals.goals_by_id(tx, driven := Drivers(tx).goals_of(user, SHOWN))
    return load_of(tx, [user])[user], [found[goal_id] for goal_id in driven if goal_id in found]


def handover(tx: Transaction, handover_id: UUID) -> HandoverView | None:
    """One hand-over, to be shown."""
    return Drivers(tx).handover(handover_id)
