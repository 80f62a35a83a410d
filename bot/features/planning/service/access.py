"""Which initiative, who may change it, and what day it is; shared by the use cases beside it."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.planning.events.initiatives import InitiativeEvent
from bot.features.planning.models.initiatives import Initiative
from bot.features.planning.repository.initiatives import Initiatives
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.workspaces import service as workspaces

NOT_FOUND = "I can't find that initiative any more. Nothing was changed; `/goal backlog` shows what there is."
OTHER_GOAL = "Choose a goal of this team, or leave it empty."
GOAL_OVER = "Goal #{number} is not open any more, so nothing was changed."
GOAL_ENDED = "Goal #{number} has ended. Choose one that goes on, or leave it empty."


class About(TypedDict):
    """What every event of an initiative says."""

    subject: str
    team_id: UUID
    initiative_id: UUID
    title: str


def initiative(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """One initiative.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = Initiatives(tx).by_ids([initiative_id]).get(initiative_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def in_hand(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """The initiative, if the actor may change it.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: they are no member of its team.
    """
    found = initiative(tx, initiative_id)
    teams.require_member(tx, found.team_id)
    return found


def held(tx: Transaction, initiative_id: UUID) -> Initiative:
    """Its row, which nobody else changes until this transaction ends; raises as `in_hand` does."""
    row = Initiatives(tx).locked(initiative_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    teams.require_member(tx, row.team_id)
    return row


def require_goal(
    tx: Transaction, team_id: UUID, goal_id: UUID | None, *, before: UUID | None = None, field: str
) -> None:
    """Let pass a goal of this team that stands, and none.

    Args:
        before: the goal that it was for so far, which it may stay for, whatever became of it.

    Raises:
        Invalid: it is another team's, withdrawn, has ended, or is not for the actor's eyes.
    """
    if goal_id is None or goal_id == before:
        return
    try:
        goal = goals.goal(tx, goal_id)
    except NotFound:
        raise Invalid(field, OTHER_GOAL) from None
    if goal.team_id != team_id or goal.is_withdrawn:
        raise Invalid(field, OTHER_GOAL)
    if not goals.is_open(goal):
        raise Invalid(field, GOAL_ENDED.format(number=goal.number))


def goal_in_hand(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may plan for it.

    Raises:
        NotFound: there is no such goal for this person.
        NotAllowed: they are no member of its team.
        Conflict: it was withdrawn or has ended.
    """
    goal = goals.goal(tx, goal_id)
    teams.require_member(tx, goal.team_id)
    if not goal.is_open:
        raise Conflict(GOAL_OVER.format(number=goal.number))
    return goal


def today_of(tx: Transaction) -> date:
    """The date where the actor is."""
    return tx.now.astimezone(workspaces.zone_of(tx, actor_of(tx))).date()


def tell(tx: Transaction, event: InitiativeEvent, goal_id: UUID | None) -> None:
    """Put on record what happened; the card of its goal shows it."""
    tx.happened(event)
    if goal_id is not None:
        tx.touch(GOAL_CARD, goal_id)


def about(found: InitiativeView) -> About:
    """What every event of this initiative says."""
    return {
        "subject": str(found.goal_id or found.id),
        "team_id": found.team_id,
        "initiative_id": found.id,
        "title": found.title,
    }
