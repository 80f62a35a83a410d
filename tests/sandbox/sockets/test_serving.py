"""`cairn serve --socket` as a process, connected to the local Slack: a command, votes, and a connection anew."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.installed.courier import Waits
from bot.sandbox.stamps import utc_now
from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation
from tests.local_slack import BOT_TOKEN, Clock, local_slack
from tests.served import PATIENCE, served
from tests.shown import words_of

APP_TOKEN = "xapp-of-the-tests"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    settings = {
        "CAIRN_SLACK_APP_TOKEN": APP_TOKEN,
        "CAIRN_SLACK_BOT_TOKEN": BOT_TOKEN,
        "CAIRN_SLACK_SIGNING_SECRET": "",
    }
    soon = Waits(retries=(0.0, 1.0, 1.0))  # what an old connection swallowed comes again
    async with local_slack(clock=utc_now, waits=soon, app_token=APP_TOKEN) as slack:
        database = f"sqlite:///{tmp_path / 'cairn.db'}"
        async with served(database, f"{slack.address}/api/", "--socket", **settings):
            yield Conversation(slack, Clock())


async def test_it_answers_a_command_counts_votes_and_comes_back_when_slack_asks_it_to(
    talk: Conversation,
) -> None:
    assert "/goal" in words_of(await talk.run(LENA, GARDEN, "/cairn help"))
    card = await talk.start_team_with_goal()
    await talk.react(DIEGO, GARDEN, card, "fire")
    await talk.eventually(lambda: "1 of 5 heard" in words_of(talk.at(GARDEN, card["ts"])))
    await talk.sandbox.sockets.refresh()
    await connected_again(talk)
    await talk.react(YUSUF, GARDEN, card, "seedling")
    await talk.eventually(lambda: "2 of 5 heard" in words_of(talk.at(GARDEN, card["ts"])))


async def connected_again(talk: Conversation) -> None:
    """Wait until the app has opened another connection."""
    async with asyncio.timeout(PATIENCE):
        while talk.sandbox.sockets.opened < 2:  # noqa: ASYNC110 -- another process connects
            await asyncio.sleep(0.02)
