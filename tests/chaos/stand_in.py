"""A stand-in of Slack's Web API on a local port: latency, faults, and a memory that outlives killed workers."""

import asyncio
import json
import math
import os
import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web

from tests.chaos.slack_limits import SlackLimits

BOT = "B1"
PAGE = 15  # small, so that reading back must turn pages


class Fault(StrEnum):
    """What can go wrong with a call, named for when it does."""

    RATE_LIMITED = "rate limited"
    DROP_BEFORE = "connection dropped before the effect"
    DROP_AFTER = "connection dropped after the effect"
    ERROR_AFTER = "status 500 after the effect"
    KILL_BEFORE = "the worker dies before the effect"
    KILL_AFTER = "the worker dies after the effect"


BEFORE = {Fault.RATE_LIMITED, Fault.DROP_BEFORE, Fault.KILL_BEFORE}
POSTS = frozenset({"chat.postMessage"})
USUAL = {Fault.RATE_LIMITED: 0.01, Fault.DROP_AFTER: 0.02, Fault.DROP_BEFORE: 0.01, Fault.ERROR_AFTER: 0.01}


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it arrived; `worker` is the process that made it."""

    method: str
    workspace: str
    channel: str
    at: float
    worker: int = 0


@dataclass(slots=True)
class StandIn:
    """What was posted, and how it misbehaves.

    Args:
        seed: of the random faults and latencies.
        latency: shortest and longest answer time, seconds.
        faults: how likely each is.
        faulty: the methods that it happens to.
        history_lag: seconds until a message can be read back.
        next_fault: one fault to order, for the next post.
        block_seconds: how long a 429 holds.
        limits: Slack's rate limits, when they are to be kept.
        called_while_blocked: calls that came in spite of a 429, as seconds since it.
    """

    seed: int = 0
    latency: tuple[float, float] = (0.0, 0.0)
    faults: Mapping[Fault, float] = field(default_factory=dict)
    faulty: Collection[str] = POSTS
    history_lag: float = 0.0
    next_fault: Fault | None = None
    block_seconds: int = 1
    limits: SlackLimits | None = None
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[str, str], list[dict[str, object]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    blocked: dict[tuple[str, str], float] = field(default_factory=dict)
    called_while_blocked: list[float] = field(default_factory=list)
    ever_posted: Counter[str] = field(default_factory=Counter)
    _random: random.Random = field(default_factory=random.Random)
    _last_ts: float = 0.0

    def copies(self) -> Counter[str]:
        """How many messages each surface has."""
        every = (message for channel in self.messages.values() for message in channel)
        return Counter(str(message["surface"]) for message in every)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["StandIn"]:
        """Answer on a free local port."""
        self._random.seed(self.seed)
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/api/"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        workspace = request.headers["Authorization"].removeprefix("Bearer ")
        asked = (
            dict(await request.json()) if request.content_type == "application/json" else {**request.query}
        )
        worker = int(request.headers.get("X-Worker", 0))
        call = Call(method, workspace, str(asked.get("channel", "")), time.monotonic(), worker)
        self.calls.append(call)
        if (wait := self._blocked_for(workspace, method)) > 0:
            self.called_while_blocked.append(self.block_seconds - wait)
            return _rate_limited(wait)
        if self.limits and (wait := self.limits.wait(method, workspace, call.channel, call.at)) > 0:
            return _rate_limited(wait)
        if self.latency[1]:
            await asyncio.sleep(self._random.uniform(*self.latency))
        fault = self._choose(method)
        if fault is Fault.RATE_LIMITED:
            self.blocked[workspace, method] = time.monotonic() + self.block_seconds
            return _rate_limited(self.block_seconds)
        answer = {} if fault in BEFORE else self._apply(method, workspace, asked)
        return web.json_response({"ok": True, **answer}) if fault is None else _misbehave(fault, request)

    def _choose(self, method: str) -> Fault | None:
        if method not in self.faulty:
            return None
        if self.next_fault is not None:
            fault, self.next_fault = self.next_fault, None
            return fault
        dice = self._random.random()
        for fault, chance in self.faults.items():
            if (dice := dice - chance) < 0:
                return fault
        return None

    def _blocked_for(self, workspace: str, method: str) -> float:
        return self.blocked.get((workspace, method), 0.0) - time.monotonic()

    def _apply(self, method: str, workspace: str, asked: Mapping[str, object]) -> dict[str, object]:
        channel = str(asked.get("channel", ""))
        there = self.messages[workspace, channel]
        if method == "chat.postMessage":
            return self._post(there, asked)
        if method == "chat.delete":
            there[:] = [message for message in there if message["ts"] != asked["ts"]]
        if method == "conversations.open":
            return {"channel": {"id": f"D{asked['users']}"}}
        if method == "conversations.history":
            return self._history(there, asked)
        return {}

    def _post(self, there: list[dict[str, object]], asked: Mapping[str, object]) -> dict[str, object]:
        metadata = asked["metadata"]
        assert isinstance(metadata, dict)
        self._last_ts = max(time.time(), self._last_ts + 0.000002)
        message = {
            "ts": f"{self._last_ts:.6f}",
            "bot_id": BOT,
            "metadata": metadata,
            "surface": metadata["event_payload"]["surface"],
        }
        there.append(message)
        self.ever_posted[str(message["surface"])] += 1
        return {"ts": message["ts"], "channel": asked["channel"]}

    def _history(self, there: list[dict[str, object]], asked: Mapping[str, object]) -> dict[str, object]:
        start = int(str(asked.get("cursor") or 0))
        oldest, newest = float(str(asked["oldest"])), time.time() - self.history_lag
        seen = [message for message in reversed(there) if oldest <= float(str(message["ts"])) <= newest]
        more = str(start + PAGE) if start + PAGE < len(seen) else ""
        page = json.loads(json.dumps(seen[start : start + PAGE]))
        return {"messages": page, "response_metadata": {"next_cursor": more}}


def _misbehave(fault: Fault, request: web.Request) -> web.Response:
    """Break off, for the reason ordered, whether or not the call had its effect."""
    if fault in (Fault.KILL_BEFORE, Fault.KILL_AFTER):
        os.kill(int(request.headers["X-Worker"]), signal.SIGKILL)
    elif fault is not Fault.ERROR_AFTER and request.transport is not None:
        request.transport.abort()
    return web.Response(status=500, text="oops")


def _rate_limited(wait: float) -> web.Response:
    headers = {"Retry-After": str(math.ceil(wait))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
