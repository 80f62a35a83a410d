"""How goals stand, and what a list of them costs."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import service
from bot.features.indicators.values import GoalStatus, IndicatorView, Status
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, DEE, team_at_work
from tests.features.goals.factories import draft as goal_draft
from tests.features.indicators.factories import DUE, draft

As = Callable[[str], Edge]


async def test_an_indicator_is_on_record_to_the_last_digit(as_: As, proposed: GoalView) -> None:
    added = await as_(ANA).commit(service.add, draft(proposed.id, target=Decimal("4.10")))
    assert await as_(BEN).read(service.of_goals, [proposed.id]) == {proposed.id: (added,)}
    assert str(added.target) == "4.10"


async def test_a_goal_stands_as_its_weakest_does_where_the_team_is_today(
    as_: As, added: IndicatorView, clock: Clock
) -> None:
    goal_id = added.goal_id
    assert await as_(ANA).read(service.status_of, [goal_id]) == {
        goal_id: GoalStatus(Status.NO_READING, None, "Reply time")
    }
    await as_(BEN).commit(service.record, added.id, Decimal(17))
    assert (await as_(ANA).read(service.status_of, [goal_id]))[goal_id].status is Status.GREEN
    clock.now += timedelta(days=31)
    assert await as_(ANA).read(service.status_of, [goal_id]) == {
        goal_id: GoalStatus(Status.RED, 50, "Reply time")
    }


@pytest.mark.practice("P2")
async def test_a_goal_can_be_committed_once_an_indicator_has_a_day_to_come(
    as_: As, proposed: GoalView, clock: Clock
) -> None:
    missing = await as_(ANA).read(service.missing_to_commit, [proposed.id])
    assert proposed.title in missing[proposed.id]
    await as_(ANA).commit(service.add, draft(proposed.id))
    assert await as_(ANA).read(service.missing_to_commit, [proposed.id]) == {}
    clock.now += DUE - clock.now.date() + timedelta(days=1)
    missing = await as_(ANA).read(service.missing_to_commit, [proposed.id])
    assert "is over" in missing[proposed.id]


async def test_measured_goals_are_told_by_number(as_: As, added: IndicatorView) -> None:
    for title in ("Second", "Third"):
        goal = await as_(ANA).commit(goals.propose, goal_draft(title, team_id=added.team_id))
        if title == "Third":
            await as_(ANA).commit(service.add, draft(goal.id))
    found = await as_(ANA).read(service.measured_in, added.team_id, most=5)
    assert [goal.number for goal in found] == [1, 3]
    assert len(await as_(ANA).read(service.measured_in, added.team_id, most=1)) == 1


async def test_nothing_of_a_private_team_is_seen_from_outside(as_: As, team: object) -> None:
    hidden = await as_(ANA).commit(team_at_work, "G0SECRET", is_private=True)
    goal = await as_(ANA).commit(goals.propose, goal_draft(team_id=hidden))
    one = await as_(ANA).commit(service.add, draft(goal.id))
    await as_(ANA).commit(service.record, one.id, Decimal(5))
    for seen in (service.of_goals, service.standings_of, service.status_of, service.missing_to_commit):
        assert await as_(DEE).read(seen, [goal.id]) == {}
    assert await as_(DEE).read(service.readings_of, [one.id]) == {}


async def test_a_list_costs_the_same_however_long_it_is(
    as_: As, database: Database, added: IndicatorView
) -> None:
    ids = [added.goal_id]
    for number in range(4):
        goal = await as_(ANA).commit(goals.propose, goal_draft(f"Goal {number}", team_id=added.team_id))
        await as_(ANA).commit(service.add, draft(goal.id))
        ids.append(goal.id)
    for query in (service.status_of, service.missing_to_commit):
        assert await statements(as_, database, query, ids) == await statements(as_, database, query, ids[:1])


async def statements(
    as_: As, database: Database, query: Callable[[Transaction, Any], object], ids: Any
) -> int:
    """How many SQL statements a query costs."""
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(database.engines.reader, "before_cursor_execute", note)
    await as_(ANA).read(query, ids)
    event.remove(database.engines.reader, "before_cursor_execute", note)
    return len([one for one in seen if one.lstrip().startswith("SELECT")])
