"""`cairn demo`: a local Slack with Cairn installed in it, in one process."""

import asyncio
import signal
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_hex

import uvicorn
from pydantic import SecretStr
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from bot.app import SLACK_PACE, Cairn
from bot.db.database import utc_now
from bot.db.migrate import migrate
from bot.delivery.pacing import Pace
from bot.errors import Fault
from bot.features.cadences.service.due import next_due_of
from bot.features.cadences.values import Kind
from bot.features.checkins.service.ledger import next_prompt_at
from bot.features.commitments.repository import next_due as next_commitment
from bot.features.cycles.service import next_change
from bot.features.inputs.repository.across import next_close as next_closing_round
from bot.features.retrospectives.repository.across import next_step
from bot.features.together.repository import next_reading
from bot.features.voting.service import next_close
from bot.sandbox.clock import MovableClock
from bot.sandbox.keeping import Keeper
from bot.sandbox.parts import Due
from bot.sandbox.refusals import Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace, with_visitors
from bot.settings import Settings
from bot.slack.manifest import manifest

HOST = "127.0.0.1"
WELCOME = """
Cairn is ready: open {address} in a browser.

  1. In a channel, type  /cairn start    what the team is here for, and who is in
  2. then                /goal propose   try "Ship 5 features" and see what the coach says
  3. Switch people with "Act as", vote by emoji, press Claim, run /decision log.
  4. Press the clock at the top to skip to what comes next, and answer as each of them.

Everything stays on this machine. Stop with Ctrl-C.
"""


@dataclass(frozen=True, slots=True)
class Demo:
    """A local Slack and the Cairn in it, both running."""

    address: str
    sandbox: Sandbox
    cairn: Cairn


async def run_demo(port: int, keep: Path | None) -> None:
    """Serve until interrupted or told to end.

    Args:
        port: where the browser finds the local Slack, on 127.0.0.1 only.
        keep: a database file to go on with, the local Slack in another beside it; otherwise each run starts anew.

    Raises:
        Fault: the port is taken, or what was kept of the local Slack can't be read.
    """
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    with _database(keep) as url:
        async with running_demo(url, port, keep=keep and slack_file(keep)) as demo:
            print(WELCOME.format(address=demo.address), flush=True)  # noqa: T201 - this is what the person reads
            await stopped.wait()


@asynccontextmanager
async def running_demo(
    database_url: str,
    port: int = 0,
    *,
    pace: Pace = SLACK_PACE,
    clock: Callable[[], datetime] = utc_now,
    keep: Path | None = None,
) -> AsyncIterator[Demo]:
    """Both servers, on loopback; port 0 takes any free one.

    Args:
        clock: the machine's; the workspace's own, which people move forward, serves both sides.
        keep: the file in which the local Slack is kept, and gone on with when it exists.
    """
    migrate(database_url)
    page, door = _listen(port), _listen(0)
    address, events = (f"http://{HOST}:{one.getsockname()[1]}" for one in (page, door))
    settings = Settings(
        database_url=database_url,
        slack_api_url=f"{address}/api/",
        slack_bot_token=SecretStr(f"xoxb-demo-{token_hex(8)}"),
        slack_signing_secret=SecretStr(token_hex(16)),
    )
    time = MovableClock(clock)
    cairn = Cairn(settings, clock=time, pace=pace)
    sandbox = _local_slack(address, f"{events}/slack/events", settings, cairn, time)
    async with AsyncExitStack() as stack:
        if keep is not None:
            await stack.enter_async_context(_kept(sandbox, keep))
        await stack.enter_async_context(_served(sandbox.asgi, page, sandbox.end_streams))
        await stack.enter_async_context(cairn.running())
        time.tell(cairn.tick.hurry)
        await stack.enter_async_context(_served(cairn.asgi, door))
        yield Demo(address, sandbox, cairn)


def _local_slack(
    address: str, request_url: str, settings: Settings, cairn: Cairn, clock: MovableClock
) -> Sandbox:
    return Sandbox(
        with_visitors(sample_workspace()),
        manifest("http"),
        settings.slack_signing_secret.get_secret_value(),
        settings.slack_bot_token.get_secret_value(),
        request_url,
        clock=clock,
        next_due=partial(cairn.database.read_across, next_due),
        base_url=address,
        rate_limits=True,
    )


def next_due(session: Session, _: datetime) -> Due | None:
    """What Cairn does next by itself that people see."""
    planned = {
        "a cycle goes on": next_change(session),
        "a vote ends": next_close(session),
        "an input round closes": next_closing_round(session),
        "a check-in is asked for": next_prompt_at(session),
        "numbers are read together": next_reading(session),
        "a look back begins": next_due_of(session, Kind.RETRO),
        "a look back goes on": next_step(session),
        "a commitment is counted, or asked once more": next_commitment(session),
    }
    coming = (Due(at, what) for what, at in planned.items() if at is not None)
    return min(coming, key=lambda due: due.at, default=None)


@asynccontextmanager
async def _kept(sandbox: Sandbox, file: Path) -> AsyncIterator[None]:
    keeper = Keeper(sandbox, file)
    try:
        keeper.go_on()
    except (Refused, OSError) as problem:
        raise Fault(
            f"the local Slack kept in {file} can't be read ({problem}); move it away to begin anew"
        ) from problem
    try:
        async with keeper.keeping():
            yield
    finally:
        _write(keeper, file)


def _write(keeper: Keeper, file: Path) -> None:
    try:
        keeper.write()
    except (OSError, ValueError) as problem:
        raise Fault(f"the local Slack could not be kept in {file}: {problem}") from problem


def slack_file(database: Path) -> Path:
    """Return the file that keeps the local Slack of a kept database; a new database begins with a new one."""
    file = database.with_name(database.name + ".slack.json")
    if not database.exists():
        file.unlink(missing_ok=True)
    return file


class _Server(uvicorn.Server):
    """Leaves signals to asyncio.run, which ends both servers in order.

    Args:
        end_streams: ends the answers that would go on for ever; called as the door is shut, so that none begins anew.
    """

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end_streams()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def _served(
    app: ASGIApp, listening: socket.socket, end_streams: Callable[[], None] = lambda: None
) -> AsyncIterator[None]:
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    server = _Server(config, end_streams)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn offers a flag, not an event
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def _listen(port: int) -> socket.socket:
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # else asyncio leaves Nagle on: 40 ms an answer
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        raise Fault(
            f"port {port} is taken by another program; choose another one with --port {port + 1}"
        ) from error
    return listening


@contextmanager
def _database(keep: Path | None) -> Iterator[str]:
    if keep is not None:
        yield f"sqlite:///{keep.absolute()}"
        return
    with tempfile.TemporaryDirectory(prefix="cairn-demo-") as folder:
        yield f"sqlite:///{folder}/cairn.db"
