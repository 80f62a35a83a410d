"""Serves an ASGI app on a port of this machine for as long as a test needs it."""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def free_socket() -> Iterator[tuple[socket.socket, str]]:
    """Yield a socket bound to a free port, and the address it will have."""
    with socket.socket(proto=socket.IPPROTO_TCP) as bound:  # else asyncio leaves Nagle on: 40 ms an answer
        bound.bind(("127.0.0.1", 0))
        yield bound, f"http://127.0.0.1:{bound.getsockname()[1]}"


@asynccontextmanager
async def serving(app: ASGIApp, bound: socket.socket) -> AsyncIterator[None]:
    """Serve an app, lifespan included; not by uvicorn's own loop, which looks ten times a second whether to stop."""
    config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=1)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[bound])
    assert server.started
    try:
        yield
    finally:
        await server.shutdown(sockets=[bound])
