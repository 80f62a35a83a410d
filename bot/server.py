"""`cairn serve`: one process for a real Slack workspace."""

import asyncio
import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.app import Cairn
from bot.db.migrate import head_revision, migrate, revision_of
from bot.errors import Fault
from bot.settings import Settings

GARBAGE = 20_000  # new objects between two looks for unreachable ones; a vote makes some hundreds
STOP_SECONDS = 20  # what is in flight may take a Web API call's time-out twice


class Server(uvicorn.Server):
    """Ends when told to by SIGTERM or Ctrl-C, and leaves it to its caller to end what runs beside it.

    uvicorn's own raises the signal anew once it has stopped, which ends the process there and then.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


async def run_server(settings: Settings, *, socket: bool) -> None:
    """Serve until told to stop.

    Args:
        settings: what the operator set.
        socket: connect to Slack by itself; health is served all the same.

    Raises:
        Fault: a setting is missing, Slack refuses the token, or the database can't be used.
    """
    missing = missing_settings(settings, socket=socket)
    if missing:
        raise Fault(f"set {' and '.join(missing)} (see README, “Connect a workspace”)")
    if settings.auto_migrate:
        migrate(settings.database_url)
    elif (revision := revision_of(settings.database_url)) != head_revision():
        raise Fault(
            f"the database is at revision {revision or 'none'}, not {head_revision()}: run `cairn migrate` first"
        )
    cairn = Cairn(settings, socket=socket)
    async with cairn.running():
        rest_the_collector()
        await serving(cairn, settings.host, settings.port).serve()


def rest_the_collector() -> None:
    """What is loaded by now lives as long as the process, and looking through it anew slows every request down."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 50)


def missing_settings(settings: Settings, *, socket: bool) -> list[str]:
    """Names of the settings that must not be empty."""
    needed = {"CAIRN_SLACK_BOT_TOKEN": settings.slack_bot_token}
    if socket:
        needed["CAIRN_SLACK_APP_TOKEN"] = settings.slack_app_token
    else:
        needed["CAIRN_SLACK_SIGNING_SECRET"] = settings.slack_signing_secret
    return [name for name, value in needed.items() if not value.get_secret_value()]


def serving(cairn: Cairn, host: str, port: int) -> Server:
    """The web server of a Cairn that runs already."""
    config = uvicorn.Config(
        cairn.asgi,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return Server(config)
