from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.db.database import Edge
from bot.errors import NotAllowed
from bot.features.goals.values import GoalView
from bot.features.indicators import service
from bot.features.indicators.values import GoalStatus, IndicatorView, Status
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, DEE
from tests.features.indicators.factories import TODAY, draft

As = Callable[[str], Edge]


async def test_an_indicator_is_on_record_to_the_last_digit(as_: As, proposed: GoalView) -> None:
    added = await as_(ANA).commit(service.add, draft(proposed.id, target=Decimal("4.10")))
    assert await as_(BEN).read(service.of_goals, [proposed.id]) == {proposed.id: (added,)}
    assert str(added.target) == "4.10"


async def test_readings_come_in_any_order_and_the_newest_day_counts(as_: As, added: IndicatorView) -> None:
    await as_(BEN).commit(service.record, added.id, Decimal(17))
    await as_(ANA).commit(service.record, added.id, Decimal(28), on=TODAY - timedelta(days=3))
    known = await as_(ANA).read(service.indicator, added.id)
    assert (known.first, known.latest) == (Decimal(28), Decimal(17))
    assert await as_(ANA).read(service.status_of, [added.goal_id]) == {
        added.goal_id: GoalStatus(Status.GREEN, 50, "Reply time")
    }


async def test_a_second_reading_of_a_day_takes_the_firsts_place_and_both_are_in_the_log(
    as_: As, added: IndicatorView
) -> None:
    first = await as_(BEN).commit(service.record, added.id, Decimal(17))
    again = await as_(ANA).commit(service.record, added.id, Decimal(16))
    assert (again.id, again.value) == (first.id, Decimal(16))
    assert await as_(ANA).read(service.readings_of, [added.id]) == {added.id: (again,)}
    log = [entry.detail for entry in await as_(ANA).read(workspaces.history, str(added.goal_id))][-2:]
    assert [(entry["value"], entry["replaced"]) for entry in log] == [("17", None), ("16", "17")]


async def test_a_goal_without_an_indicator_can_not_be_committed(as_: As, proposed: GoalView) -> None:
    missing = await as_(ANA).read(service.missing_to_commit, [proposed.id])
    assert proposed.title in missing[proposed.id]
    await as_(ANA).commit(service.add, draft(proposed.id))
    assert await as_(ANA).read(service.missing_to_commit, [proposed.id]) == {}


async def test_observers_neither_add_nor_record(as_: As, added: IndicatorView) -> None:
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(service.add, draft(added.goal_id))
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(service.record, added.id, Decimal(1))
