"""A team of the local Slack reads its numbers together, while its clock is moved."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.demo import next_due
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.teams import service as teams
from bot.text import day_in_words
from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation, on_sqlite
from tests.features.cycles.factories import move
from tests.features.indicators.factories import draft
from tests.features.retrospectives.slack_side import reply
from tests.features.thresholds.conftest import committed
from tests.local_slack import WORKSPACE
from tests.shown import labels_of, says

pytestmark = on_sqlite  # what the room does is tested on both databases below the doors
COMES = "numbers are read together"


def _measured(tx: Transaction) -> IndicatorView:
    """Lena's team measures what it committed to, and its cycle is running."""
    team = teams.required_team_in(tx, GARDEN)
    (goal,) = goals.goals_of(tx, team.id)
    due = tx.now.date() + timedelta(days=30)
    added = indicators.add(tx, draft(goal.id, due_on=due, is_primary=True))
    committed(tx, goal.id, team.id)
    move(tx, team.id, Phase.RUNNING)
    return added


async def to_the_next(talk: Conversation) -> Json:
    """The clock is moved to what comes next until that is a reading, whose message comes."""
    database = talk.demo.cairn.database
    while (due := await database.read_across(next_due)) is not None and due.what != COMES:
        talk.clock.ahead += due.at - talk.clock() + timedelta(seconds=1)
        for job in ("cycles.settle", "priorities.close_due", "checkins.ask"):
            await talk.run_job(job)
    assert due is not None
    talk.clock.ahead += due.at - talk.clock() + timedelta(seconds=1)
    await talk.run_job("together.post")
    return await talk.card(GARDEN, f"*Reading together* · {day_in_words(talk.clock().date())}")


@pytest.mark.practice("P6")
async def test_the_team_reads_its_numbers_together(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    database = talk.demo.cairn.database
    added = await database.edge(WORKSPACE, LENA).commit(_measured)
    await database.edge(WORKSPACE, YUSUF).commit(indicators.record, added.id, Decimal(4))

    told = await to_the_next(talk)
    assert says(told, "🟢 green")
    assert not says(told, f"<@{DIEGO}>")  # who drives the goal doesn't facilitate
    assert says(await reply(talk, told, "What do they not show?"), "green ones too")
    assert labels_of(told) == {"Add a reading", "Log a decision"}

    for value, status in ("5", "🟢 green"), ("60", "🔴 red"):
        await talk.press(DIEGO, GARDEN, told, "Add a reading")
        await talk.submit(DIEGO, **{str(added.id): value})
        followed = await talk.card(GARDEN, f"{value} h, expected by now")
        assert (followed["ts"], says(followed, status)) == (told["ts"], True)
    assert "What help is needed?" in labels_of(followed)  # in the thread of the crossing
    crossed = await talk.card(GARDEN, "*Reply time* went from green to red")
    await talk.press(LENA, GARDEN, crossed, "Add action")
    await talk.submit(LENA, text="Ask three neighbours")
    await talk.eventually(lambda: "What help is needed?" not in labels_of(talk.at(GARDEN, told["ts"])))
    await talk.press(YUSUF, GARDEN, followed, "Log a decision")
    await talk.submit(YUSUF, title="We water at night", rationale="The tap is free then")
    await talk.card(GARDEN, "We water at night")

    again = await to_the_next(talk)
    assert again["ts"] != told["ts"]
    assert says(again, "no new reading")
    await talk.eventually(lambda: not labels_of(talk.at(GARDEN, told["ts"])))


async def test_a_steward_turns_it_off_and_others_are_told_who_can(talk: Conversation) -> None:
    board = await talk.start_team()
    assert says(board, "every second week on Tuesday at 10:00")
    await talk.run(LENA, GARDEN, "/goal together")
    assert await talk.submit(LENA, day="never") == "updated"
    assert says(talk.modal(LENA), "doesn't read its numbers together by itself")
    assert "read its numbers together by itself" in str(await talk.submitted_again())
    await talk.card(GARDEN, "*Reading together*: not by itself")
    told = await talk.run(DIEGO, GARDEN, "/goal together")
    assert says(told, "A steward of the team changes this")
