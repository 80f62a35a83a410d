"""Which workspaces there are, and taking the app out of one: `/control/workspaces` and `/control/uninstall`."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.client.errors import refusal_response
from bot.sandbox.client.teams import Team, Teams
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.oauth import OAuth
from bot.sandbox.refusals import Refused


def workspace_routes(oauth: OAuth, teams: Teams) -> list[Route]:
    """Return the two routes; `team` names a workspace, the first one is meant when none is named."""

    async def show(_request: Request) -> Response:
        return JSONResponse({"workspaces": [_described(team) for team in teams]})

    async def uninstall(request: Request) -> Response:
        try:
            oauth.uninstall(teams.of(parse_object(await request.body() or b"{}")).parts)
        except ValueError:
            return refusal_response(Refused("invalid_arguments"))
        except Refused as refused:
            return refusal_response(refused)
        return JSONResponse({"ok": True})

    return [
        Route("/control/workspaces", show, methods=["GET"]),
        Route("/control/uninstall", uninstall, methods=["POST"]),
    ]


def _described(team: Team) -> Json:
    directory, app = team.parts.directory, team.parts.app
    return {
        "id": directory.team_id,
        "name": directory.team_name,
        "domain": directory.domain,
        "is_installed": app.is_installed,
        "scopes": sorted(app.scopes),
    }
