"""Serves an ASGI app on a port of this machine for as long as a test needs it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

LOOKS = 500  # a second, for what is still being answered


@contextmanager
def free_socket() -> Iterator[tuple[socket.socket, str]]:
    """Yield a socket bound to a free port, and the address it will have."""
    with socket.socket(proto=socket.IPPROTO_TCP) as bound:  # else asyncio leaves Nagle on: 40 ms an answer
        bound.bind(("127.0.0.1", 0))
        yield bound, f"http://127.0.0.1:{bound.getsockname()[1]}"


@asynccontextmanager
async def serving(app: ASGIApp, bound: socket.socket) -> AsyncIterator[None]:
    """Serve an app, lifespan included; not by uvicorn's own loop, which looks ten times a second whether to stop."""
    config = uvicorn.Config(app, log_level="error", lifespan="on")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[bound])
    assert server.started
    try:
        yield
    finally:
        await _end(server)


async def _end(server: uvicorn.Server) -> None:
    """Close it as its own `shutdown` does, which sleeps a tenth of a second however little there is to wait for."""
    for one in server.servers:
        one.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    for _ in range(LOOKS):
        if not (server.server_state.connections or server.server_state.tasks):
            break
        await asyncio.sleep(0.002)
    for task in server.server_state.tasks:
        task.cancel()
    await server.lifespan.shutdown()
