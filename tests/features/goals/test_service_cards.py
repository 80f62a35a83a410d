"""A deleted card: told to its proposer, and posted again, on both databases."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.db.database import Database, Edge
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, NotAllowed
from bot.features.cycles.values import Phase
from bot.features.goals import service
from bot.features.goals.values import GOAL_GONE, GoalView
from tests.features.cycles.factories import go_through, move
from tests.features.goals.cards import cards, delete_card, wanted_versions
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, DEE, WORKSPACE, draft

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


async def test_a_strict_team_takes_goals_while_it_drafts_and_votes_and_cards_at_any_time(
    proposed: GoalView, as_: As, database: Database
) -> None:
    await as_(ANA).commit(go_through, proposed.team_id, is_strict=True)
    await as_(ANA).commit(move, proposed.team_id, Phase.COMMITTING)
    with pytest.raises(NotAllowed, match="proposing goals belongs to drafting and voting"):
        await as_(BEN).commit(service.propose, draft(team_id=proposed.team_id))
    with pytest.raises(NotAllowed):
        await as_(BEN).read(service.to_propose_in, CHANNEL)
    await database.edge(WORKSPACE).commit(delete_card, proposed.id)
    await as_(ANA).commit(service.post_again, proposed.id)
    await as_(ANA).commit(move, proposed.team_id, Phase.VOTING)
    assert (await as_(BEN).commit(service.propose, draft(team_id=proposed.team_id))).number == 2
