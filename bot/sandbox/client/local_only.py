"""Keeps the sandbox to this machine: only its own host names, only its own page, nothing cached."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class LocalOnly:
    """Middleware that refuses foreign Host and Origin headers, which is how web pages reach into local servers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 to a foreign request, pass others on and mark the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._app if _is_own(scope) else JSONResponse({"error": "forbidden"}, 403)
        await answer(scope, receive, send_marked)


def _is_own(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    host, origin = headers.get("host", ""), headers.get("origin")
    return host in _own_hosts(scope) and (origin is None or origin == f"http://{host}")


def _own_hosts(scope: Scope) -> set[str]:
    _, port = scope["server"]
    return {f"{name}:{port}" for name in _LOOPBACK} | (set(_LOOPBACK) if port == 80 else set())  # noqa: PLR2004 -- the port a browser leaves out
