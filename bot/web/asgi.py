"""The ASGI app: Slack's endpoint, and what load balancers ask."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SlackEndpoint = Callable[[Request], Awaitable[Response]]


def make_asgi(slack: SlackEndpoint, what_is_missing: Callable[[], Awaitable[str | None]]) -> Starlette:
    """Compose the routes.

    Args:
        slack: takes POST /slack/events.
        what_is_missing: None when the app can serve, else why not, in a few words.
    """

    async def alive(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        missing = await what_is_missing()
        return JSONResponse({"status": missing or "ok"}, status_code=503 if missing else 200)

    routes = [
        Route("/slack/events", slack, methods=["POST"]),
        Route("/healthz", alive),
        Route("/readyz", ready),
    ]
    return Starlette(routes=routes)
