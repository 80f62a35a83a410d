"""Moving the workspace's clock: what follows it, and what must not."""

import time
from datetime import UTC, datetime, timedelta

from bot.sandbox.json_values import as_object
from bot.sandbox.parts import Due
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    GENERAL,
    LENA,
    HandMovedClock,
    ListeningApp,
    WebClient,
    modal,
    refusing,
    sandbox_with,
)

WEEK = timedelta(days=7)
BEGIN = HandMovedClock().now


async def test_what_is_said_after_a_move_bears_the_time_it_was_moved_to(
    sandbox: Sandbox, call: WebClient
) -> None:
    await call("conversations.join", channel=GENERAL)
    before = await sandbox.say(LENA, GENERAL, "Before")
    assert await sandbox.move_clock(by=WEEK) == BEGIN + WEEK
    after = await sandbox.say(LENA, GENERAL, "After")
    assert float(before) < float(after) == (BEGIN + WEEK).timestamp()
    read = await call("conversations.history", channel=GENERAL, oldest=str((BEGIN + WEEK).timestamp() - 1))
    assert [as_object(each)["text"] for each in list(read["messages"])] == ["After"]  # type: ignore[call-overload]


async def test_a_delivery_is_signed_with_the_machines_time_whatever_the_clock_says(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    await sandbox.move_clock(by=WEEK)
    await sandbox.run_command(LENA, GENERAL, "/stone")
    signed = int(app.heard[-1].headers["x-slack-request-timestamp"])
    assert abs(signed - time.time()) < WEEK.total_seconds() / 2


async def test_a_trigger_outlives_a_move_but_not_three_seconds(
    sandbox: Sandbox, app: ListeningApp, call: WebClient, clock: HandMovedClock
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    await sandbox.move_clock(by=WEEK)
    assert (await call("views.open", trigger_id=app.last["trigger_id"], view=modal()))["ok"] is True
    await sandbox.run_command(LENA, GENERAL, "/stone")
    clock.move(seconds=3.1)
    refused = await call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    assert refused["error"] == "expired_trigger_id"


async def test_it_can_be_moved_to_a_moment_but_not_to_one_that_is_over(sandbox: Sandbox) -> None:
    moment = datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert await sandbox.move_clock(to=moment) == moment
    with refusing("clock_goes_forward"):
        await sandbox.move_clock(to=moment - timedelta(seconds=1))
    with refusing("clock_goes_forward"):
        await sandbox.move_clock()


async def test_it_skips_to_what_the_app_has_due_next() -> None:
    coming = Due(BEGIN + timedelta(hours=25), "a vote ends")
    planned = [None, coming, Due(BEGIN, "a vote ends")]

    async def next_due() -> Due | None:
        return planned[0]

    async with sandbox_with(next_due=next_due) as sandbox:
        with refusing("nothing_due"):
            await sandbox.skip_to_next()
        planned.pop(0)
        assert await sandbox.next_due() == coming
        assert await sandbox.skip_to_next() == BEGIN + timedelta(hours=25)
        planned.pop(0)
        with refusing("due_already"):
            await sandbox.skip_to_next()


async def test_a_sandbox_that_cannot_ask_its_app_has_nothing_to_skip_to(sandbox: Sandbox) -> None:
    assert await sandbox.next_due() is None
    with refusing("nothing_due"):
        await sandbox.skip_to_next()
