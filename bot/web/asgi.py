"""The ASGI app: Slack's endpoint, and what load balancers ask."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

SLACK = "/slack/events"
SlackEndpoint = Callable[[Request], Awaitable[Response]]


def make_asgi(slack: SlackEndpoint, what_is_missing: Callable[[], Awaitable[str | None]]) -> ASGIApp:
    """Compose the routes.

    Slack's requests are let in before them: there may be hundreds a second, and the framework's layers cost a
    tenth of a vote.

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
        Route(SLACK, slack, methods=["POST"]),
        Route("/healthz", alive),
        Route("/readyz", ready),
    ]
    others = Starlette(routes=routes)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == SLACK and scope["method"] == "POST":
            answer = await slack(Request(scope, receive))
            await answer(scope, receive, send)
        else:
            await others(scope, receive, send)

    return app
