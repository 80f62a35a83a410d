"""A whole workspace as a file: `GET /client/snapshot` gives it, `POST /client/restore` takes it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.client.errors import refusal_response
from bot.sandbox.controlling import Controlling
from bot.sandbox.refusals import Refused


def snapshot_routes(controlling: Controlling) -> list[Route]:
    """Return the two routes."""

    async def give(_request: Request) -> Response:
        headers = {"content-disposition": 'attachment; filename="workspace.slack.json"'}
        return Response(controlling.snapshot(), media_type="application/json", headers=headers)

    async def take(request: Request) -> Response:
        try:
            controlling.restore(await request.body())
        except Refused as refused:
            return refusal_response(refused)
        return JSONResponse({"ok": True})

    return [
        Route("/client/snapshot", give, methods=["GET"]),
        Route("/client/restore", take, methods=["POST"]),
    ]
