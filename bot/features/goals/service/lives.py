"""What becomes of goals: committed for a cycle, ended and opened again, carried over when the cycle closes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleClosed, PhaseChanged
from bot.features.cycles.values import Phase
from bot.features.goals.events import GoalCarried, GoalCommitted, GoalEnded, GoalReopened, GoalUncommitted
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.rules import words
from bot.features.goals.rules.lives import Step, may_reopen, state_after
from bot.features.goals.service.reading import committed_of, goal, goals_by_id, held, standing_goals
from bot.features.goals.service.rights import Keeps, require_keeper
from bot.features.goals.values import GOAL_CARD, LEARNED, GoalState, GoalView, Outcome
from bot.features.teams import membership
from bot.features.workspaces import service as workspaces

ENDED = "This goal isn't worked on any more, so there is nothing to end. Nothing was changed."
STANDS = "This goal stands, so there is nothing to open again. Nothing was changed."
CYCLE_OVER = (
    "The cycle of this goal is closed, so it stays as it ended. Nothing was changed. "
    "If there is more to do, propose what comes next with `/goal propose`."
)


def commit(tx: Transaction, goal_ids: Collection[UUID], cycle_id: UUID) -> list[GoalView]:
    """The team commits to these goals for the cycle; whoever calls has asked for the team's consent.

    Returns:
        The goals that are committed by this: those that were withdrawn or ended meanwhile stay as they are.
    """
    wanted = sorted(goal_ids)
    _hold(tx, wanted)
    committed = [
        found.id
        for found in goals_by_id(tx, wanted).values()
        if _step(tx, found, Step.COMMIT, cycle_id=cycle_id)
    ]
    found_again = goals_by_id(tx, committed)
    for found in found_again.values():
        tx.happened(GoalCommitted(subject=str(found.id), team_id=found.team_id, cycle_id=cycle_id))
    return list(found_again.values())


def uncommit(tx: Transaction, goal_id: UUID) -> None:
    """The team's word does not hold any more, so the goal is a proposal again; whoever calls has asked for that word.

    A goal that the team isn't committed to stays as it is.
    """
    found = held(tx, goal_id)
    if found.state is GoalState.COMMITTED:
        _step(tx, found, Step.PROPOSE_AGAIN, cycle_id=None)
        tx.happened(GoalUncommitted(subject=str(goal_id), team_id=found.team_id))


def end(
    tx: Transaction, goal_id: UUID, outcome: Outcome, learned: str, *, keepers: Sequence[Keeps] = ()
) -> GoalView:
    """The team stops working on a goal, whatever came of it; it stays on record and can be opened again.

    Args:
        learned: what the team takes from it; may be empty.
        keepers: who besides its proposer and the team's stewards may end it.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: it is not theirs to end.
        Conflict: it has ended, or was withdrawn.
        Invalid: `learned` is too long.
    """
    found = to_end(tx, goal_id, keepers)
    said = words.text_cleaned(learned)
    if sentence := words.too_long(said):
        raise Invalid(LEARNED, sentence)
    _step(tx, found, Step.END, outcome=outcome, learned=said)
    tx.happened(GoalEnded(subject=str(goal_id), team_id=found.team_id, outcome=outcome, why=said))
    return goal(tx, goal_id)


def to_end(tx: Transaction, goal_id: UUID, keepers: Sequence[Keeps] = ()) -> GoalView:
    """The goal, if the actor may end it now; raises as `end` does."""
    found = held(tx, goal_id)
    if not found.is_open:
        raise Conflict(ENDED)
    require_keeper(tx, found, keepers)
    return found


def reopen(tx: Transaction, goal_id: UUID, *, keepers: Sequence[Keeps] = ()) -> GoalView:
    """Take the end of a goal back: it stands again as it did, committed or proposed.

    Args:
        keepers: as for `end`.

    Raises:
        NotFound, NotAllowed: as for `end`.
        Conflict: it has not ended, or the cycle that it was committed for is closed.
    """
    membership.held(tx, goal(tx, goal_id).team_id)  # its cycle doesn't close meanwhile
    found = held(tx, goal_id)
    if found.state is not GoalState.ENDED:
        raise Conflict(STANDS)
    require_keeper(tx, found, keepers)
    if not may_reopen(found, cycles.current(tx, found.team_id)):
        raise Conflict(CYCLE_OVER)
    _step(tx, found, Step.REOPEN if found.cycle_id else Step.PROPOSE_AGAIN, outcome=None, learned="")
    tx.happened(GoalReopened(subject=str(goal_id), team_id=found.team_id))
    return goal(tx, goal_id)


def carry_over(tx: Transaction, event: CycleClosed) -> None:
    """What the team was committed to and has not ended is a proposal again: it stays, and is committed to anew or not."""
    _hold(tx, sorted(found.id for found in committed_of(tx, event.team_id)))
    for found in committed_of(tx, event.team_id):
        _step(tx, found, Step.CARRY, cycle_id=None, carried_from=event.number)
        tx.happened(GoalCarried(subject=str(found.id), team_id=event.team_id, cycle_id=event.cycle_id))


def take_back(tx: Transaction, event: PhaseChanged) -> None:
    """A closed cycle was opened again: what its closing carried over, and nobody touched since, is committed to again."""
    if event.before is not Phase.CLOSED:
        return
    number = cycles.current(tx, event.team_id).number
    told = workspaces.history(tx, event.subject)
    closed_at = max((entry.at for entry in told if entry.kind == CycleClosed.kind), default=None)
    proposed = [found.id for found in standing_goals(tx, event.team_id) if found.carried_from == number]
    _hold(tx, sorted(proposed))
    for found in goals_by_id(tx, proposed).values():
        if found.changed_at == closed_at and _step(
            tx, found, Step.COMMIT, cycle_id=event.cycle_id, carried_from=None
        ):
            taken = GoalCommitted(
                subject=str(found.id), team_id=event.team_id, cycle_id=event.cycle_id, as_before=True
            )
            tx.happened(taken)


def _hold(tx: Transaction, goal_ids: Sequence[UUID]) -> None:
    for goal_id in goal_ids:
        GoalRepository(tx).hold(goal_id)


def _step(tx: Transaction, found: GoalView, step: Step, **columns: object) -> bool:
    """Take a held goal that step further; False when the step isn't possible from where it stands."""
    after = state_after(found.state, step)
    if after is None:
        return False
    GoalRepository(tx).change(found, state=after, changed_at=tx.now, **columns)
    tx.touch(GOAL_CARD, found.id)
    return True
