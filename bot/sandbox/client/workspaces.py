"""What holds in each workspace: `/control/workspaces` lists them, `/control/uninstall` takes the app out of one,
`/control/rates` tells and says whether Slack's rate tiers hold there.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.errors import refusal_response
from bot.sandbox.client.teams import Team, Teams
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.oauth import OAuth
from bot.sandbox.refusals import Refused


def workspace_routes(oauth: OAuth, teams: Teams) -> list[Route]:
    """Return the routes; `team` names a workspace, the first one is meant when none is named."""

    async def show(_request: Request) -> Response:
        return JSONResponse({"workspaces": [_described(team) for team in teams]})

    async def uninstall(request: Request) -> Response:
        try:
            oauth.uninstall(teams.of(await _asked(request)).parts)
        except Refused as refused:
            return refusal_response(refused)
        return JSONResponse({"ok": True})

    async def rates(request: Request) -> Response:
        try:
            asked = await _asked(request)
            team = teams.of(asked)
        except Refused as refused:
            return refusal_response(refused)
        if "on" in asked:
            team.limit_rates(on=Arguments(asked).flag("on"))
        return JSONResponse({"on": team.parts.rates.on})

    return [
        Route("/control/workspaces", show, methods=["GET"]),
        Route("/control/uninstall", uninstall, methods=["POST"]),
        Route("/control/rates", rates, methods=["GET", "POST"]),
    ]


async def _asked(request: Request) -> Json:
    asked: Json = dict(request.query_params)
    if request.method == "GET":
        return {name: value for name, value in asked.items() if name == "team"}
    try:
        return asked | parse_object(await request.body() or b"{}")
    except ValueError:
        raise Refused("invalid_arguments") from None


def _described(team: Team) -> Json:
    directory, app = team.parts.directory, team.parts.app
    return {
        "id": directory.team_id,
        "name": directory.team_name,
        "domain": directory.domain,
        "is_installed": app.is_installed,
        "scopes": sorted(app.scopes),
    }
