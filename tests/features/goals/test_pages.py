"""The order of a team's goals, page by page, as its votes have it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.cycles import settings
from bot.features.cycles.values import Phase
from bot.features.goals import service
from bot.features.goals.values import PAGE, Outcome
from bot.features.voting import service as voting
from tests.features.cycles.factories import move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE, draft, vote

As = Callable[[str], Edge]


@pytest.fixture
async def listed(team: UUID, as_: As, database: Database, clock: Clock) -> UUID:
    """Six goals, numbered as they come: committed, ended, low, high, with too few voices, and without a vote."""
    goals = [await as_(ANA).commit(service.propose, draft(f"Goal {n}", team_id=team)) for n in range(1, 7)]
    for user in (ANA, BEN, CYD):
        for goal, emoji in ((goals[0], "seedling"), (goals[2], "seedling"), (goals[3], "fire")):
            await as_(user).commit(vote, goal.id, emoji)
    await as_(ANA).commit(vote, goals[4].id, "fire")
    clock.now += timedelta(days=5)
    for workspace, ballot_id in await database.read_across(voting.due):
        await database.edge(workspace).commit(voting.close, ballot_id)
    cycle = await as_(ANA).read(cycles.current, team)
    await as_(ANA).commit(service.commit, [goals[0].id], cycle.id)
    await as_(ANA).commit(service.end, goals[1].id, Outcome.LET_GO, "")
    return team


def next_cycle(tx: Transaction, team_id: UUID) -> None:
    closed = move(tx, team_id, Phase.CLOSED)
    settings.start_next(tx, closed.cycle.id, settings.next_plan(closed), closed.cycle.settings)


def numbers(tx: Transaction, team_id: UUID, first: int = 0) -> list[int]:
    return [goal.number for goal in service.page_of(tx, team_id, first).goals]


async def test_committed_goals_come_first_then_the_ranked_and_ended_ones_last(as_: As, listed: UUID) -> None:
    assert await as_(DEE).read(numbers, listed) == [1, 4, 3, 5, 6, 2]


async def test_what_is_voted_on_now_comes_after_the_ranked_as_it_stands(as_: As, listed: UUID) -> None:
    new = [await as_(BEN).commit(service.propose, draft(f"New {n}", team_id=listed)) for n in range(3)]
    await as_(BEN).commit(vote, new[1].id, "seedling")
    await as_(BEN).commit(vote, new[2].id, "fire")
    assert await as_(DEE).read(numbers, listed) == [1, 4, 3, 9, 8, 7, 5, 6, 2]


async def test_what_an_earlier_cycle_ranked_stands_after_what_this_one_did(
    as_: As, listed: UUID, database: Database, clock: Clock
) -> None:
    await as_(ANA).commit(next_cycle, listed)
    assert await as_(DEE).read(numbers, listed) == [1, 3, 4, 5, 6, 2]
    new = await as_(BEN).commit(service.propose, draft("New", team_id=listed))
    for user in (ANA, BEN, CYD):
        await as_(user).commit(vote, new.id, "seedling")
    clock.now += timedelta(days=5)
    for workspace, ballot_id in await database.read_across(voting.due):
        await database.edge(workspace).commit(voting.close, ballot_id)
    assert await as_(DEE).read(numbers, listed) == [1, 7, 3, 4, 5, 6, 2]


async def test_a_withdrawn_goal_is_not_listed(as_: As, listed: UUID) -> None:
    new = await as_(BEN).commit(service.propose, draft("New", team_id=listed))
    await as_(BEN).commit(service.withdraw, new.id)
    assert await as_(DEE).read(numbers, listed) == [1, 4, 3, 5, 6, 2]
    assert (await as_(DEE).read(service.page_of, listed, 0)).total == 6


async def test_a_page_past_the_end_is_the_last_one(as_: As, team: UUID) -> None:
    assert (await as_(ANA).read(service.page_of, team, 30)).goals == ()
    for number in range(PAGE + 2):
        await as_(ANA).commit(service.propose, draft(f"Goal {number}", team_id=team))
    last = await as_(ANA).read(service.page_of, team, 900)
    assert ([goal.number for goal in last.goals], last.first, last.total) == ([11, 12], 10, 12)
