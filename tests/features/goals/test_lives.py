"""What becomes of goals, on both databases: committed for a cycle."""

from collections.abc import Callable
from itertools import product
from uuid import UUID

import pytest

from bot.db.base import new_id
from bot.db.database import Edge
from bot.errors import Conflict
from bot.features.goals import service
from bot.features.goals.rules import NEXT, Step, state_after
from bot.features.goals.values import GoalState, GoalView
from tests.features.goals.factories import ANA, BEN, draft

As = Callable[[str], Edge]
CYCLE = new_id()


@pytest.mark.parametrize(("state", "step"), [*product(GoalState, Step)])
def test_withdrawn_is_final_and_every_other_step_is_in_the_table(state: GoalState, step: Step) -> None:
    assert state_after(state, step) == NEXT.get((state, step))
    assert state is not GoalState.WITHDRAWN or state_after(state, step) is None


async def test_what_is_withdrawn_meanwhile_is_not_committed(proposed: GoalView, as_: As) -> None:
    other = await as_(BEN).commit(service.propose, draft("Another", team_id=proposed.team_id))
    await as_(ANA).commit(service.withdraw, proposed.id)
    committed = await as_(BEN).commit(service.commit, [other.id, proposed.id], CYCLE)
    assert [(goal.id, goal.state, goal.cycle_id) for goal in committed] == [
        (other.id, GoalState.COMMITTED, CYCLE)
    ]
    assert await as_(BEN).commit(service.commit, [other.id], CYCLE) == []


async def test_a_committed_goal_keeps_its_words(proposed: GoalView, as_: As) -> None:
    await as_(BEN).commit(service.commit, [proposed.id], CYCLE)
    for verb in (service.to_edit, service.to_withdraw):
        with pytest.raises(Conflict, match="committed"):
            await as_(ANA).commit(verb, proposed.id)
    assert not await as_(ANA).read(service.is_editable, await as_(ANA).read(service.goal, proposed.id))


async def test_goals_by_state(proposed: GoalView, team: UUID, as_: As) -> None:
    other = await as_(BEN).commit(service.propose, draft("Another", team_id=team))
    taken = await as_(ANA).commit(service.propose, draft("Taken back", team_id=team))
    await as_(ANA).commit(service.withdraw, taken.id)
    await as_(BEN).commit(service.commit, [other.id], CYCLE)
    read = as_(BEN).read
    assert [goal.id for goal in await read(service.standing_goals, team)] == [proposed.id, other.id]
    assert [goal.id for goal in await read(service.committed_of, team)] == [other.id]
    assert set(await read(service.goals_by_id, [other.id, taken.id, CYCLE])) == {other.id, taken.id}
    assert service.is_open(proposed)
