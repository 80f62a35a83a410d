"""What sources add to goals' details."""

import pytest
from sqlalchemy import event

from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import service as indicators
from bot.features.sources import surfaces
from tests.features.goals.factories import ANA
from tests.features.goals.factories import draft as goal_draft
from tests.features.indicators.factories import draft as indicator_draft
from tests.features.sources.scene import Scene


async def another_goal(scene: Scene) -> GoalView:
    """Another goal of Ana's, with an indicator that people read."""
    ana = scene.as_(ANA).commit
    goal = await ana(goals.propose, goal_draft("Nobody waits twice", team_id=scene.goal.team_id))
    await ana(indicators.add, indicator_draft(goal.id))
    return goal


async def test_details_say_where_readings_come_from(scene: Scene) -> None:
    by_hand = await another_goal(scene)
    parts = await scene.as_(ANA).read(surfaces.add_to_details, [scene.goal.id, by_hand.id])
    [line] = parts[scene.goal.id].lines
    assert "*Reply time* is read from metrics:" in line
    assert (parts[by_hand.id].lines, len(parts[by_hand.id].buttons)) == ((), 1)


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_many_goals_cost_as_many_statements_as_one(scene: Scene) -> None:
    several = [scene.goal, *[await another_goal(scene) for _ in range(3)]]
    counts = [await scene.as_(ANA).read(_statements, some) for some in (several[:1], several)]
    assert counts[0] == counts[1] == 2


def _statements(tx: Transaction, found: list[GoalView]) -> int:
    said: list[str] = []
    event.listen(tx.connection, "before_cursor_execute", lambda *words: said.append(str(words[2])))
    surfaces.add_to_details(tx, [goal.id for goal in found])
    return len(said)
