"""`cairn demo`: both sides of it live by one clock, which people move."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import Demo, running_demo
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


async def test_with_no_team_there_is_nothing_to_skip_to(demo: Demo) -> None:
    assert await demo.sandbox.next_due() is None
    with refusing("nothing_due"):
        await demo.sandbox.skip_to_next()
