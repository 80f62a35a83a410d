"""Goals that end while a source of theirs is fetched, on both databases."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from bot.db.transaction import Transaction
from bot.features.attention.models import Notice
from bot.features.goals import service as goals
from bot.features.goals.values import Outcome
from bot.features.indicators.models import Reading
from bot.features.indicators.values import Origin
from bot.features.sources.service import fetching
from bot.features.sources.values import SOURCE_TROUBLE, Due
from tests.features.goals.factories import ANA
from tests.features.overlap import overlap
from tests.features.sources.scene import Scene

A_WHILE = timedelta(minutes=2)
pytestmark = pytest.mark.practice("P4")


async def _taken(scene: Scene) -> Due:
    due = await scene.database.write_across(fetching.take)
    assert due is not None
    return due


async def _ended(scene: Scene) -> None:
    await scene.as_(ANA).commit(goals.end, scene.goal.id, Outcome.REACHED, "")


def _kept(tx: Transaction) -> tuple[int | None, int | None]:
    """How many readings, and how many notices of trouble."""
    told = select(func.count()).select_from(Notice).where(Notice.kind == SOURCE_TROUBLE)
    return tx.session.scalar(select(func.count()).select_from(Reading)), tx.session.scalar(told)


@pytest.mark.parametrize("outcome", [Decimal(14), "It can't be read."])
async def test_what_comes_after_its_goal_ended_is_no_reading_of_it_and_no_trouble(
    scene: Scene, outcome: Decimal | str
) -> None:
    due = await _taken(scene)
    await _ended(scene)
    await scene.clock_side.commit(fetching.finish, due, outcome)
    assert await scene.clock_side.read(_kept) == (0, 0)
    let_go = await scene.now()
    assert (let_go.is_being_read, let_go.next_at) == (False, scene.clock.now + fetching.REST)


@pytest.mark.parametrize("is_told", [True, False])
async def test_a_goal_that_ended_during_a_fetch_and_stands_again_is_read_when_asked(
    scene: Scene, is_told: bool
) -> None:
    """Also when the replica that was at it died and said nothing."""
    due = await _taken(scene)
    await _ended(scene)
    if is_told:
        await scene.clock_side.commit(fetching.finish, due, Decimal(99))
    scene.clock.now += fetching.LEASE
    await scene.fetch()
    await scene.as_(ANA).commit(goals.reopen, scene.goal.id)
    assert not (await scene.now()).is_being_read
    await scene.fetch_again(A_WHILE)
    assert await scene.readings() == [(Decimal(14), Origin.SOURCE)]


@pytest.mark.each_database
async def test_what_comes_while_its_goal_is_being_ended_is_no_reading_of_it(scene: Scene) -> None:
    due = await _taken(scene)
    finishing = scene.clock_side.commit(fetching.finish, due, Decimal(14))
    await overlap(scene.as_(ANA), lambda tx: goals.end(tx, scene.goal.id, Outcome.REACHED, ""), finishing)
    assert await scene.clock_side.read(_kept) == (0, 0)
    assert not (await scene.now()).is_being_read
