"""When Slack or the database fails in the middle of a conversation: people see a sentence or nothing odd at all."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import select

from bot.db.engines import sqlite_file
from bot.delivery.models import SurfaceRow
from bot.delivery.values import Json, State
from bot.sandbox.refusals import AppFailed
from bot.slack.payloads import text_at
from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation, let_quarantine_pass, on_sqlite
from tests.local_slack import Trouble, pings_a_channel
from tests.shown import says

TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"


@on_sqlite
async def test_slack_is_busy_and_the_card_comes_later_once(talk: Conversation) -> None:
    await talk.start_team()
    talk.slack.line.trouble("chat.postMessage", Trouble.BUSY, Trouble.BUSY)
    await talk.propose()
    assert talk.slack.line.met == [("chat.postMessage", Trouble.BUSY)] * 2
    assert len(cards(talk)) == 1


@pytest.mark.parametrize("trouble", [Trouble.BROKEN, Trouble.DEAF, Trouble.MUTE])
async def test_slack_answers_a_card_with_500_or_nothing_and_it_is_there_once(
    talk: Conversation, trouble: Trouble
) -> None:
    await talk.start_team()
    talk.slack.line.trouble("chat.postMessage", trouble)
    await talk.run(DIEGO, GARDEN, "/goal propose")
    assert await talk.submit(DIEGO, title=TITLE, beneficiary="neighbours") == "closed"
    await until_unknown(talk)
    assert len(cards(talk)) == (trouble is Trouble.MUTE)
    await let_quarantine_pass(talk.demo.cairn.database, State.UNKNOWN)

    card = await talk.card(GARDEN, f": {TITLE}")
    await talk.press(YUSUF, GARDEN, card, "Claim")
    await talk.card(GARDEN, f"*Driver* <@{YUSUF}>")
    assert len(cards(talk)) == 1
    posts = [call for call in talk.sandbox.calls if call.method == "chat.postMessage"]
    assert len([call for call in posts if TITLE in str(call.arguments)]) == 1


@on_sqlite
async def test_slack_fails_updates_seeds_and_pins_and_all_of_them_come_in_the_end(talk: Conversation) -> None:
    talk.slack.line.trouble("chat.update", Trouble.BROKEN)
    talk.slack.line.trouble("reactions.add", Trouble.MUTE, Trouble.DEAF)
    talk.slack.line.trouble("pins.add", Trouble.MUTE)
    team = await talk.start_team()
    card = await talk.propose()
    await talk.react(DIEGO, GARDEN, card, "fire")
    await talk.card(GARDEN, "1 of 5 heard")
    await talk.eventually(lambda: talk.at(GARDEN, team["ts"])["pinned"])
    await talk.eventually(lambda: seeds_of(talk, card) == {"fire": 2, "+1": 1, "seedling": 1, "ice_cube": 1})
    assert len(talk.slack.line.met) == 4


@on_sqlite
async def test_slack_opens_no_form_and_the_person_is_told_to_try_once_more(talk: Conversation) -> None:
    await talk.start_team()
    for trouble in (Trouble.BUSY, Trouble.BROKEN, Trouble.DEAF):
        talk.slack.line.trouble("views.open", trouble)
        answer = await talk.run(LENA, GARDEN, "/goal propose")
        assert says(answer, "Slack took too long to open that. Nothing was changed.")
    await talk.run(LENA, GARDEN, "/goal propose")
    assert text_at(talk.modal(LENA), "submit", "text") == "Propose"


@on_sqlite
async def test_slack_fails_while_cairn_comes_in_and_it_tries_again_by_itself(talk: Conversation) -> None:
    failing = ("conversations.info", "conversations.join", "conversations.members")
    for method in failing:
        talk.slack.line.trouble(method, Trouble.BROKEN)
    await talk.run(LENA, GARDEN, "/cairn start")
    await talk.submit(LENA, purpose="A garden all can use")
    assert says(await talk.run(LENA, GARDEN, "/goal propose"), "Cairn is just coming into")

    def has_arrived() -> bool:
        talk.clock.ahead += timedelta(seconds=10)
        return bool(talk.posted(LENA, GARDEN))

    await talk.eventually(has_arrived)
    assert [method for method, _ in talk.slack.line.met] == list(failing)
    assert says(await talk.card(GARDEN, "A garden all can use"), "*5 members*")


@pytest.mark.each_database
async def test_a_locked_database_makes_people_wait_and_loses_and_doubles_nothing(talk: Conversation) -> None:
    await talk.start_team()
    card = await talk.propose(title="Half as many beds stand empty in May")
    await talk.run(DIEGO, GARDEN, "/goal propose")
    patience = talk.sandbox._parts.courier._waits
    talk.sandbox._parts.courier._waits = type(patience)(answer=0.5, retries=(0.0, 1.0, 1.0))
    async with locked(talk.demo.cairn.database.url):
        with pytest.raises(AppFailed, match="operation_timeout"):
            await talk.submit(DIEGO, title=TITLE, beneficiary="neighbours")
        await talk.sandbox.react(YUSUF, GARDEN, str(card["ts"]), "fire")
        await talk.eventually(lambda: [one for one in talk.sandbox.deliveries if one.failure])
    talk.sandbox._parts.courier._waits = patience
    assert await talk.submit(DIEGO, title=TITLE, beneficiary="neighbours") == "updated"
    assert says(talk.modal(DIEGO), "Saved, as you sent it")
    await talk.sandbox.settled()
    await talk.card(GARDEN, f": {TITLE}")
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), "1 of 5 heard"))
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "*2 goals in this team*")
    assert len(cards(talk)) == 2


@pytest.mark.parametrize(
    ("said", "pings"),
    [
        ({"text": "all of <!channel>"}, True),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<!here|x>"}}]}, True),
        ({"view": {"blocks": [{"elements": [{"type": "mrkdwn", "text": "<!everyone>"}]}]}}, True),
        ({"text": "@here", "parse": "full"}, True),
        ({"text": "&lt;!channel&gt; and @here", "parse": "none"}, False),
        ({"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "<!channel>"}}]}, False),
    ],
)
def test_what_would_call_a_whole_channel_is_seen(said: Json, pings: bool) -> None:
    assert pings_a_channel(said) is pings


def cards(talk: Conversation) -> list[Json]:
    return [message for message in talk.posted(LENA, GARDEN) if says(message, "Goal #")]


def seeds_of(talk: Conversation, card: Json) -> dict[object, int]:
    reactions = talk.at(GARDEN, card["ts"])["reactions"]
    assert isinstance(reactions, list)
    return {one["name"]: len(one["users"]) for one in reactions}


async def until_unknown(talk: Conversation) -> None:
    """Wait until Cairn knows that it doesn't know what became of a post."""
    async with asyncio.timeout(10):
        while not await talk.demo.cairn.database.read_across(  # noqa: ASYNC110 - a database tells by being asked
            lambda session, _: session.scalar(select(SurfaceRow.id).where(SurfaceRow.state == State.UNKNOWN))
        ):
            await asyncio.sleep(0.02)


@asynccontextmanager
async def locked(database_url: str) -> AsyncIterator[None]:
    """Somebody else, a backup perhaps, holds what a proposal must write."""
    file = sqlite_file(database_url)
    if file is not None:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.close()
        return
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        await connection.execute("LOCK TABLE received, goal, fact")
        yield
