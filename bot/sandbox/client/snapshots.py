"""A whole workspace as a file: `GET /client/snapshot` gives it, `POST /client/restore` takes it; `team` names which."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.client.errors import refusal_response
from bot.sandbox.client.teams import Teams
from bot.sandbox.refusals import Refused


def snapshot_routes(teams: Teams) -> list[Route]:
    """Return the two routes."""

    async def give(request: Request) -> Response:
        try:
            team = teams.of(dict(request.query_params))
        except Refused as refused:
            return refusal_response(refused)
        headers = {"content-disposition": f'attachment; filename="{team.team_id}.slack.json"'}
        return Response(team.snapshot(), media_type="application/json", headers=headers)

    async def take(request: Request) -> Response:
        try:
            teams.of(dict(request.query_params)).restore(await request.body())
        except Refused as refused:
            return refusal_response(refused)
        return JSONResponse({"ok": True})

    return [
        Route("/client/snapshot", give, methods=["GET"]),
        Route("/client/restore", take, methods=["POST"]),
    ]
