"""What the clock does for votes."""

from datetime import timedelta

import pytest

from bot.features.goals.values import GoalView
from bot.features.voting import service as voting
from bot.features.voting.values import Tally
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.priorities.factories import CAIRN, Garden, SlackWithReactions

JUST_BEFORE = timedelta(days=2, minutes=-1)
pytestmark = pytest.mark.practice("P8")


async def test_what_is_over_is_closed_and_its_card_drawn_anew(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    garden.clock.now += timedelta(days=2)
    await run(garden, "priorities.close_due")
    assert garden.touched == {goal.id}
    assert await garden.parts.database.read_across(voting.due) == []


async def test_just_before_closing_votes_that_never_arrived_are_added(
    garden: Garden, slack: SlackWithReactions
) -> None:
    goal = await garden.propose(ANA)
    await garden.react(BEN, goal, "+1")
    slack.reactions = {"fire": [CAIRN, ANA, BEN], "tada": [CYD], "seedling": [CAIRN, DEE]}
    await run(garden, "priorities.reconcile")
    assert slack.asked == 0
    garden.clock.now += JUST_BEFORE
    await run(garden, "priorities.reconcile")
    assert (await tally(garden, goal)).counts == (1, 1, 0, 0)
    assert garden.touched == {goal.id}
    await run(garden, "priorities.reconcile")
    assert slack.asked == 1


async def test_a_deleted_card_has_nothing_to_add_and_is_not_asked_about_again(
    garden: Garden, slack: SlackWithReactions
) -> None:
    goal = await garden.propose(ANA)
    slack.refusal = "message_not_found"
    garden.clock.now += JUST_BEFORE
    await run(garden, "priorities.reconcile")
    await run(garden, "priorities.reconcile")
    assert slack.asked == 1
    assert (await tally(garden, goal)).heard == 0


async def test_what_slack_has_no_time_for_is_asked_again(garden: Garden, slack: SlackWithReactions) -> None:
    goal = await garden.propose(ANA)
    slack.refusal, slack.reactions = "ratelimited", {"fire": [ANA]}
    garden.clock.now += JUST_BEFORE
    await run(garden, "priorities.reconcile")
    assert (await tally(garden, goal)).heard == 0
    slack.refusal = ""
    await run(garden, "priorities.reconcile")
    assert (await tally(garden, goal)).heard == 1


async def tally(garden: Garden, goal: GoalView) -> Tally:
    return (await garden.as_(None).read(voting.tallies, [goal.id]))[goal.id]


async def run(garden: Garden, name: str) -> None:
    [job] = [job for job in garden.parts.jobs.all if job.name == name]
    await job.work()
