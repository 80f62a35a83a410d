"""Driving a goal while somebody withdraws it, or while who is to take it leaves; on both databases."""

from collections.abc import Callable

import pytest

from bot.db.database import Edge
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service
from bot.features.ownership.offers import answering
from bot.features.teams import service as teams
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD
from tests.features.overlap import overlap

pytestmark = pytest.mark.each_database

As = Callable[[str | None], Edge]


async def driver(as_: As, goal: GoalView) -> str | None:
    found = await as_(ANA).read(service.driver_of, goal.id)
    return found.user if found else None


async def test_a_goal_that_is_being_withdrawn_gets_no_driver(as_: As, proposed: GoalView) -> None:
    claim = as_(BEN).commit(service.claim, proposed.id)
    outcome = await overlap(as_(ANA), lambda tx: goals.withdraw(tx, proposed.id), claim)
    assert isinstance(outcome, Conflict)
    assert await driver(as_, proposed) is None


async def test_a_goal_that_is_being_withdrawn_is_not_handed_over(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    handing = as_(BEN).commit(service.offer_goal, proposed.id, CYD, "")
    outcome = await overlap(as_(ANA), lambda tx: goals.withdraw(tx, proposed.id), handing)
    assert isinstance(outcome, Conflict)
    assert await driver(as_, proposed) == BEN


async def test_a_goal_that_is_being_withdrawn_is_not_accepted(as_: As, proposed: GoalView) -> None:
    made = await as_(ANA).commit(service.offer_goal, proposed.id, BEN, "")
    accepting = as_(BEN).commit(answering.accept, made.id)
    outcome = await overlap(as_(ANA), lambda tx: goals.withdraw(tx, proposed.id), accepting)
    assert isinstance(outcome, Conflict)
    assert await driver(as_, proposed) is None


async def test_nothing_is_accepted_by_somebody_who_is_leaving_the_team(as_: As, proposed: GoalView) -> None:
    made = await as_(ANA).commit(service.offer_goal, proposed.id, BEN, "")
    accepting = as_(BEN).commit(answering.accept, made.id)
    outcome = await overlap(as_(BEN), lambda tx: teams.leave(tx, proposed.team_id), accepting)
    assert isinstance(outcome, NotAllowed)
    assert await driver(as_, proposed) is None


async def test_a_goal_that_is_being_withdrawn_is_not_released(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    release = as_(BEN).commit(service.release, proposed.id)
    outcome = await overlap(as_(ANA), lambda tx: goals.withdraw(tx, proposed.id), release)
    assert isinstance(outcome, Conflict)


async def test_nothing_is_handed_to_somebody_who_is_leaving_the_team(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    handing = as_(BEN).commit(service.offer_goal, proposed.id, CYD, "")
    outcome = await overlap(as_(CYD), lambda tx: teams.leave(tx, proposed.team_id), handing)
    assert isinstance(outcome, Invalid)
    assert await driver(as_, proposed) == BEN


async def test_nothing_is_handed_to_somebody_who_is_leaving_the_channel(as_: As, proposed: GoalView) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    handing = as_(BEN).commit(service.offer_goal, proposed.id, CYD, "")
    outcome = await overlap(as_(None), lambda tx: teams.absent(tx, CHANNEL, CYD), handing)
    assert isinstance(outcome, Invalid)
