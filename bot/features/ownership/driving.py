"""How a driver, or who holds a role, changes: shared by claiming, taking and accepting."""

from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.errors import Conflict, NotAllowed
from bot.features.attention.service import notices
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.ownership.events import DriverChanged, GoalClaimed, GoalHandedOver, GoalReleased, RoleTaken
from bot.features.ownership.repository.drivers import Drivers
from bot.features.ownership.repository.people import Involvements
from bot.features.ownership.repository.roles import Roles
from bot.features.ownership.rules import is_crossing
from bot.features.ownership.values import GOAL, HANDOVER, LOAD, DriverView, Ownable
from bot.features.teams import service as teams
from bot.features.teams.values import TEAM_CARD
from bot.features.workspaces import service as workspaces


class About(TypedDict):
    """What every event of this room says of the thing."""

    subject: str
    sort: str
    team_id: UUID


CHANGED = "The driver changed a moment ago. Nothing was changed; have another look before you try again."


def as_thing(goal: GoalView) -> Ownable:
    """A goal as what one person drives."""
    return Ownable(goal.id, GOAL, goal.team_id, goal.title)


def about(thing: Ownable) -> About:
    """The thing, as its events name it."""
    return {"subject": str(thing.id), "sort": thing.sort, "team_id": thing.team_id}


def open_goal(goal: GoalView) -> GoalView:
    """The goal, if there is something to drive.

    Raises:
        Conflict: it was taken back, or the team is done with it.
    """
    if goal.is_withdrawn:
        raise Conflict(f"“{goal.title}” was taken back by who proposed it, so there is nothing to drive.")
    if not goal.is_open:
        raise Conflict(f"The team is done with “{goal.title}”, so there is nothing to drive any more.")
    return goal


def driver_of(tx: Transaction, subject_id: UUID) -> DriverView | None:
    """Who drives the thing."""
    return Drivers(tx).of([subject_id]).get(subject_id)


def driver_here(tx: Transaction, thing: Ownable) -> DriverView | None:
    """The driver, while they are a member of the team: what somebody drove who left waits for the next one."""
    driver = driver_of(tx, thing.id)
    return driver if driver and teams.is_member(tx, thing.team_id, driver.user) else None


def driver_in_hand(tx: Transaction, thing: Ownable) -> DriverView:
    """The driver, when the actor is the driver or a steward, and still a member.

    Raises:
        Conflict: nobody drives it.
        NotAllowed: somebody else does, and the actor is no steward; or they left the team.
    """
    driver = driver_of(tx, thing.id)
    if driver is None:
        raise Conflict(f"Nobody drives “{thing.title}” yet. Press Claim to drive it yourself.")
    if tx.actor != driver.user and not teams.is_steward(tx, thing.team_id, tx.actor or ""):
        raise NotAllowed(
            "Only the driver, or a steward of the team, can do that. Nothing was changed; ask one of them."
        )
    teams.require_member(tx, thing.team_id)
    return driver


def put(tx: Transaction, thing: Ownable, user: str, former: str | None, *, why: str = "") -> bool:
    """Make somebody the driver in place of the former one, or of nobody; False when that is no longer so."""
    drivers = Drivers(tx)
    won = drivers.replace(thing.id, former, user) if former else drivers.claim(thing, user)
    if won:
        Involvements(tx).remove(thing.id, [user])
        _tell(tx, thing, former, user, why)
        _mention_load(tx, user)
    return won


def give_role(tx: Transaction, thing: Ownable, user: str) -> None:
    """Make somebody a holder of a role, unless they are."""
    if Roles(tx).take(thing.id, user):
        tx.happened(RoleTaken(subject=str(thing.id), team_id=thing.team_id, user=user))
        tx.touch(TEAM_CARD, thing.team_id)


def leave(tx: Transaction, thing: Ownable, former: str) -> bool:
    """Leave the thing without a driver; False when it is somebody else's by now."""
    left = Drivers(tx).release(thing.id, former)
    if left:
        _tell(tx, thing, former, None, "")
    return left


def tell_under_card(
    tx: Transaction, thing: Ownable, *, giver: str, former: str, taker: str | None, note: str = ""
) -> None:
    """The team reads under the goal's card how its driver changed."""
    handover = Drivers(tx).keep_handover(thing.id, giver=giver, former=former, taker=taker, note=note)
    channel = teams.team(tx, thing.team_id).channel
    tx.show(HANDOVER, handover, channel, key=f"handover:{handover}", thread_of=_live_card(tx, thing.id))


def drives_already(tx: Transaction, thing: Ownable, driver: str) -> Conflict:
    """Somebody else drives it."""
    known = workspaces.people(tx, [driver]).get(driver)
    name = known.name if known and known.name else "Somebody else"
    return Conflict(
        f"{name} drives “{thing.title}” already. If you'd like to take over, ask them to hand it to you."
    )


def redraw(tx: Transaction, thing: Ownable) -> None:
    """What is shown of a goal, and what the team's board says of gaps, changed; rooms above redraw their own things."""
    tx.touch(TEAM_CARD, thing.team_id)
    if thing.sort == GOAL:
        tx.touch(GOAL_CARD, thing.id)


def _tell(tx: Transaction, thing: Ownable, before: str | None, after: str | None, why: str) -> None:
    subject = str(thing.id)
    redraw(tx, thing)
    if thing.sort != GOAL:
        tx.happened(DriverChanged(**about(thing), before=before, after=after, why=why))
    elif before and after:
        tx.happened(GoalHandedOver(subject=subject, before=before, after=after, why=why))
    elif after:
        tx.happened(GoalClaimed(subject=subject, driver=after))
    elif before:
        tx.happened(GoalReleased(subject=subject, driver=before))


def _mention_load(tx: Transaction, user: str) -> None:
    """Who drives a lot from now on is told once, in private, how to share it."""
    if is_crossing(Drivers(tx).load_of([user]).get(user, 0)):
        notices.mention(tx, user, LOAD, user, key=f"load:{user}:{tx.now:%Y-%m-%d}")


def _live_card(tx: Transaction, goal_id: UUID) -> str | None:
    """The key of the card that is in the channel; somebody may have deleted it."""
    cards = surfaces_of(tx, GOAL_CARD, str(goal_id))
    return next((card.key for card in cards if card.state in LIVE), None)
