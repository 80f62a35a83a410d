"""The sandbox on a real port: Slack's own client unmodified, a Bolt app, and a browser's event stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.routing import Route

from bot.sandbox.json_values import as_object, as_text
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import BOT, BOT_TOKEN, GENERAL, LENA, MANIFEST, SIGNING_SECRET, modal


@dataclass(frozen=True)
class Live:
    """A sandbox on a port, with a Bolt app installed on another."""

    sandbox: Sandbox
    address: str
    bolt: AsyncApp
    client: AsyncWebClient


@pytest.fixture
async def live() -> AsyncIterator[Live]:
    with free_socket() as (sandbox_socket, address), free_socket() as (app_socket, app_address):
        client = AsyncWebClient(BOT_TOKEN, base_url=f"{address}/api/", retry_handlers=[])
        bolt = AsyncApp(
            client=client, signing_secret=SIGNING_SECRET, authorize=_authorize, process_before_response=True
        )
        request_url = f"{app_address}/slack/events"
        sandbox = Sandbox(
            sample_workspace(), MANIFEST, SIGNING_SECRET, BOT_TOKEN, request_url, base_url=address
        )
        app = Starlette(
            routes=[Route("/slack/events", AsyncSlackRequestHandler(bolt).handle, methods=["POST"])]
        )
        async with serving(app, app_socket), serving(sandbox.asgi, sandbox_socket):
            yield Live(sandbox, address, bolt, client)


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T0SANDBOX1", bot_token=BOT_TOKEN, bot_id="B0BOT00001", bot_user_id=BOT
    )


async def test_slacks_own_client_posts_reads_back_and_reacts(live: Live) -> None:
    client = live.client
    await client.conversations_join(channel=GENERAL)
    metadata = {"event_type": "stone", "event_payload": {"surface": "7"}}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "A *flat* one", "verbatim": True}}
    posted = await client.chat_postMessage(
        channel=GENERAL, text="A flat one", blocks=[section], metadata=metadata
    )
    ts = as_text(posted["ts"])
    await client.reactions_add(channel=GENERAL, timestamp=ts, name="fire")
    await client.pins_add(channel=GENERAL, timestamp=ts)
    await client.chat_update(channel=GENERAL, ts=ts, text="A round one")
    read = await client.conversations_history(
        channel=GENERAL, include_all_metadata=True, oldest=ts, inclusive=True
    )
    (message,) = read["messages"]
    assert (message["text"], message["metadata"], message["reactions"][0]["users"]) == (
        "A round one",
        metadata,
        [BOT],
    )
    dm = await client.conversations_open(users=[LENA])
    assert (await client.chat_postMessage(channel=dm["channel"]["id"], text="Hello"))["ok"] is True
    assert (await client.users_info(user=LENA))["user"]["tz"] == "Europe/Amsterdam"


async def test_slacks_own_client_raises_what_slack_refuses(live: Live) -> None:
    with pytest.raises(SlackApiError) as refused:
        await live.client.chat_postMessage(channel=GENERAL, text="Hello")
    assert refused.value.response["error"] == "not_in_channel"


async def test_a_bolt_app_opens_a_modal_and_refuses_then_takes_its_submission(live: Live) -> None:
    @live.bolt.command("/stone")
    async def lay(ack: AsyncAck, body: dict[str, str], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal())
        await ack("Opened")

    @live.bolt.view("stones.lay")
    async def take(ack: AsyncAck, view: dict[str, object]) -> None:
        values = as_object(as_object(view["state"])["values"])
        entered = as_object(as_object(values["what"])["text"])["value"]
        if entered == "No":
            await ack(response_action="errors", errors={"what": "Say more"})
        else:
            await ack()

    await live.sandbox.run_command(LENA, GENERAL, "/stone")
    assert live.sandbox.messages(LENA, GENERAL)[-1]["text"] == "Opened"
    view_id = as_text(live.sandbox.views(LENA)[0]["id"])
    refused = await live.sandbox.submit(LENA, view_id, {"what": {"text": {"value": "No"}}})
    assert (refused.outcome, refused.errors) == ("errors", {"what": "Say more"})
    taken = await live.sandbox.submit(LENA, view_id, {"what": {"text": {"value": "A flat one"}}})
    assert taken.outcome == "closed"


async def test_a_bolt_app_hears_peoples_reactions(live: Live) -> None:
    heard: list[str] = []

    @live.bolt.event("reaction_added")
    async def on_reaction(event: dict[str, str]) -> None:
        heard.append(event["reaction"])

    @live.bolt.event("member_joined_channel")
    async def on_join() -> None: ...

    await live.client.conversations_join(channel=GENERAL)
    posted = await live.client.chat_postMessage(channel=GENERAL, text="Hello")
    await live.sandbox.react(LENA, GENERAL, as_text(posted["ts"]), "fire")
    await live.sandbox.settled()
    assert heard == ["fire"]
    assert [delivery.accepted for delivery in live.sandbox.deliveries][-1] is True


async def test_a_browser_is_told_what_changed_until_the_sandbox_closes(live: Live) -> None:
    async with httpx.AsyncClient(base_url=live.address) as http:
        async with asyncio.timeout(10), http.stream("GET", f"/client/events?as={LENA}") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.aiter_lines()
            await live.sandbox.say(LENA, GENERAL, "Hello")
            hint = [await anext(lines) for _ in range(2)]
            await live.sandbox.close()
            rest = [line async for line in lines if line]
        assert hint[0] == "event: changed"
        assert json.loads(hint[1].removeprefix("data: ")) == {"what": "messages", "channel": GENERAL}
        assert rest == []


async def test_the_page_and_its_parts_are_served(live: Live) -> None:
    async with httpx.AsyncClient(base_url=live.address) as http:
        page = await http.get("/")
        assert page.headers["content-type"].startswith("text/html")
        assert (await http.get("/static/index.html")).text == page.text
