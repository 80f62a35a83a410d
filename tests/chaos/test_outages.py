"""A database that goes away or is held by another, and a process that stands still, while people are asked."""

import asyncio
import signal
import sqlite3
import time
from asyncio.subprocess import Process
from contextlib import closing
from pathlib import Path

import pytest

from bot.db.engines import sqlite_file
from tests.chaos.crew import PATIENCE
from tests.chaos.prompters import ZONES, Prompters, prompters
from tests.chaos.test_prompts import assert_each_was_asked_once, live, slack
from tests.chaos.worker import TIMING
from tests.postgres import PostgresServer

on_postgres = pytest.mark.parametrize("database_kind", ["postgres"])
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])
LOCKED = 10.0  # seconds


async def restart_amid(crew: Prompters, server: PostgresServer, times: int) -> None:
    """Restart the server again and again, each time in the middle of the calls that it caused."""
    for _ in range(times):
        await crew.until_calls(len(crew.slack.calls) + crew.chance.randint(5, 15))
        await asyncio.to_thread(server.restart)


@pytest.mark.chaos
@on_postgres
async def test_a_restart_of_the_server(database_url: str, postgres: PostgresServer, tmp_path: Path) -> None:
    async with prompters(database_url, tmp_path, slack(5), people=24, zones=ZONES[:1]) as crew:
        restarting = asyncio.create_task(restart_amid(crew, postgres, 1))
        await live(crew, days=1)
        await restarting
        await assert_each_was_asked_once(crew)


@pytest.mark.chaos
@on_postgres
@pytest.mark.parametrize("seed", [1, 2])
async def test_many_restarts_and_kills(
    database_url: str, postgres: PostgresServer, tmp_path: Path, seed: int
) -> None:
    async with prompters(database_url, tmp_path, slack(seed), people=80) as crew:
        restarting = asyncio.create_task(restart_amid(crew, postgres, 20))
        await live(crew, days=3, kills=1)
        assert restarting.done()
        await assert_each_was_asked_once(crew)


@pytest.mark.chaos
@on_sqlite
async def test_another_program_holds_the_file(database_url: str, tmp_path: Path) -> None:
    """Nobody can write for ten seconds, long past every lease."""
    file = sqlite_file(database_url)
    assert file is not None
    async with prompters(database_url, tmp_path, slack(1), people=80) as crew:
        holding = asyncio.create_task(hold_amid(crew, file))
        await live(crew, days=2, kills=1)
        await holding
        await assert_each_was_asked_once(crew)


async def hold_amid(crew: Prompters, file: Path) -> None:
    await crew.until_calls(40)
    await asyncio.to_thread(hold, file)


def hold(file: Path) -> None:
    """Be a program that begins to write and takes its time."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED)
        other.execute("ROLLBACK")


@pytest.mark.chaos
async def test_a_process_frozen_past_its_lease(database_url: str, tmp_path: Path) -> None:
    """What it posts when it wakes up may double a message for a moment; nobody keeps two."""
    async with prompters(database_url, tmp_path, slack(1, faults=False), people=80) as crew:
        frozen = await crew.start()
        freezing = asyncio.create_task(freeze_amid(crew, frozen))
        await live(crew, days=2, workers=1)
        await freezing
        await crew.until_done()
        assert await crew.asked() == await crew.on_record() == crew.expected
    assert set(crew.visible.values()) == {crew.days}


async def freeze_amid(crew: Prompters, worker: Process) -> None:
    """Stop it when it has just called Slack."""
    await crew.until_calls(40)
    async with asyncio.timeout(PATIENCE):
        while crew.slack.calls[-1].worker != worker.pid:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0)
    worker.send_signal(signal.SIGSTOP)
    await asyncio.sleep((TIMING.lease + TIMING.quarantine).total_seconds() + 1)
    worker.send_signal(signal.SIGCONT)
