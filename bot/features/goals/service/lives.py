"""What becomes of goals: the team commits to them for a cycle."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals import rules
from bot.features.goals.events import GoalCommitted
from bot.features.goals.repository import GoalRepository
from bot.features.goals.rules import Step
from bot.features.goals.service.reading import goals_by_id
from bot.features.goals.values import GOAL_CARD, GoalView


def commit(tx: Transaction, goal_ids: Collection[UUID], cycle_id: UUID) -> list[GoalView]:
    """The team commits to these goals for the cycle; whoever calls has asked for the team's consent.

    Returns:
        The goals that are committed by this: those that were withdrawn or ended meanwhile stay as they are.
    """
    repository = GoalRepository(tx)
    for goal_id in sorted(goal_ids):
        repository.hold(goal_id)
    committed = []
    for found in goals_by_id(tx, sorted(goal_ids)).values():
        after = rules.state_after(found.state, Step.COMMIT)
        if after is None:
            continue
        repository.change(found, state=after, cycle_id=cycle_id, changed_at=tx.now)
        tx.touch(GOAL_CARD, found.id)
        tx.happened(GoalCommitted(subject=str(found.id), team_id=found.team_id, cycle_id=cycle_id))
        committed.append(found.id)
    return list(goals_by_id(tx, committed).values())
