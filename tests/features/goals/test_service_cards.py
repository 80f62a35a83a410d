"""A deleted card: told to its proposer, and posted again, on both databases."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.db.database import Database, Edge
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, NotAllowed
from bot.features.goals import service
from bot.features.goals.values import GOAL_GONE, GoalView
from tests.features.goals.cards import cards, delete_card, wanted_versions
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, DEE, WORKSPACE

As = Callable[[str], Edge]


async def test_a_deleted_card_is_told_to_its_proposer_and_posted_again_once(
    proposed: GoalView, as_: As, database: Database
) -> None:
    await database.edge(WORKSPACE).commit(delete_card, proposed.id)
    (note,) = await as_(ANA).read(surfaces_of, GOAL_GONE, str(proposed.id))
    assert note.audience == ANA
    await as_(ANA).commit(service.post_again, proposed.id)
    with pytest.raises(Conflict, match="already"):
        await as_(ANA).commit(service.post_again, proposed.id)
    first, second = sorted(card.key for card in await as_(ANA).read(cards, proposed.id))
    assert await as_(ANA).read(wanted_versions, GOAL_GONE, proposed.id) == [2]
    assert (first, second) == (f"goal-card:{proposed.id}", f"goal-card:{proposed.id}:1")


async def test_each_deletion_is_told_once(
    proposed: GoalView, as_: As, database: Database, clock: Clock
) -> None:
    by_clock = database.edge(WORKSPACE)
    await by_clock.commit(delete_card, proposed.id)
    clock.now += timedelta(days=1)
    await by_clock.commit(delete_card, proposed.id)
    assert len(await as_(ANA).read(surfaces_of, GOAL_GONE, str(proposed.id))) == 1
    await as_(ANA).commit(service.post_again, proposed.id)
    await by_clock.commit(delete_card, proposed.id)
    assert len(await as_(ANA).read(surfaces_of, GOAL_GONE, str(proposed.id))) == 2


async def test_a_withdrawn_goal_is_not_missed(proposed: GoalView, as_: As, database: Database) -> None:
    await as_(ANA).commit(service.withdraw, proposed.id)
    await database.edge(WORKSPACE).commit(delete_card, proposed.id)
    assert await as_(ANA).read(surfaces_of, GOAL_GONE, str(proposed.id)) == []


async def test_observers_do_not_post_again(proposed: GoalView, as_: As, database: Database) -> None:
    await database.edge(WORKSPACE).commit(delete_card, proposed.id)
    with pytest.raises(NotAllowed, match="Join"):
        await as_(DEE).commit(service.post_again, proposed.id)
