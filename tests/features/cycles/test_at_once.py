"""Two people, or two replicas' clocks, at the same moment; on both databases."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.cycles import service, settings
from bot.features.cycles.rules import plans
from bot.features.cycles.values import CyclePage, CycleSettings, Phase
from tests.features.cycles.factories import SIX_WEEKS, go_through, move
from tests.features.cycles.test_service import at, moves, now, numbers
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA
from tests.features.overlap import overlap

pytestmark = pytest.mark.each_database

As = Callable[[str | None], Edge]


async def test_two_stewards_who_press_next_move_it_once(as_: As, team: UUID) -> None:
    cycle = await now(as_, team)

    def press(tx: Transaction) -> CyclePage:
        return settings.move(tx, cycle.id, Phase.VOTING, seen=Phase.DRAFTING)

    await overlap(as_(ANA), press, as_(ANA).commit(press))
    assert await moves(as_, team) == [("drafting", "voting", False)]


async def test_two_replicas_open_the_next_cycle_once(as_: As, clock: Clock, team: UUID) -> None:
    clock.now = at(SIX_WEEKS.ends_on + plans.DAY)

    def settle(tx: Transaction) -> int:
        return service.settle(tx, team).number

    assert await overlap(as_(None), settle, as_(None).commit(settle)) == 2
    assert await as_(ANA).read(numbers) == [1, 2]
    assert await moves(as_, team) == [("drafting", "closed", True)]


async def test_two_stewards_who_start_the_next_one_start_it_once(as_: As, team: UUID) -> None:
    await as_(ANA).commit(go_through, team, by_date=False)
    closed = (await as_(ANA).commit(move, team, Phase.CLOSED)).cycle

    def start(tx: Transaction) -> CyclePage:
        return settings.start_next(tx, closed.id, SIX_WEEKS, CycleSettings())

    assert isinstance(await overlap(as_(ANA), start, as_(ANA).commit(start)), Conflict)
    assert await as_(ANA).read(numbers) == [1, 2]
