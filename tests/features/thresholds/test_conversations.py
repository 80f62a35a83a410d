"""A number crosses a threshold in a team of the local Slack."""

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.db.transaction import Transaction
from bot.features.cycles import service as cycles
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.teams import service as teams
from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation, conversation, on_sqlite
from tests.features.indicators.factories import draft
from tests.features.retrospectives.slack_side import reply
from tests.local_slack import WORKSPACE
from tests.shown import labels_of, says

pytestmark = on_sqlite  # what the room does is tested on both databases below the doors


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Conversation]:
    """Lena's team committed to a goal that Diego drives."""
    async with conversation(database_url) as talk:
        card = await talk.start_team_with_goal()
        await talk.press(DIEGO, GARDEN, card, "Claim")
        database = talk.demo.cairn.database
        added = await database.edge(WORKSPACE, LENA).commit(_measured)
        await database.edge(WORKSPACE, YUSUF).commit(indicators.record, added.id, Decimal(14))
        yield talk


def _measured(tx: Transaction) -> IndicatorView:
    team = teams.required_team_in(tx, GARDEN)
    (goal,) = goals.goals_of(tx, team.id)
    due = tx.now.date() + timedelta(days=30)
    added = indicators.add(tx, draft(goal.id, amber=Decimal(8), red=Decimal(12), due_on=due))
    goals.commit(tx, [goal.id], cycles.current(tx, team.id).id)
    return added


@pytest.mark.practice("P6")
async def test_a_crossing_is_talked_about_and_ends_with_an_action(talk: Conversation) -> None:
    crossed = await talk.card(GARDEN, "*Reply time* is red with its first reading")
    assert says(crossed, "14 h on")
    assert says(crossed, "red begins above 12 h")
    assert not says(crossed, YUSUF) or says(crossed, f"<@{YUSUF}> facilitates")
    assert not says(crossed, DIEGO)
    assert labels_of(crossed) >= {"Add action", "Log a decision", "What help is needed?"}
    await reply(talk, crossed, "What changed around it, and since when?")

    await talk.press(DIEGO, GARDEN, crossed, "What help is needed?")
    await talk.submit(DIEGO, words="An hour with the form", who=LENA)
    await reply(talk, crossed, "An hour with the form")

    await talk.press(LENA, GARDEN, crossed, "Add action")
    assert await talk.submit(LENA, text="Ask neighbours", owner=LENA, due_in_words="in 3 weeks") == "updated"
    assert says(talk.modal(LENA), "send it once more")
    assert await talk.submit(LENA) == "closed"
    again = await talk.submitted_again()
    assert "Ask neighbours" in str(again)
    closed = await talk.card(GARDEN, "An action came of it: Ask neighbours")
    assert closed["ts"] == crossed["ts"]
    assert labels_of(closed) == set()
    history = await talk.run(LENA, GARDEN, "/goal show 1")
    assert says(history, "a talk about it began")
    assert says(history, "an action came of it")


@pytest.mark.practice("P6")
async def test_it_ends_with_a_decision_or_with_words(talk: Conversation) -> None:
    crossed = await talk.card(GARDEN, "*Reply time* is red with its first reading")
    await talk.choose(LENA, GARDEN, crossed, "I'll facilitate")
    taken = await talk.redrawn(GARDEN, crossed, f"<@{LENA}> facilitates")
    await talk.choose(LENA, GARDEN, taken, "Close without an action …")
    assert says(talk.modal(LENA), "What did you find?")
    await talk.press(YUSUF, GARDEN, crossed, "Log a decision")
    assert says(talk.modal(YUSUF), "Reply time is red with its first reading: 14 h on")
    await talk.submit(YUSUF, title="We water at night", rationale="The tap is free then")
    await talk.card(GARDEN, "A decision came of it: #1 We water at night")
    await talk.submit(LENA, why="It was the heat")
    assert says(talk.modal(LENA), "This talk was closed a moment ago")
