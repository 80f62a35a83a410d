"""Stand-ins at the sandbox's edges: an app that listens, a clock that is moved by hand, a manifest that declares a bit."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.clock import MovableClock
from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_object, parse_object
from bot.sandbox.parts import NextDue
from bot.sandbox.refusals import Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.stamps import Clock
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.workspace import Channel, FirstMessage, sample_workspace

SIGNING_SECRET = "shared-secret"
BOT_TOKEN = "xoxb-sandbox"
BASE_URL = "http://127.0.0.1:8400"
GENERAL, GARDEN, STEERING, ARCHIVE = "C0GENERAL1", "C0GARDEN01", "C0STEERING", "C0ARCHIVE1"
LENA, DIEGO, BOT = "U0LENA0001", "U0DIEGO001", "U0BOT00001"

ALL_SCOPES = [
    "bookmarks:read",
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:read",
    "mpim:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users.profile:read",
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
                "channel_archive",
                "channel_rename",
                "channel_unarchive",
                "dnd_updated_user",
                "group_archive",
                "group_rename",
                "member_joined_channel",
                "member_left_channel",
                "message.channels",
                "message.groups",
                "message.im",
                "reaction_added",
                "reaction_removed",
                "user_change",
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
    first_heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        self.heard.append(Heard(_decoded(request.headers["content-type"], body), dict(request.headers), body))
        self.first_heard.set()
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


def modal(
    more: Json | None = None, /, *, title: str = "A stone", blocks: Sequence[Json] = (), **others: object
) -> Json:
    """Return a modal with one required text input, unless it is given other blocks."""
    asked: Json = {
        "type": "input",
        "block_id": "what",
        "label": {"type": "plain_text", "text": "What"},
        "element": {"type": "plain_text_input", "action_id": "text"},
    }
    return {
        "type": "modal",
        "callback_id": "stones.lay",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Lay it"},
        "blocks": list(blocks) or [asked],
        **(more or {}),
        **others,
    }


def refusing(code: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal with just this code."""
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


class Listener:
    """Remembers what the state announced."""

    def __init__(self) -> None:
        self.events: list[Json] = []
        self.hints: list[tuple[Json, list[str]]] = []

    def happened(self, event: Json, place: Conversation | None) -> None:
        self.events.append(event)

    def changed(self, hint: Json, people: Collection[str]) -> None:
        self.hints.append((hint, sorted(people)))


@asynccontextmanager
async def sandbox_with(
    manifest: Json = MANIFEST,
    app: ListeningApp | None = None,
    clock: Clock | None = None,
    waits: Waits | None = None,
    next_due: NextDue | None = None,
) -> AsyncIterator[Sandbox]:
    """Run a sandbox with the sample workspace, an archived channel, and retries that do not wait."""
    seed = sample_workspace()
    archive = Channel(ARCHIVE, "archive", (LENA, BOT), is_archived=True)
    old = FirstMessage(ARCHIVE, LENA, "An old word", timedelta(days=900))
    sandbox = Sandbox(
        replace(seed, channels=(*seed.channels, archive), messages=(*seed.messages, old)),
        manifest,
        SIGNING_SECRET,
        BOT_TOKEN,
        "http://app.test/slack/events",
        clock=MovableClock(clock or HandMovedClock()),
        next_due=next_due,
        transport=httpx.ASGITransport(app or ListeningApp()),
        waits=waits or Waits(retries=(0.0, 0.0, 0.0)),
        base_url=BASE_URL,
    )
    try:
        yield sandbox
    finally:
        await sandbox.close()


class WebClient:
    """Calls the sandbox's Web API, as the app does unless told otherwise."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(sandbox.asgi), base_url=BASE_URL)

    async def __call__(
        self, method: str, given: Json | None = None, /, *, token: str = BOT_TOKEN, **arguments: object
    ) -> Json:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        response = await self.http.post(
            f"/api/{method}", json={**(given or {}), **arguments}, headers=headers
        )
        assert response.status_code == 200
        return parse_object(response.content)
