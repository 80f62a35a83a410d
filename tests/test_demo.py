"""`cairn demo`: both sides of it live by one clock, which people move."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.demo import Demo, run_demo, running_demo, slack_file
from bot.errors import Fault
from tests.entered import entered_in
from tests.sandbox.serving import free_socket
from tests.sandbox.stand_ins import GARDEN, LENA, refusing

WEEK = timedelta(days=7)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    async with running_demo(f"sqlite:///{tmp_path}/demo.db") as demo:
        yield demo


async def test_cairns_time_is_the_local_slacks_before_and_after_a_move(demo: Demo) -> None:
    before = demo.sandbox.now()
    assert before <= demo.cairn.database.clock() <= demo.sandbox.now()
    await demo.sandbox.move_clock(by=WEEK)
    assert before + WEEK <= demo.cairn.database.clock() <= demo.sandbox.now()


async def test_cairn_still_takes_commands_and_delivers_after_a_move(demo: Demo) -> None:
    await demo.sandbox.move_clock(by=WEEK)
    await demo.sandbox.run_command(LENA, GARDEN, "/goal", "list")
    answer = demo.sandbox.messages(LENA, GARDEN)[-1]
    assert answer["ephemeral"] is True
    assert float(str(answer["ts"])) > (demo.sandbox.now() - timedelta(hours=1)).timestamp()


async def test_after_a_move_cairn_looks_at_once_at_what_fell_due(demo: Demo) -> None:
    await demo.sandbox.run_command(LENA, GARDEN, "/cairn", "start")
    form = demo.sandbox.views(LENA)[-1]
    await demo.sandbox.submit(LENA, str(form["id"]), entered_in(form, {"purpose": "A garden all can use"}))
    await until(lambda: "Drafting" in str(demo.sandbox.messages(LENA, GARDEN)))
    await until(lambda: "pins.add" in [call.method for call in demo.sandbox.calls])
    before = len(demo.sandbox.calls)
    await demo.sandbox.move_clock(by=timedelta(days=1))
    await until(lambda: "chat.update" in [call.method for call in demo.sandbox.calls[before:]])


async def until(look: Callable[[], bool]) -> None:
    """Wait until it is so, for at most ten seconds: boards begin a new day once a minute by themselves."""
    for _ in range(200):
        if look():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("never came")


async def test_with_no_team_there_is_nothing_to_skip_to(demo: Demo) -> None:
    assert await demo.sandbox.next_due() is None
    with refusing("nothing_due"):
        await demo.sandbox.skip_to_next()


async def test_a_demo_that_is_kept_goes_on_with_its_goals_and_its_messages(tmp_path: Path) -> None:
    database, kept = f"sqlite:///{tmp_path}/demo.db", tmp_path / "demo.db.slack.json"
    async with running_demo(database, keep=kept) as first:
        await first.sandbox.say(LENA, GARDEN, "See you tomorrow")
        moved_to = await first.sandbox.move_clock(by=WEEK)
    async with running_demo(database, keep=kept) as second:
        assert second.sandbox.messages(LENA, GARDEN)[-1]["text"] == "See you tomorrow"
        assert second.cairn.database.clock() >= moved_to
        await second.sandbox.run_command(LENA, GARDEN, "/goal", "list")
        assert second.sandbox.messages(LENA, GARDEN)[-1]["ephemeral"] is True


async def test_a_kept_local_slack_that_cant_be_read_is_named_and_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "demo.db.slack.json"
    kept.write_text("{")
    with pytest.raises(Fault, match="move it away"):
        async with running_demo(f"sqlite:///{tmp_path}/demo.db", keep=kept):
            pass
    assert kept.read_text() == "{"


def test_a_local_slack_whose_database_is_gone_begins_anew(tmp_path: Path) -> None:
    database, kept = tmp_path / "demo.db", tmp_path / "demo.db.slack.json"
    kept.write_text("{}")
    database.touch()
    assert slack_file(database) == kept
    assert kept.exists()
    database.unlink()
    assert slack_file(database) == kept
    assert not kept.exists()


async def test_a_demo_that_is_told_to_end_keeps_what_was_said_last(tmp_path: Path) -> None:
    database = tmp_path / "demo.db"
    with free_socket() as (bound, address):
        port = bound.getsockname()[1]
    demo = asyncio.create_task(run_demo(port, database))
    async with httpx.AsyncClient(base_url=address) as browser, asyncio.timeout(20):
        while not await _answers(browser):  # noqa: ASYNC110 - a server that starts tells nobody
            await asyncio.sleep(0.05)
        said = {"as": LENA, "channel": GARDEN, "text": "One last thing"}
        assert (await browser.post("/client/messages", json=said)).status_code == 200
        os.kill(os.getpid(), signal.SIGTERM)
        await demo
    assert "One last thing" in slack_file(database).read_text()


async def _answers(browser: httpx.AsyncClient) -> bool:
    try:
        return (await browser.get("/client/state")).status_code == 200
    except httpx.ConnectError:
        return False
