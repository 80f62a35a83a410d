"""Processes of Cairn that are killed at the worst moment, and several that serve one workspace together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot.db.database import Database
from bot.delivery.values import Json, State
from bot.sandbox.refusals import AppFailed
from tests.conversation import AMARA, ANANYA, DIEGO, GARDEN, LENA, YUSUF, Conversation, let_quarantine_pass
from tests.local_slack import BOT_TOKEN, SIGNING_SECRET, Clock, LocalSlack, Trouble, local_slack
from tests.served import Served, served
from tests.shown import says

TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"


async def test_killed_right_after_the_form_closed_or_in_the_middle_of_posting_the_card_is_there_once(
    database_url: str,
) -> None:
    async with local_slack() as slack:
        talk = Conversation(slack, Clock())
        async with replica(slack, database_url) as first:
            await talk.start_team()
            slack.line.trouble("chat.postMessage", Trouble.HELD)
            await talk.run(DIEGO, GARDEN, "/goal propose")
            assert await talk.submit(DIEGO, title=TITLE, beneficiary="neighbours") == "closed"
            await talk.eventually(lambda: cards(talk))  # Slack has it, and Cairn is waiting to hear so
            await talk.run(YUSUF, GARDEN, "/goal propose Half as many beds stand empty in May")
            assert await talk.submit(YUSUF, beneficiary="gardeners") == "closed"
            await kill(first)

        with pytest.raises(AppFailed):
            await talk.run(LENA, GARDEN, "/goal list")
        database = Database(database_url)
        await let_quarantine_pass(database, State.SENDING)
        await database.close()
        async with replica(slack, database_url):
            card = await talk.with_scale(GARDEN, await talk.card(GARDEN, TITLE))
            await talk.card(GARDEN, "Half as many beds")
            again = await talk.submitted_again()
            assert again["response_action"] == "update"
            await talk.react(AMARA, GARDEN, card, "fire")
            await talk.card(GARDEN, "1 of 5 heard")
            assert says(await talk.run(LENA, GARDEN, "/goal list"), "*2 goals in this team*")
            assert len(cards(talk)) == 2
        assert slack.pings() == []


@pytest.mark.parametrize("database_kind", ["postgres"])
async def test_two_replicas_started_together_on_an_empty_postgresql_serve_one_workspace(
    empty_database_url: str,
) -> None:
    async with local_slack() as slack, AsyncExitStack() as stack:
        talk = Conversation(slack, Clock())
        both = [stack.enter_async_context(replica(slack, empty_database_url)) for _ in range(2)]
        await asyncio.gather(*both)
        card = await talk.start_team_with_goal(DIEGO)
        everybody = (LENA, YUSUF, DIEGO, AMARA, ANANYA)
        await asyncio.gather(*(talk.sandbox.react(user, GARDEN, str(card["ts"]), "+1") for user in everybody))
        assert says(await talk.card(GARDEN, "5 of 5 heard"), "*Priority 1*")
        assert len(slack.balancer.taken) == 2
        assert min(slack.balancer.taken.values()) >= 3
        assert {one.status for one in slack.sandbox.deliveries} == {200}
        assert len(cards(talk)) == 1
        assert len(talk.posted(LENA, GARDEN)) == 2


def cards(talk: Conversation) -> list[Json]:
    return [message for message in talk.posted(LENA, GARDEN) if says(message, "Goal #")]


async def kill(served: Served) -> None:
    """As the machine does when memory runs out: no goodbye."""
    served.process.kill()
    await served.process.wait()


@asynccontextmanager
async def replica(slack: LocalSlack, database_url: str) -> AsyncIterator[Served]:
    """`cairn serve` for this workspace, behind its balancer."""
    settings = {"CAIRN_SLACK_BOT_TOKEN": BOT_TOKEN, "CAIRN_SLACK_SIGNING_SECRET": SIGNING_SECRET}
    async with served(database_url, f"{slack.address}/api/", **settings) as process:
        address = f"http://127.0.0.1:{process.port}"
        slack.balancer.replicas.append(address)
        try:
            yield process
        finally:
            slack.balancer.replicas.remove(address)
