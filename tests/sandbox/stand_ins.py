"""Stand-ins at the sandbox's edges: an app that listens, a clock that is moved by hand, a manifest that declares a bit."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.json_values import Json, as_object, parse_object
from bot.sandbox.server import Sandbox

SIGNING_SECRET = "shared-secret"
BOT_TOKEN = "xoxb-sandbox"
BASE_URL = "http://127.0.0.1:8400"

ALL_SCOPES = [
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "app_mentions:read",
]
MANIFEST: Json = {
    "display_information": {"name": "Pebble"},
    "features": {
        "bot_user": {"display_name": "Pebble"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/stone", "description": "Lay a stone", "usage_hint": "lay | count"},
            {"command": "/ask", "description": "Ask someone", "should_escape": True},
        ],
        "shortcuts": [
            {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keep it"},
            {"name": "New stone", "type": "global", "callback_id": "new", "description": "Lay one"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ALL_SCOPES}},
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "member_left_channel",
                "message.channels",
                "reaction_added",
                "reaction_removed",
            ]
        },
        "interactivity": {"is_enabled": True},
    },
}


class HandMovedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Heard:
    """One request that the app heard."""

    payload: Json
    headers: Mapping[str, str]
    body: bytes


@dataclass
class ListeningApp:
    """An app that remembers what it hears and answers what it was told to, 200 and nothing by default."""

    answers: list[tuple[int, object]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        self.heard.append(Heard(_decoded(request.headers["content-type"], body), dict(request.headers), body))
        await asyncio.sleep(self.pause)
        status, said = self.answers.pop(0) if self.answers else (200, "")
        text = said if isinstance(said, str) else json.dumps(said)
        await Response(text, status, self.headers)(scope, receive, send)

    def will_answer(self, *bodies: object, status: int = 200) -> None:
        """Answer the next requests with these bodies."""
        self.answers.extend((status, body) for body in bodies)

    @property
    def last(self) -> Json:
        """The payload heard last."""
        return self.heard[-1].payload

    def events(self, kind: str) -> list[Json]:
        """The inner events of one type, in the order they were heard."""
        inner = [as_object(each.payload.get("event")) for each in self.heard]
        return [event for event in inner if event.get("type") == kind]


def _decoded(content_type: str, body: bytes) -> Json:
    if content_type == "application/json":
        return parse_object(body)
    fields: Json = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return parse_object(str(fields["payload"])) if "payload" in fields else fields


class WebClient:
    """Calls the sandbox's Web API, as the app does unless told otherwise."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(sandbox.asgi), base_url=BASE_URL)

    async def __call__(self, method: str, /, *, token: str = BOT_TOKEN, **arguments: object) -> Json:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        response = await self.http.post(f"/api/{method}", json=arguments, headers=headers)
        assert response.status_code == 200
        return parse_object(response.content)
