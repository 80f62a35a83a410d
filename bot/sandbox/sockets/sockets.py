"""Where an app in Socket Mode connects: a door of its own for WebSockets, and the way to the app over them."""

import asyncio
import socket
from contextlib import suppress
from datetime import timedelta

from aiohttp import WSMsgType, web

from bot.sandbox.installed.errands import Answer, Errand, Retry
from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.sockets.connections import Connections, Wire
from bot.sandbox.sockets.envelopes import disconnect, envelope, hello
from bot.sandbox.stamps import Clock
from bot.sandbox.state.tickets import Tickets

HOST = "127.0.0.1"
LIFETIME, DEBUG_LIFETIME = timedelta(hours=5), timedelta(seconds=360)
WARNED_AHEAD = timedelta(seconds=10)
_PING_SECONDS = 15
_GRACE_SECONDS = 1.0  # in which the app may close a connection itself
_OK = 200


class Sockets:
    """Slack's side of Socket Mode, on a port of its own that is opened when the app first asks for a connection.

    app_id: whose connections these are. is_on: whether the app's manifest has Socket Mode on. clock: the machine's.
    lifetime: after which a connection is refreshed; `&debug_reconnects=true` in the address makes it six minutes.
    Its attribute `opened` counts the connections that ever came up.
    """

    def __init__(
        self, app_id: str, clock: Clock, *, is_on: bool = True, lifetime: timedelta = LIFETIME
    ) -> None:
        self._app_id = app_id
        self._is_on = is_on
        self._lifetime = lifetime
        self._tickets = Tickets(clock)
        self._connections = Connections()
        self.opened = 0
        self._port: int | None = None
        self._opening: asyncio.Task[web.AppRunner] | None = None

    def __len__(self) -> int:
        """How many connections there are."""
        return len(self._connections)

    def open_url(self) -> str:
        """Return an address that is good for one connection, as apps.connections.open gives it."""
        if self._port is None:
            self._port = self._listen()
        return f"ws://{HOST}:{self._port}/link/?ticket={self._tickets.issue()}&app_id={self._app_id}"

    async def carry(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        """Tell the app over one of its connections and return what it is acknowledged with."""
        try:
            return Answer(_OK, await self._connections.tell(envelope(errand, payload, retry)))
        except ConnectionError:
            return Answer(None, failure="connection_failed")

    async def refresh(self, *, warning: bool = False) -> None:
        """Ask the app to connect anew: by a warning only, or by one that ends the connections."""
        wires = self._connections.wires()
        ask = self._warn if warning else self._ask_to_go
        await asyncio.gather(*(ask(wire) for wire in wires))

    def cut(self) -> None:
        """Let every connection go dead without a word."""
        for wire in self._connections.wires():
            self._connections.remove(wire)
            wire.cut()

    async def close(self) -> None:
        """End every connection and shut the door."""
        for wire in self._connections.wires():
            self._connections.remove(wire)
            await wire.end()
        if self._opening is not None:
            await (await self._opening).cleanup()
            self._opening = self._port = None

    def _listen(self) -> int:
        listening = socket.socket(proto=socket.IPPROTO_TCP)  # else asyncio leaves Nagle on: 40 ms an answer
        listening.bind((HOST, 0))
        listening.listen()  # who connects before the door is served waits there
        self._opening = asyncio.get_running_loop().create_task(self._serve(listening))
        port: int = listening.getsockname()[1]
        return port

    async def _serve(self, listening: socket.socket) -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/link/", self._link)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        return runner

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        try:
            self._tickets.redeem(request.query.get("ticket", ""))
        except Refused as refused:
            raise web.HTTPForbidden(text=refused.code) from refused
        link = web.WebSocketResponse(heartbeat=_PING_SECONDS)
        await link.prepare(request)
        wire = _Link(link, request)
        refusal = self._refusal(wire)
        if refusal:
            await wire.send(disconnect(refusal))
            await wire.end()
            return link
        lifetime = DEBUG_LIFETIME if request.query.get("debug_reconnects") == "true" else self._lifetime
        ageing = asyncio.create_task(self._age(wire, lifetime))
        try:
            await wire.send(hello(self._app_id, len(self._connections), lifetime.total_seconds()))
            async for message in link:
                if message.type is WSMsgType.TEXT:
                    self._connections.heard(message.data)
        finally:
            ageing.cancel()
            self._connections.remove(wire)
            wire.gone.set()
        return link

    def _refusal(self, wire: Wire) -> str:
        if not self._is_on:
            return "link_disabled"
        if not self._connections.add(wire):
            return "too_many_websockets"
        self.opened += 1
        return ""

    async def _age(self, wire: Wire, lifetime: timedelta) -> None:
        await asyncio.sleep((lifetime - WARNED_AHEAD).total_seconds())
        await self._warn(wire)
        await asyncio.sleep(WARNED_AHEAD.total_seconds())
        await self._ask_to_go(wire)

    async def _warn(self, wire: Wire) -> None:
        with suppress(ConnectionError):
            await wire.send(disconnect("warning"))

    async def _ask_to_go(self, wire: Wire) -> None:
        self._connections.remove(wire)
        with suppress(ConnectionError):
            await wire.send(disconnect("refresh_requested"))
        await wire.end(patience=_GRACE_SECONDS)


class _Link:
    """A connection's far end on an aiohttp WebSocket."""

    def __init__(self, link: web.WebSocketResponse, request: web.Request) -> None:
        self._link = link
        self._request = request
        self.gone = asyncio.Event()

    async def send(self, message: Json) -> None:
        if self._link.closed:
            raise ConnectionError("the connection is closed")
        await self._link.send_json(message)

    async def end(self, patience: float = 0.0) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.gone.wait()
        await self._link.close()

    def cut(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()
