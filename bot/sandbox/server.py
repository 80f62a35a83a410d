"""The sandbox: a whole local Slack in one object, served as one ASGI app."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.controls import control_routes
from bot.sandbox.client.faults import fault_routes
from bot.sandbox.client.local_only import LocalOnly
from bot.sandbox.client.reads import READS
from bot.sandbox.client.record import record_routes
from bot.sandbox.client.routes import client_routes
from bot.sandbox.client.snapshots import snapshot_routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.controlling import Controlling
from bot.sandbox.faults import Faults
from bot.sandbox.installed.courier import Courier, Delivery, Waits
from bot.sandbox.installed.disorder import Disorder
from bot.sandbox.installed.faulty import Faulty
from bot.sandbox.installed.signed_http import SignedHttp
from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.parts import NextDue
from bot.sandbox.people.acting import Acting
from bot.sandbox.recording import CallRecord, Record
from bot.sandbox.refusals import Refused
from bot.sandbox.sockets.sockets import Sockets
from bot.sandbox.web_api.door import WebApi
from bot.sandbox.web_api.faulty import faulty
from bot.sandbox.web_api.files import file_routes
from bot.sandbox.web_api.grants import Grant, Grants, TokenKind
from bot.sandbox.wiring import wired
from bot.sandbox.witness import Witness
from bot.sandbox.workspace import WorkspaceSeed

_STATIC = Path(__file__).parent / "static"


class Sandbox(Acting, Controlling):
    """A local Slack with one workspace and one installed app; its methods are what people do in it.

    seed: who and what is there to begin with. manifest: the app's, which decides commands, events and scopes.
    signing_secret, bot_token: the app's credentials here. request_url: where the app takes deliveries.
    clock: the workspace's time. next_due: asks the app when it next has something due. transport: what carries deliveries (default: HTTP). waits: Slack's patience.
    base_url: where this sandbox is served, for response URLs. app_token: the app's own, for Socket Mode.
    rate_limits: whether Slack's tiers hold; `limit_rates` changes it.
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
    ) -> None:
        clock = clock or MovableClock()
        in_socket_mode = InstalledApp.from_manifest(manifest).in_socket_mode
        self.sockets = Sockets(seed.app_id, clock.machine, is_on=in_socket_mode)
        self.record, self.grants, self.faults = Record(), Grants(), Faults()
        witness = Witness(self.record, self.grants, clock)
        client = httpx.AsyncClient(transport=transport, trust_env=False)
        http = SignedHttp(client, request_url, signing_secret)
        carrier = witness.deliveries(Faulty(self.sockets if in_socket_mode else http, self.faults))
        courier = Courier(carrier, clock, waits or Waits(), Disorder(self.faults))
        super().__init__(
            wired(seed, manifest, courier, self.sockets, base_url, clock=clock, next_due=next_due)
        )
        self.grants.add(bot_token, Grant(self._parts))
        if app_token:
            self.grants.add(app_token, Grant(self._parts, TokenKind.APP))
        self._parts.rates.switch(on=rate_limits)
        web_api = witness.calls(faulty(WebApi(self.grants).answer, self.faults))
        self.asgi = Starlette(
            routes=[
                Route("/", _page),
                Mount("/static", StaticFiles(directory=_STATIC, check_dir=False)),
                Route("/api/{method}", web_api, methods=["GET", "POST"]),
                *file_routes(self._parts),
                Route("/response/{secret}", self._respond, methods=["POST"]),
                *client_routes(self._parts, self),
                *control_routes(self),
                *fault_routes(self.faults, self.sockets),
                *record_routes(self.record),
                *snapshot_routes(self),
            ],
            middleware=[Middleware(LocalOnly)],
            lifespan=self._lifespan,
        )

    @property
    def calls(self) -> list[CallRecord]:
        """Every Web API call that is still on record, the oldest first."""
        return self.record.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Every request to the app so far that was answered or given up, the oldest first."""
        return self._parts.courier.deliveries

    async def settled(self) -> None:
        """Wait until no event is on its way to the app any more."""
        await self._parts.courier.settled()

    def end_streams(self) -> None:
        """End the browsers' streams, which would otherwise hold up whoever stops serving; they begin anew by themselves."""
        self._parts.hints.close()

    async def close(self) -> None:
        """End the browsers' streams, give up deliveries and close connections; the ASGI lifespan does it too."""
        self.end_streams()
        await self._parts.courier.close()
        await self.sockets.close()

    def state(self, user: str) -> Json:
        """Return the workspace as this person's client shows it."""
        return self._read("state", user)

    def messages(self, user: str, channel: str, thread_ts: str | None = None) -> list[Json]:
        """Return what this person sees in a channel or a thread, oldest first, ephemerals included."""
        found = self._read("messages", user, channel=channel, thread_ts=thread_ts, limit=1000)["messages"]
        return found if isinstance(found, list) else []

    def views(self, user: str) -> list[Json]:
        """Return the modals this person has open, the root first."""
        found = self._read("views", user)["stack"]
        return found if isinstance(found, list) else []

    def home(self, user: str) -> Json | None:
        """Return this person's Home, None until the app has published one."""
        found = self._read("home", user)["view"]
        return found if isinstance(found, dict) else None

    def _read(self, what: str, user: str, **asked: object) -> Json:
        return READS[what](self._parts, user, Arguments(asked))

    async def _respond(self, request: Request) -> Response:
        try:
            address = self._parts.response_urls.use(request.path_params["secret"])
            self._parts.answers.respond(address, parse_object(await request.body()))
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        except Refused as refused:
            return JSONResponse({"ok": False, "error": refused.code, **refused.details}, 404)
        return PlainTextResponse("ok")

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        await self.close()


async def _page(_request: Request) -> Response:
    return FileResponse(_STATIC / "index.html")
