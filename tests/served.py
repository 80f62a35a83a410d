"""`cairn serve` as an operator runs it: a process of its own, with its settings in the environment."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.database import Database
from bot.delivery.models import SurfaceRow
from tests.slack.signed import SECRET

PATIENCE = 60  # seconds until a test gives up
TOKEN = "xoxb-served"


@dataclass(frozen=True, slots=True)
class Served:
    """One running process.

    Args:
        http: a client of its address.
        ready_after: seconds from its start until it could serve.
    """

    process: Process
    http: httpx.AsyncClient
    port: int
    ready_after: float

    async def stop(self) -> int:
        """Ask it to end as an operator does; returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    @property
    def resident_megabytes(self) -> float:
        """Its memory."""
        asked = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) / 1024


@asynccontextmanager
async def served(database_url: str, api_url: str, *arguments: str, **settings: str) -> AsyncIterator[Served]:
    """Start `cairn serve` and wait until it is ready; whatever it is doing at the end, it is killed.

    Args:
        api_url: the Web API that it calls.
        arguments: of `cairn serve`.
        settings: more of them, by their names in the environment.
    """
    port = free_port()
    environment = {
        "CAIRN_DATABASE_URL": database_url,
        "CAIRN_SLACK_API_URL": api_url,
        "CAIRN_SLACK_BOT_TOKEN": TOKEN,
        "CAIRN_SLACK_SIGNING_SECRET": SECRET,
        "CAIRN_PORT": str(port),
        "CAIRN_LOG_LEVEL": "WARNING",
        **settings,
    }
    command = (sys.executable, "-m", "bot", "serve", *arguments)
    async with (
        _running(command, environment) as process,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False) as http,
    ):
        begun = time.perf_counter()
        await _until_ready(process, http)
        yield Served(process, http, port, time.perf_counter() - begun)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def all_shown(url: str) -> None:
    """Wait until Slack shows all that is on record."""

    def behind(session: Session, _: datetime) -> int:
        stale = SurfaceRow.shown_version < SurfaceRow.wanted_version
        return len(session.scalars(select(SurfaceRow.id).where(stale)).all())

    database = Database(url)
    async with asyncio.timeout(PATIENCE):
        while await database.read_across(behind):  # noqa: ASYNC110 - another process delivers
            await asyncio.sleep(0.05)
    await database.close()


@asynccontextmanager
async def _running(command: tuple[str, ...], environment: dict[str, str]) -> AsyncIterator[Process]:
    """Started in a folder of its own, because settings are also read from a file in the current one."""
    repository = str(Path(__file__).parent.parent)
    with TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env={**os.environ, "PYTHONPATH": repository, **environment}
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _until_ready(process: Process, http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(PATIENCE):
        while process.returncode is None:
            try:
                answer = await http.get("/readyz")
            except httpx.TransportError:
                await asyncio.sleep(0.01)
                continue
            if answer.status_code == httpx.codes.OK:
                return
    raise AssertionError(f"it ended by itself with exit code {process.returncode}")
