"""Claim, release and hand over a goal (P10)."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.ownership.repository import Drivers
from bot.features.ownership.values import HANDOVER, NOTE_MOST, TAKER, DriverView, HandoverView
from bot.features.teams import service as teams
from bot.features.teams.membership import held
from bot.features.workspaces import service as workspaces
from bot.text import clean_text, shorten


def claim(tx: Transaction, goal_id: UUID) -> GoalView:
    """Become the goal's driver; claiming one's own goal again changes nothing.

    Raises:
        NotFound: no such goal for this person.
        NotAllowed: they are not a member of the team.
        Conflict: somebody else drives it, or it was taken back.
    """
    goal = _open_goal(goals.held(tx, goal_id))
    actor = _member(tx, goal)
    if Drivers(tx).claim(goal.id, actor):
        tx.happened(GoalClaimed(subject=str(goal.id), driver=actor))
        tx.touch(GOAL_CARD, goal.id)
    elif (driver := driver_of(tx, goal.id)) and driver.user != actor:
        name = workspaces.people(tx, [driver.user])[driver.user].name
        raise Conflict(
            f"{name} drives “{goal.title}” already. If you'd like to take over, ask them to hand it to you."
        )
    return goal


def release(tx: Transaction, goal_id: UUID) -> GoalView:
    """Leave the goal for somebody else to claim; when a steward does it, the driver reads of it under the card.

    Raises:
        NotAllowed: somebody else drives it, and the actor is no steward of the team; or they left the team.
        Conflict: nobody drives it.
    """
    goal = _open_goal(goals.held(tx, goal_id))
    driver = _driver_in_hand(tx, goal)
    if Drivers(tx).release(goal.id, driver.user):
        tx.happened(GoalReleased(subject=str(goal.id), driver=driver.user))
        tx.touch(GOAL_CARD, goal.id)
        if tx.actor != driver.user:
            _tell_under_card(tx, goal, Drivers(tx).keep_handover(driver, None))
    return goal


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
    goal = _open_goal(goals.held(tx, goal_id))
    driver = _driver_in_hand(tx, goal)
    if taker is None or taker not in teams.members(tx, goal.team_id):
        raise Invalid(
            TAKER,
            "Choose a person who is a member of this team.",
        )
    if taker == driver.user:
        raise Invalid(TAKER, "They drive this goal already. Choose somebody else.")
    if not Drivers(tx).hand_over(goal.id, driver.user, taker):
        raise Conflict(
            "The driver of this goal changed a moment ago. Nothing was changed; have another look at the card."
        )
    said = shorten(clean_text(note), NOTE_MOST)
    handover = Drivers(tx).keep_handover(driver, taker, said)
    tx.happened(GoalHandedOver(subject=str(goal.id), before=driver.user, after=taker, why=said))
    tx.touch(GOAL_CARD, goal.id)
    _tell_under_card(tx, goal, handover)
    return goal


def in_hand(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may release it or give it to somebody else; the same errors as when they do."""
    goal = _open_goal(goals.goal(tx, goal_id))
    _driver_in_hand(tx, goal)
    return goal


def driver_of(tx: Transaction, goal_id: UUID) -> DriverView | None:
    """Who drives the goal."""
    return Drivers(tx).of([goal_id]).get(goal_id)


def drivers_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, DriverView]:
    """Who drives which of these goals."""
    return Drivers(tx).of(goal_ids)


def unclaimed(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """The team's goals that nobody drives."""
    all_goals = [goal for goal in goals.goals_of(tx, team_id) if not goal.is_withdrawn]
    driven = drivers_of(tx, [goal.id for goal in all_goals])
    return [goal for goal in all_goals if goal.id not in driven]


def handover(tx: Transaction, handover_id: UUID) -> HandoverView | None:
    """One hand-over, to be shown."""
    return Drivers(tx).handover(handover_id)


def _tell_under_card(tx: Transaction, goal: GoalView, handover: UUID) -> None:
    channel = teams.team(tx, goal.team_id).channel
    tx.show(HANDOVER, handover, channel, key=f"handover:{handover}", thread_of=_live_card(tx, goal))


def _live_card(tx: Transaction, goal: GoalView) -> str | None:
    """The key of the card that is in the channel; somebody may have deleted it."""
    cards = surfaces_of(tx, GOAL_CARD, str(goal.id))
    return next((card.key for card in cards if card.state in LIVE), None)


def _open_goal(goal: GoalView) -> GoalView:
    if goal.is_withdrawn:
        raise Conflict(f"“{goal.title}” was taken back by who proposed it, so there is nothing to drive.")
    return goal


def _member(tx: Transaction, goal: GoalView) -> str:
    teams.require_member(tx, goal.team_id)
    return tx.actor or ""


def _driver_in_hand(tx: Transaction, goal: GoalView) -> DriverView:
    """The driver, when the actor is the driver or a steward, and still a member."""
    driver = driver_of(tx, goal.id)
    if driver is None:
        raise Conflict(f"Nobody drives “{goal.title}” yet. Press Claim on its card to drive it yourself.")
    if tx.actor != driver.user and not teams.is_steward(tx, goal.team_id, tx.actor or ""):
        raise NotAllowed(
            "Only the driver, or a steward of the team, can do that. Ask them in the goal's thread."
        )
    teams.require_member(tx, goal.team_id)
    return driver
