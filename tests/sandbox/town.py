"""Two workspaces of one local Slack, and what an app does to come into the second."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx

from bot.sandbox.client.teams import Team
from bot.sandbox.clock import MovableClock
from bot.sandbox.json_values import Json, as_object
from bot.sandbox.oauth import AppClient
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Person, WorkspaceSeed, sample_workspace
from tests.sandbox.stand_ins import (
    BASE_URL,
    BOT_TOKEN,
    MANIFEST,
    SIGNING_SECRET,
    HandMovedClock,
    ListeningApp,
    WebClient,
)

CLIENT = AppClient("111.222", "hush")
RETURN = "https://app.test/slack/oauth_redirect"
SECOND, PLAZA, JONAS, GUEST = "T0SECOND01", "C0PLAZA001", "U0JONAS001", "U0GUEST001"
SECOND_BOT = "U0BOT00002"
OTHER = WorkspaceSeed(
    SECOND,
    "Hilltop Choir",
    "hilltop",
    (
        Person(JONAS, "jonas", "Jonas Weber", "Europe/Berlin", "3f7d5b"),
        Person(GUEST, "gil", "Gil Amir", "Europe/Berlin", "8a5a2b", is_restricted=True),
    ),
    (Channel(PLAZA, "plaza", (JONAS, GUEST)),),
    bot_user_id=SECOND_BOT,
    bot_id="B0BOT00002",
)


def manifest() -> Json:
    oauth, settings = as_object(MANIFEST["oauth_config"]), as_object(MANIFEST["settings"])
    subscriptions = as_object(settings["event_subscriptions"])
    told = [*subscriptions["bot_events"], "app_uninstalled", "tokens_revoked"]  # type: ignore[misc]
    return {
        **MANIFEST,
        "oauth_config": {**oauth, "redirect_urls": ["https://app.test/slack", "http://127.0.0.1"]},
        "settings": {**settings, "event_subscriptions": {"bot_events": told}},
    }


@dataclass
class Town:
    """Two workspaces, the app in the first only."""

    sandbox: Sandbox
    second: Team
    app: ListeningApp
    clock: HandMovedClock
    call: WebClient

    async def question(self, **asked: str) -> httpx.Response:
        given = {"client_id": CLIENT.id, "scope": "chat:write,commands,channels:read", "state": "s1", **asked}
        return await self.call.http.get("/oauth/v2/authorize", params=given)

    async def code(self, answer: str = "allow", user: str = JONAS, **asked: str) -> httpx.Response:
        given = {
            "client_id": CLIENT.id,
            "scope": "chat:write,commands,channels:read,channels:join",
            "state": "s1",
            "team": SECOND,
            **asked,
        }
        return await self.call.http.post(
            "/oauth/v2/authorize", data={**given, "answer": answer, "user": user}
        )

    async def access(self, code: str, /, **given: str) -> Json:
        secret = {"client_id": CLIENT.id, "client_secret": CLIENT.secret, "code": code}
        return as_object((await self.call.http.post("/api/oauth.v2.access", data={**secret, **given})).json())

    async def installed(self, **asked: str) -> Json:
        return await self.access(sent_back(await self.code(**asked))["code"])


def sent_back(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 302
    return {
        name: values[0] for name, values in parse_qs(urlsplit(response.headers["location"]).query).items()
    }


@asynccontextmanager
async def two_workspaces(app: ListeningApp, clock: HandMovedClock) -> AsyncIterator[Town]:
    """Run them; the app is in the first only."""
    sandbox = Sandbox(
        sample_workspace(),
        manifest(),
        SIGNING_SECRET,
        BOT_TOKEN,
        "http://app.test/slack/events",
        clock=MovableClock(clock),
        transport=httpx.ASGITransport(app),
        base_url=BASE_URL,
        client=CLIENT,
    )
    call = WebClient(sandbox)
    yield Town(sandbox, sandbox.add_workspace(OTHER), app, clock, call)
    await call.http.aclose()
    await sandbox.close()
