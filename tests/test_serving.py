"""`cairn serve` as a process: it comes up, answers Slack either way, shares a database, and ends in order."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import SignatureVerifier

from bot.delivery.values import Json
from tests.bench.electorate import ANSWER, settle_in
from tests.bench.load import rush, signed
from tests.served import PATIENCE, Served, all_shown, served
from tests.slack.signed import SECRET, USER, WORKSPACE
from tests.slices import long

FORM = "application/x-www-form-urlencoded"
COMMAND: Mapping[str, str] = {
    "team_id": WORKSPACE,
    "user_id": USER,
    "channel_id": "C1",
    "channel_name": "garden",
    "trigger_id": "1.2",
}


@dataclass
class Slack:
    """A Slack that agrees to everything, and to which a Cairn in Socket Mode connects.

    Attributes:
        asked: the Web API methods that were called.
        held: calls of these methods wait until `release` is set.
        links: connections as they come.
        heard: what came over any of them.
    """

    url: str = ""
    asked: list[str] = field(default_factory=list)
    held: frozenset[str] = frozenset()
    release: asyncio.Event = field(default_factory=asyncio.Event)
    links: "asyncio.Queue[web.WebSocketResponse]" = field(default_factory=asyncio.Queue)
    heard: "asyncio.Queue[Json]" = field(default_factory=asyncio.Queue)

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked.append(method)
        if method in self.held:
            await self.release.wait()
        link = str(request.url.origin().with_scheme("ws") / "link")
        return web.json_response({**ANSWER, "url": link})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.links.put_nowait(socket)
        async for message in socket:
            self.heard.put_nowait(json.loads(message.data))
        return socket

    async def called(self, method: str) -> None:
        """Wait for a call."""
        async with asyncio.timeout(PATIENCE):
            while method not in self.asked:  # noqa: ASYNC110 - another process calls
                await asyncio.sleep(0.01)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    standing_in = Slack()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", standing_in.answer)
    app.router.add_get("/link", standing_in.link)
    async with TestServer(app) as server:
        standing_in.url = str(server.make_url("/api/"))
        yield standing_in


@pytest.fixture
def new_file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cairn.db'}"


async def post(cairn: Served, body: str, content_type: str) -> httpx.Response:
    """As Slack sends it, signed."""
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""
    headers = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
        "Content-Type": content_type,
    }
    return await cairn.http.post("/slack/events", content=body, headers=headers)


async def test_it_comes_up_on_an_empty_file_answers_slacks_question_and_ends_in_order(
    slack: Slack, new_file: str
) -> None:
    async with served(new_file, slack.url) as cairn:
        question = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"})
        answer = await post(cairn, question, "application/json")
        assert answer.status_code == 200
        assert "3eZbrw1a" in answer.text
        assert (await cairn.http.get("/healthz")).status_code == 200
        assert await cairn.stop() == 0


async def test_told_to_end_it_finishes_what_it_began(slack: Slack, new_file: str) -> None:
    slack.held = frozenset({"views.open"})
    async with served(new_file, slack.url) as cairn:
        command = urlencode({**COMMAND, "command": "/cairn", "text": "start"})
        asking = asyncio.create_task(post(cairn, command, FORM))
        await slack.called("views.open")
        ending = asyncio.create_task(cairn.stop())
        await refused(cairn)
        assert not asking.done()
        slack.release.set()
        assert (await asking).status_code == 200
        assert await ending == 0


async def refused(cairn: Served) -> None:
    """Wait until it takes nothing new."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", cairn.port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.01)


@long
async def test_two_that_start_at_the_same_moment_on_an_empty_database_both_come_up(
    slack: Slack, empty_database_url: str
) -> None:
    async def one() -> int:
        async with served(empty_database_url, slack.url) as cairn:
            return await cairn.stop()

    first, second = await asyncio.gather(one(), one())
    assert (first, second) == (0, 0)


async def test_in_socket_mode_it_answers_over_the_link_and_comes_back_when_slack_asks_it_to(
    slack: Slack, new_file: str
) -> None:
    settings = {"CAIRN_SLACK_APP_TOKEN": "xapp-1", "CAIRN_SLACK_SIGNING_SECRET": ""}
    async with served(new_file, slack.url, "--socket", **settings) as cairn, asyncio.timeout(PATIENCE):
        link = await slack.links.get()
        assert "Cairn" in str(await answer_over(slack, link, "E1"))
        await link.send_json({"type": "disconnect", "reason": "refresh_requested"})
        again = await slack.links.get()
        assert "Cairn" in str(await answer_over(slack, again, "E2"))
        assert (await cairn.http.post("/slack/events", content="{}")).status_code == 503
        assert await cairn.stop() == 0


async def answer_over(slack: Slack, link: web.WebSocketResponse, envelope: str) -> Json:
    """What `/cairn help` is acknowledged with."""
    payload = {**COMMAND, "command": "/cairn", "text": "help"}
    await link.send_json(
        {
            "type": "slash_commands",
            "envelope_id": envelope,
            "accepts_response_payload": True,
            "payload": payload,
        }
    )
    heard = await slack.heard.get()
    assert heard["envelope_id"] == envelope
    answer = heard["payload"]
    assert isinstance(answer, dict)
    return answer


async def test_a_burst_of_a_hundred_votes_is_a_few_calls_to_slack(slack: Slack, new_file: str) -> None:
    electorate = await settle_in(new_file, people=101, cards=1)
    slack.held = frozenset({"chat.update"})  # so that the burst is over before the second update may begin
    async with served(new_file, slack.url) as cairn:
        await rush(cairn.port, [signed(vote) for vote in electorate.votes()])
        slack.release.set()
        await all_shown(new_file)
        assert await cairn.stop() == 0
    calls = [method for method in slack.asked if method != "auth.test"]
    assert 1 <= len(calls) <= 10, calls
