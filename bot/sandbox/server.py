"""The sandbox: a whole local Slack in one object, served as one ASGI app."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.client.controls import control_routes
from bot.sandbox.client.faults import fault_routes
from bot.sandbox.client.local_only import LocalOnly
from bot.sandbox.client.oauth_page import oauth_routes
from bot.sandbox.client.record import record_routes
from bot.sandbox.client.routes import client_routes
from bot.sandbox.client.snapshots import snapshot_routes
from bot.sandbox.client.teams import Team, Teams
from bot.sandbox.client.workspaces import workspace_routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.faults import Faults
from bot.sandbox.installed.courier import Courier, Delivery, Waits
from bot.sandbox.installed.disorder import Disorder
from bot.sandbox.installed.faulty import Faulty
from bot.sandbox.installed.signed_http import SignedHttp
from bot.sandbox.json_values import parse_object
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.oauth import AppClient, OAuth, new_client
from bot.sandbox.parts import NextDue, Parts
from bot.sandbox.recording import CallRecord, Record
from bot.sandbox.refusals import Refused
from bot.sandbox.sockets.sockets import Sockets
from bot.sandbox.web_api.door import WebApi
from bot.sandbox.web_api.faulty import faulty
from bot.sandbox.web_api.files import file_routes
from bot.sandbox.web_api.grants import Grant, Grants, TokenKind
from bot.sandbox.wiring import Wiring
from bot.sandbox.witness import Witness
from bot.sandbox.workspace import WorkspaceSeed

_STATIC = Path(__file__).parent / "static"


class Sandbox(Team):
    """A local Slack with one app; it is its own first workspace, whose people its methods speak for.

    seed: who and what is there to begin with. manifest: the app's, which decides commands, events and scopes.
    signing_secret, bot_token: the app's credentials here. request_url: where the app takes deliveries.
    clock: the workspace's time. next_due: asks the app when it next has something due. transport: what carries deliveries (default: HTTP). waits: Slack's patience.
    base_url: where this sandbox is served, for response URLs. app_token: the app's own, for Socket Mode.
    rate_limits: whether Slack's tiers hold; `limit_rates` changes it. client: the app's credentials for OAuth.
    """

    def __init__(
        self,
        seed: WorkspaceSeed,
        manifest: Mapping[str, object],
        signing_secret: str,
        bot_token: str,
        request_url: str,
        *,
        clock: MovableClock | None = None,
        next_due: NextDue | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        waits: Waits | None = None,
        base_url: str = "http://127.0.0.1:8400",
        app_token: str = "",
        rate_limits: bool = False,
        client: AppClient | None = None,
    ) -> None:
        clock = clock or MovableClock()
        declared = InstalledApp.from_manifest(manifest)
        self.sockets = Sockets(seed.app_id, clock.machine, is_on=declared.in_socket_mode)
        self.record, self.grants, self.faults = Record(), Grants(), Faults()
        witness = Witness(self.record, self.grants, clock)
        http_client = httpx.AsyncClient(transport=transport, trust_env=False)
        http = SignedHttp(http_client, request_url, signing_secret)
        carrier = witness.deliveries(Faulty(self.sockets if declared.in_socket_mode else http, self.faults))
        courier = Courier(carrier, clock, waits or Waits(), Disorder(self.faults))
        self._wiring = Wiring(manifest, courier, self.sockets, base_url, clock, next_due)
        super().__init__(self._wiring.parts(seed))
        self.teams = Teams()
        self.teams.add(self)
        self.oauth = OAuth(declared, client or new_client(), self.grants, clock.machine)
        if seed.has_app:
            self.oauth.install(self._parts, bot_token, declared.scopes)
        if app_token:
            self.grants.add(app_token, Grant(self._parts, TokenKind.APP))
        self._parts.rates.switch(on=rate_limits)
        self.asgi = Starlette(
            routes=self._routes(witness), middleware=[Middleware(LocalOnly)], lifespan=self._lifespan
        )

    def _routes(self, witness: Witness) -> list[BaseRoute]:
        web_api = WebApi(self.grants, {"oauth.v2.access": self.oauth.access}).answer
        answered = witness.responses(self._respond, self._team_of)
        return [
            Route("/", _page),
            Mount("/static", StaticFiles(directory=_STATIC, check_dir=False)),
            Route("/api/{method}", witness.calls(faulty(web_api, self.faults)), methods=["GET", "POST"]),
            Route("/response/{secret}", answered, methods=["POST"]),
            *file_routes(lambda: (team.parts for team in self.teams)),
            *client_routes(self.teams),
            *control_routes(self),
            *fault_routes(self.faults, self.sockets),
            *record_routes(self.record),
            *snapshot_routes(self.teams),
            *oauth_routes(self.oauth, self.teams),
            *workspace_routes(self.oauth, self.teams),
        ]

    @property
    def calls(self) -> list[CallRecord]:
        """Every Web API call that is still on record, the oldest first."""
        return self.record.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """The latest requests to the app that were answered or given up, the oldest first."""
        return self._parts.courier.deliveries

    async def settled(self) -> None:
        """Wait until no event is on its way to the app any more."""
        await self._parts.courier.settled()

    def add_workspace(self, seed: WorkspaceSeed) -> Team:
        """Serve one more workspace, which the app comes into by OAuth; all live by one clock. Raises ValueError for a taken id."""
        team = Team(self._wiring.parts(replace(seed, has_app=False)))
        self.teams.add(team)
        return team

    def end_streams(self) -> None:
        """End the browsers' streams, which would otherwise hold up whoever stops serving; they begin anew by themselves."""
        for team in self.teams:
            team.parts.hints.close()

    async def close(self) -> None:
        """End the browsers' streams, give up deliveries and close connections; the ASGI lifespan does it too."""
        self.end_streams()
        await self._parts.courier.close()
        await self.sockets.close()

    async def _respond(self, request: Request) -> Response:
        secret = request.path_params["secret"]
        parts = self._issuer(secret) or self._parts
        try:
            payload = parse_object(await request.body())
            parts.answers.respond(parts.response_urls.use(secret), payload)
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        except Refused as refused:
            return JSONResponse({"ok": False, "error": refused.code, **refused.details}, 404)
        return PlainTextResponse("ok")

    def _issuer(self, secret: str) -> Parts | None:
        return next((team.parts for team in self.teams if team.parts.response_urls.knows(secret)), None)

    def _team_of(self, secret: str) -> str:
        issuer = self._issuer(secret)
        return issuer.directory.team_id if issuer else ""

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        await self.close()


async def _page(_request: Request) -> Response:
    return FileResponse(_STATIC / "index.html")
