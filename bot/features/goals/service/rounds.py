"""What a cycle votes on when its voting begins: goals that an earlier one left, and its own that still need voices."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import surfaces
from bot.features.cycles.events import PhaseChanged
from bot.features.cycles.values import Phase
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.service.reading import standing_goals
from bot.features.goals.values import EARLIER_CARD, GOAL_CARD, GoalState
from bot.features.teams import service as teams
from bot.features.voting import service as voting


def phase_changed(tx: Transaction, event: PhaseChanged) -> None:
    """Voting began: what was put to an earlier cycle's vote is put to this one's, with a card of its own to react on.

    What was put to this one's and isn't decided is open for two working days from now.
    """
    if event.after is not Phase.VOTING:
        return
    proposed = [found.id for found in standing_goals(tx, event.team_id) if found.state is GoalState.PROPOSED]
    for goal_id in sorted(proposed):
        GoalRepository(tx).hold(goal_id)
    for goal_id in sorted(proposed):
        _vote_anew(tx, goal_id, event.team_id, event.cycle_id)


def _vote_anew(tx: Transaction, goal_id: UUID, team_id: UUID, cycle_id: UUID) -> None:
    zone = teams.team_zone(tx, team_id)
    if voting.reopen(tx, team_id=team_id, round=cycle_id, subject=goal_id, zone=zone):
        surfaces.recast(tx, GOAL_CARD, str(goal_id), into=EARLIER_CARD)
        channel = teams.team_by_id(tx, team_id).channel
        tx.show(GOAL_CARD, goal_id, channel, key=f"goal-card:{goal_id}:{cycle_id}")
    elif voting.go_on(tx, goal_id, zone):
        tx.touch(GOAL_CARD, goal_id)
