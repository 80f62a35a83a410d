"""The composition root: settings → database → features → Slack → clock → web, each handed what it needs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from bot.clock.tick import Tick
from bot.db import inbox
from bot.db.database import Database, utc_now
from bot.db.engines import Engines
from bot.db.transaction import Transaction
from bot.delivery.delivery import Delivery
from bot.delivery.pacing import Pace
from bot.delivery.surfaces import write_surfaces
from bot.features.attention import wiring as attention
from bot.features.cadences import wiring as cadences
from bot.features.checkins.wiring import room as checkins
from bot.features.commitments import wiring as commitments
from bot.features.cycles import wiring as cycles
from bot.features.dashboard import wiring as dashboard
from bot.features.decisions import wiring as decisions
from bot.features.goals import wiring as goals
from bot.features.indicators import wiring as indicators
from bot.features.inputs import wiring as inputs
from bot.features.ownership import wiring as ownership
from bot.features.parts import Parts
from bot.features.planning.wiring import room as planning
from bot.features.priorities import wiring as priorities
from bot.features.retrospectives import wiring as retrospectives
from bot.features.sources import wiring as sources
from bot.features.teams import wiring as teams
from bot.features.thresholds import wiring as thresholds
from bot.features.together import wiring as together
from bot.features.voting import wiring as voting
from bot.features.workspaces import service as installs
from bot.features.workspaces import wiring as workspaces
from bot.outside.fetch import Fetcher
from bot.outside.vault import Vault
from bot.settings import Settings
from bot.slack.authorize import Authorize
from bot.slack.bolt import make_bolt
from bot.slack.connections import Connections
from bot.slack.directory import Directory
from bot.slack.gateway import WebApiGateway, lease_trace
from bot.slack.guard import Guard
from bot.web.asgi import make_asgi

FEATURES = (
    workspaces,
    attention,
    teams,
    cadences,
    cycles,
    voting,
    goals,
    inputs,
    ownership,
    planning,
    indicators,
    sources,
    commitments,
    priorities,
    decisions,
    thresholds,
    together,
    checkins,
    retrospectives,
    dashboard,
)
SLACK_PACE = Pace()
log = structlog.get_logger(__name__)


def register_features(parts: Parts) -> Parts:
    """Put the one reactions router in front of reactions, and let every room register, lowest first."""
    for kind in ("reaction_added", "reaction_removed"):
        parts.doors.event(kind, parts.reactions.on_reaction)
    for feature in FEATURES:
        feature.register(parts)
    return parts


class Cairn:
    """One process of Cairn.

    Args:
        settings: what the operator set.
        clock: where every `tx.now` comes from.
        socket: connect to Slack by itself (Socket Mode) instead of waiting for its requests.
        pace: the rate limits that delivery keeps to.
        engines: what reaches the database, where somebody keeps it for several of these in turn.

    Attributes:
        asgi: the web app; it answers while `running`.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        socket: bool = False,
        pace: Pace = SLACK_PACE,
        engines: Engines | None = None,
    ) -> None:
        self._settings = settings
        self._socket = socket
        self._guard: Guard | None = None  # with Socket Mode nothing is taken over HTTP
        self._is_connected = False
        self._socket_handler: AsyncSocketModeHandler | None = None
        self.database = Database(settings.database_url, clock=clock, engines=engines)
        token = settings.slack_bot_token.get_secret_value()
        self.connections = Connections(settings.slack_api_url, token, traces=(lease_trace(),))
        self.parts = register_features(self._parts())
        self.delivery = Delivery(
            self.database, WebApiGateway(self.connections), self.parts.renderers, pace=pace
        )
        self.database.before_commit = (self.parts.subscriptions.run, installs.record_activity, write_surfaces)
        self.database.after_commit = (self._wake_delivery,)
        self.asgi: ASGIApp = make_asgi(self._on_slack, self._what_is_missing)
        self._register_jobs()
        self.tick = Tick(self.parts.jobs)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Cairn"]:
        """Everything beside the requests: ready on entering, ended and closed on leaving."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            await stack.enter_async_context(self.connections.open())
            bolt = await self._arrive()
            if self._socket:
                await self._connect_socket(bolt, stack)
            else:
                secret = self._settings.slack_signing_secret.get_secret_value()
                self._guard = Guard(secret, bolt.async_dispatch)
            delivering = asyncio.create_task(self.delivery.run(), name="delivery")
            stack.push_async_callback(self._stop_delivering, delivering)
            self.tick.start()
            stack.callback(self.tick.stop)
            self._is_connected = True
            log.info("ready", socket=self._socket)
            yield self

    def _parts(self) -> Parts:
        return Parts(
            self.database,
            Directory(self.connections.client_of),
            fetcher=Fetcher(self._settings.hosts),
            vault=Vault(self._settings.keys),
        )

    async def _arrive(self) -> AsyncApp:
        """Learn who we are, keep it, and open the doors."""
        install, name = await self.connections.identify()
        edge = self.database.edge(install.workspace)
        await edge.commit(installs.install, name=name, bot_user=install.bot_user, bot_id=install.bot_id)
        authorize = Authorize(self.connections.install_of)
        return make_bolt(self.parts.doors, self.database, authorize, self.connections.anonymous())

    async def _connect_socket(self, bolt: AsyncApp, stack: AsyncExitStack) -> None:
        token = self._settings.slack_app_token.get_secret_value()
        handler = AsyncSocketModeHandler(bolt, token, web_client=self.connections.client())
        self._socket_handler = handler
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt left it untyped
        stack.push_async_callback(handler.close_async)

    async def _stop_delivering(self, delivering: "asyncio.Task[None]") -> None:
        await self.delivery.stop()
        await delivering

    def _register_jobs(self) -> None:
        jobs = self.parts.jobs
        jobs.every(timedelta(seconds=5), "delivery.recover", self.delivery.recover)
        jobs.every(timedelta(seconds=60), "delivery.verify", self.delivery.verify)
        open_ahead = partial(self.delivery.open_ahead, self.parts.announces)
        jobs.every(timedelta(seconds=15), "delivery.open_ahead", open_ahead)
        jobs.every(timedelta(minutes=10), "inbox.forget", self._forget_old_payloads)

    async def _forget_old_payloads(self) -> None:
        while await self.database.write_across(inbox.forget_old):
            pass

    def _wake_delivery(self, tx: Transaction) -> None:
        if tx.shown or tx.touched:
            self.delivery.wake()

    async def _on_slack(self, request: Request) -> Response:
        return await self._guard.answer(request) if self._guard else Response(status_code=503)

    async def _what_is_missing(self) -> str | None:
        if not self._is_connected:
            return "not connected to Slack yet"
        if self._socket_handler is not None and not await self._socket_handler.client.is_connected():
            return "the connection to Slack is lost; trying again"
        try:
            await self.database.read_across(_ping)
        except SQLAlchemyError:
            return "the database does not answer"
        return None


def _ping(session: Session, _: datetime) -> None:
    session.execute(text("SELECT 1"))
