"""The Web API on a bad day: calls that take long, are put off, fail, or are cut off, as asked."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.faults import POSSIBLE, Edge, Fault, Faults, Kind

Endpoint = Callable[[Request], Awaitable[Response]]
SERVER_LOG = logging.getLogger("uvicorn.error")
_is_cut_off: ContextVar[bool] = ContextVar("is_cut_off", default=False)


class HungUp(Response):
    """An answer that is promised and never comes: the server closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- ASGI's
        """Send the beginning of an answer only."""
        _is_cut_off.set(True)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})


def faulty(answer: Endpoint, faults: Faults) -> Endpoint:
    """Return the endpoint of Web API calls with the faults that were asked for.

    Of an answer that was to be cut off the server's log says nothing: it is no trouble.
    """
    SERVER_LOG.addFilter(_is_trouble)

    async def upset(request: Request) -> Response:
        struck = faults.strike(Edge.CALL, request.path_params["method"], POSSIBLE[Edge.CALL])
        await asyncio.sleep(sum(fault.seconds for fault in struck if fault.kind is Kind.LATENCY))
        for fault in struck:
            if fault.kind in _INSTEAD:
                return _INSTEAD[fault.kind](fault)
        answered = await answer(request)
        return HungUp() if any(fault.kind is Kind.DROP_AFTER for fault in struck) else answered

    return upset


def _is_trouble(record: logging.LogRecord) -> bool:
    return not (_is_cut_off.get() and "without completing response" in record.msg)


def _ratelimited(fault: Fault) -> Response:
    body = {"ok": False, "error": "ratelimited"}
    return JSONResponse(body, 429, {"retry-after": str(max(1, round(fault.seconds)))})


_INSTEAD: dict[Kind, Callable[[Fault], Response]] = {
    Kind.RATELIMITED: _ratelimited,
    Kind.SERVER_ERROR: lambda _: Response("something went wrong", 500, media_type="text/plain"),
    Kind.DROP_BEFORE: lambda _: HungUp(),
}
