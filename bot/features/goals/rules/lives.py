"""What may become of a goal as a whole."""

from enum import Enum, auto

from bot.features.cycles.values import CycleView
from bot.features.goals.values import GoalState, GoalView


class Step(Enum):
    """What may be done with a goal as a whole."""

    WITHDRAW = auto()
    COMMIT = auto()
    CARRY = auto()
    END = auto()
    REOPEN = auto()
    PROPOSE_AGAIN = auto()


NEXT = {
    (GoalState.PROPOSED, Step.WITHDRAW): GoalState.WITHDRAWN,
    (GoalState.PROPOSED, Step.COMMIT): GoalState.COMMITTED,
    (GoalState.PROPOSED, Step.END): GoalState.ENDED,
    (GoalState.COMMITTED, Step.CARRY): GoalState.PROPOSED,
    (GoalState.COMMITTED, Step.PROPOSE_AGAIN): GoalState.PROPOSED,
    (GoalState.COMMITTED, Step.END): GoalState.ENDED,
    (GoalState.ENDED, Step.REOPEN): GoalState.COMMITTED,
    (GoalState.ENDED, Step.PROPOSE_AGAIN): GoalState.PROPOSED,
}


OVER = {GoalState.ENDED: "has ended", GoalState.WITHDRAWN: "was withdrawn"}
"""What is said of a goal that its team doesn't work on any more."""


def state_after(state: GoalState, step: Step) -> GoalState | None:
    """Where a goal in this state stands after the step; None when the step isn't possible from there."""
    return NEXT.get((state, step))


def may_reopen(goal: GoalView, current: CycleView) -> bool:
    """Whether an ended goal can stand again: a proposal always, what was committed while that cycle goes on."""
    return goal.cycle_id is None or (goal.cycle_id == current.id and not current.is_closed)
