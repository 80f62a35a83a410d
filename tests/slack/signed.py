"""A Bolt app behind its guard, spoken to as Slack does: signed, over ASGI, with Web API calls recorded."""

import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.db.database import Database
from bot.delivery.values import Json
from bot.slack.bolt import make_bolt
from bot.slack.doors import Doors
from bot.slack.guard import Guard
from bot.web.asgi import make_asgi

SECRET = "s3cret"
USER, BOT, WORKSPACE = "U0LENA", "U0BOT", "T1"


@dataclass
class Slack:
    """Slack's side: what it sends, and the calls it got (method, arguments)."""

    http: httpx.AsyncClient
    address: str
    calls: list[tuple[str, Json]] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)

    async def post(self, body: str, content_type: str, **headers: str) -> httpx.Response:
        stamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
            "Content-Type": content_type,
        }
        return await self.http.post("/slack/events", content=body, headers=signed | headers)

    async def form(self, **fields: str) -> httpx.Response:
        return await self.post(urlencode(fields), "application/x-www-form-urlencoded")

    async def command(self, command: str, text: str = "") -> httpx.Response:
        return await self.form(
            command=command,
            text=text,
            team_id=WORKSPACE,
            user_id=USER,
            channel_id="C1",
            trigger_id="1.2",
            response_url=f"{self.address}/response",
        )

    async def payload(self, **fields: object) -> httpx.Response:
        whole = {
            "team": {"id": WORKSPACE},
            "user": {"id": USER, "team_id": WORKSPACE},
            "trigger_id": "1.2",
            **fields,
        }
        return await self.form(payload=json.dumps(whole))

    async def press(self, action_id: str, value: str = "", **more: object) -> httpx.Response:
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
        return await self.payload(type="block_actions", actions=[action], **more)

    async def press_in_channel(self, action_id: str, value: str = "") -> httpx.Response:
        container = {"type": "message", "channel_id": "C1", "message_ts": "1.000002"}
        return await self.press(
            action_id, value, container=container, response_url=f"{self.address}/response"
        )

    async def submit(
        self,
        callback_id: str,
        *,
        view_id: str = "V1",
        view_hash: str = "h1",
        values: Json | None = None,
        blocks: Sequence[Mapping[str, object]] = (),
    ) -> httpx.Response:
        view = {
            "id": view_id,
            "type": "modal",
            "hash": view_hash,
            "callback_id": callback_id,
            "title": {"type": "plain_text", "text": "A form"},
            "submit": {"type": "plain_text", "text": "Save"},
            "blocks": list(blocks),
            "state": {"values": values or {}},
            "private_metadata": "carried",
            "team_id": WORKSPACE,
        }
        return await self.payload(type="view_submission", view=view)

    async def event(self, event: Mapping[str, object], event_id: str = "Ev1") -> httpx.Response:
        envelope = {
            "type": "event_callback",
            "team_id": WORKSPACE,
            "event_id": event_id,
            "event": event,
            "authorizations": [{"team_id": WORKSPACE, "user_id": BOT, "is_bot": True}],
        }
        return await self.post(json.dumps(envelope), "application/json")


@asynccontextmanager
async def slack_with(doors: Doors, database: Database) -> AsyncIterator[Slack]:
    """Serve the doors to a Slack that records what it is asked."""
    recorded: list[tuple[str, Json]] = []
    refusals: dict[str, str] = {}

    async def answer(request: web.Request) -> web.Response:
        is_json = request.content_type == "application/json"
        arguments = await request.json() if is_json else dict(await request.post())
        method = request.path.rsplit("/", 1)[-1]
        recorded.append((method, arguments))
        if method in refusals:
            return web.json_response({"ok": False, "error": refusals[method]})
        return web.json_response({"ok": True})

    api = web.Application()
    api.router.add_route("POST", "/{path:.*}", answer)
    async with TestServer(api) as server, ClientSession() as session:
        address = str(server.make_url("")).rstrip("/")
        client = AsyncWebClient(base_url=f"{address}/api/", session=session, retry_handlers=[])
        bolt = make_bolt(doors, database, _authorize, client)

        async def well() -> None:
            return None

        app = make_asgi(Guard(SECRET, bolt.async_dispatch).answer, well)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://cairn") as http:
            yield Slack(http, address, recorded, refusals)


async def _authorize(team_id: str | None) -> AuthorizeResult:
    if team_id != WORKSPACE:
        return None  # type: ignore[return-value]  # Bolt reads None as "not installed", whatever its types say
    return AuthorizeResult(
        enterprise_id=None, team_id=team_id, bot_token="xoxb-1", bot_id="B1", bot_user_id=BOT
    )
