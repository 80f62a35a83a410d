"""A local Slack over real HTTP, in front of any number of Cairn's replicas, on a line that misbehaves as told."""

import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.delivery.values import Json
from bot.sandbox.clock import MovableClock
from bot.sandbox.installed.courier import Waits
from bot.sandbox.installed.signed_http import signature
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import WorkspaceSeed, sample_workspace
from bot.slack.manifest import manifest
from tests.sandbox.serving import free_socket, serving

SIGNING_SECRET, BOT_TOKEN = "0123456789abcdef", "xoxb-of-the-tests"
WORKSPACE, CAIRN = "T0SANDBOX1", "U0BOT00001"
PATH = "/slack/events"


class Trouble(Enum):
    """What may happen to one call of the Web API."""

    BUSY = "429, to be tried again after a second"
    BROKEN = "500, nothing done"
    DEAF = "the line goes dead before Slack hears anything"
    MUTE = "Slack does it, and the line goes dead before it says so"
    HELD = "Slack does it, and its answer never comes"


@dataclass
class Clock:
    """The time of both Slack and Cairn, which a test may move."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Line:
    """Stands between Cairn and the Web API of `slack`; `ahead` says what will happen to each method's next calls."""

    slack: ASGIApp
    ahead: defaultdict[str, list[Trouble]] = field(default_factory=lambda: defaultdict(list))
    met: list[tuple[str, Trouble]] = field(default_factory=list)

    def trouble(self, method: str, *ahead: Trouble) -> None:
        """The next calls of this method meet these troubles, one each."""
        self.ahead[method] += ahead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = str(scope.get("path", "")).removeprefix("/api/")
        if not self.ahead[method]:
            await self.slack(scope, receive, send)
            return
        trouble = self.ahead[method].pop(0)
        if trouble in {Trouble.MUTE, Trouble.HELD}:
            await self.slack(scope, receive, _unheard)
        self.met.append((method, trouble))
        await _RESULTS[trouble](send)


class Balancer(httpx.AsyncBaseTransport):
    """Takes what Slack sends to each replica in turn; `taken` counts what each of them answered."""

    def __init__(self) -> None:
        self.replicas: list[str] = []
        self.taken: Counter[str] = Counter()
        self._turn = 0
        self._http = httpx.AsyncHTTPTransport(
            verify=False
        )  # plain HTTP: reading certificates takes longer than the rest

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.replicas:
            raise httpx.ConnectError("no replica is up")
        self._turn += 1
        address = self.replicas[self._turn % len(self.replicas)]
        request.url = httpx.URL(address + PATH)
        answer = await self._http.handle_async_request(request)
        self.taken[address] += 1
        return answer

    async def aclose(self) -> None:
        await self._http.aclose()


@dataclass
class LocalSlack:
    """A workspace of six people that anybody's Cairn may serve."""

    sandbox: Sandbox
    address: str
    line: Line
    balancer: Balancer

    async def tell(self, event: Mapping[str, object], event_id: str) -> int:
        """Send an event as Slack does, signed, with this id; returns the status it was answered with."""
        envelope = {
            "type": "event_callback",
            "team_id": WORKSPACE,
            "event_id": event_id,
            "event": event,
            "authorizations": [{"team_id": WORKSPACE, "user_id": CAIRN, "is_bot": True}],
        }
        body, stamp = json.dumps(envelope).encode(), str(int(time.time()))
        headers = {
            "content-type": "application/json",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature(SIGNING_SECRET, stamp, body),
        }
        request = httpx.Request("POST", "http://cairn", content=body, headers=headers)
        return (await self.balancer.handle_async_request(request)).status_code

    def pings(self) -> list[Json]:
        """The calls so far whose words would notify a whole channel."""
        written = [call.arguments for call in self.sandbox.calls]
        answered = [json.loads(sent.body) for sent in self.sandbox.deliveries if sent.body.startswith("{")]
        return [said for said in (*written, *answered) if pings_a_channel(said)]


@asynccontextmanager
async def local_slack(
    *,
    clock: Callable[[], datetime] | None = None,
    waits: Waits | None = None,
    app_token: str = "",
    seed: WorkspaceSeed | None = None,
) -> AsyncIterator[LocalSlack]:
    """Serve a fresh workspace; nobody answers for Cairn yet.

    Args:
        app_token: with one, Cairn is to connect by itself (Socket Mode).
        seed: the workspace, if not the sample's six people.
    """
    balancer = Balancer()
    with free_socket() as (bound, address):
        sandbox = Sandbox(
            seed or sample_workspace(),
            manifest("socket" if app_token else "http"),
            SIGNING_SECRET,
            BOT_TOKEN,
            "http://cairn" + PATH,
            clock=MovableClock(clock or Clock()),
            transport=balancer,
            waits=waits,
            base_url=address,
            app_token=app_token,
        )
        line = Line(sandbox.asgi)
        async with serving(line, bound):
            yield LocalSlack(sandbox, address, line, balancer)


def pings_a_channel(said: object) -> bool:
    """Whether Slack would read a call for everybody in any text of this that it reads as its markup."""
    match said:
        case {"link_names": True} | {"parse": "full"}:
            return True
        case dict():
            is_plain = said.get("type") in {"plain_text", "raw_text"}
            return any(
                _calls_everybody(part) if name == "text" and not is_plain else pings_a_channel(part)
                for name, part in said.items()
            )
        case list():
            return any(map(pings_a_channel, said))
    return False


def _calls_everybody(text: object) -> bool:
    if not isinstance(text, str):
        return pings_a_channel(text)
    return any(f"<!{whom}" in text for whom in ("channel", "here", "everyone", "subteam"))


async def _unheard(_: Message) -> None:
    """Where an answer goes that nobody hears."""


async def _busy(send: Send) -> None:
    await send({"type": "http.response.start", "status": 429, "headers": [(b"retry-after", b"1")]})
    await send({"type": "http.response.body", "body": b'{"ok": false, "error": "ratelimited"}'})


async def _broken(send: Send) -> None:
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b"<html>oh no</html>"})


async def _dead(send: Send) -> None:
    """Promise an answer and hang up: what the server does when an app returns half-way."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})


async def _never(_: Send) -> None:
    await asyncio.Event().wait()


_RESULTS = {
    Trouble.BUSY: _busy,
    Trouble.BROKEN: _broken,
    Trouble.DEAF: _dead,
    Trouble.MUTE: _dead,
    Trouble.HELD: _never,
}
