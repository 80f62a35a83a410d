"""Keeping a workspace in a file: written when it has changed, whole or not at all, gone on with later."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.keeping import Keeper
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import GENERAL, LENA, refusing, sandbox_with


async def test_the_next_day_begins_where_this_one_ended(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "demo.slack.json"
    await sandbox.say(LENA, GENERAL, "See you tomorrow")
    await sandbox.move_clock(by=timedelta(days=1))
    Keeper(sandbox, file).write()
    async with sandbox_with() as next_day:
        assert Keeper(next_day, file).go_on() is True
        assert next_day.messages(LENA, GENERAL)[-1]["text"] == "See you tomorrow"
        assert next_day.ahead() == timedelta(days=1)


async def test_without_a_file_nothing_is_put_back(sandbox: Sandbox, tmp_path: Path) -> None:
    before = sandbox.snapshot()
    assert Keeper(sandbox, tmp_path / "nothing.json").go_on() is False
    assert sandbox.snapshot() == before


async def test_it_is_written_only_when_something_has_changed(sandbox: Sandbox, tmp_path: Path) -> None:
    keeper = Keeper(sandbox, tmp_path / "demo.slack.json")
    assert [keeper.write(), keeper.write()] == [True, False]
    await sandbox.say(LENA, GENERAL, "Something")
    assert keeper.write() is True


async def test_it_is_written_every_so_often(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "demo.slack.json"
    async with Keeper(sandbox, file).keeping(every=0.001), asyncio.timeout(5):
        await _until(file.exists)


async def test_what_cant_be_written_now_is_written_later(
    sandbox: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, hindrance = tmp_path / "demo.slack.json", tmp_path / "demo.slack.json.new"
    hindrance.mkdir()
    async with Keeper(sandbox, file).keeping(every=0.001), asyncio.timeout(5):
        await _until(lambda: "could not be written" in caplog.text)
        hindrance.rmdir()
        await _until(file.exists)


async def test_words_that_cant_be_written_are_told_of_and_the_rest_is_kept_later(
    sandbox: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "demo.slack.json"
    async with Keeper(sandbox, file).keeping(every=0.001), asyncio.timeout(5):
        half = await sandbox.say(LENA, GENERAL, "half \ud83d")
        await _until(lambda: "could not be written" in caplog.text)
        await sandbox.delete(LENA, GENERAL, half)
        await _until(file.exists)


async def _until(happened: Callable[[], bool]) -> None:
    while not happened():  # noqa: ASYNC110 - a file tells nobody that it is there
        await asyncio.sleep(0.001)


async def test_a_file_that_cant_be_read_is_refused_and_left_as_it_is(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    file = tmp_path / "demo.slack.json"
    file.write_text("half a fi")
    with refusing("not_a_snapshot"):
        Keeper(sandbox, file).go_on()
    assert file.read_text() == "half a fi"


async def test_a_write_that_fails_leaves_the_old_file(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "demo.slack.json"
    keeper = Keeper(sandbox, file)
    keeper.write()
    kept = file.read_bytes()
    (tmp_path / "demo.slack.json.new").mkdir()
    await sandbox.say(LENA, GENERAL, "Something")
    with pytest.raises(OSError, match="directory"):
        keeper.write()
    assert file.read_bytes() == kept
