"""Messages that the app hands over to be posted later."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import ARCHIVE, GENERAL, LENA, WebClient

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(minutes: float) -> int:
    """Return a moment of the sandbox's first day as Unix seconds."""
    return int((START + timedelta(minutes=minutes)).timestamp())


@pytest.fixture(autouse=True)
async def _joined(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)


async def scheduled(call: WebClient, minutes: float, **more: object) -> Json:
    """Schedule a message so many minutes ahead."""
    return await call("chat.scheduleMessage", more, channel=GENERAL, text="Later", post_at=at(minutes))


async def test_it_is_posted_when_its_time_has_come_and_not_before(sandbox: Sandbox, call: WebClient) -> None:
    assert (await scheduled(call, 10))["post_at"] == at(10)
    await sandbox.move_clock(by=timedelta(minutes=9))
    assert "Later" not in [each["text"] for each in sandbox.messages(LENA, GENERAL)]
    await sandbox.move_clock(by=timedelta(minutes=2))
    assert sandbox.messages(LENA, GENERAL)[-1]["text"] == "Later"
    assert (await call("chat.scheduledMessages.list"))["scheduled_messages"] == []


async def test_with_metadata_it_is_lost_as_in_slack(sandbox: Sandbox, call: WebClient) -> None:
    await scheduled(call, 10, metadata={"event_type": "a", "event_payload": {}})
    await sandbox.move_clock(by=timedelta(minutes=11))
    assert "Later" not in [each["text"] for each in sandbox.messages(LENA, GENERAL)]


async def test_it_can_be_taken_back_once(sandbox: Sandbox, call: WebClient) -> None:
    kept = (await scheduled(call, 10))["scheduled_message_id"]
    (listed,) = as_objects((await call("chat.scheduledMessages.list", channel=GENERAL))["scheduled_messages"])
    assert (listed["id"], listed["text"]) == (kept, "Later")
    where: Json = {"channel": GENERAL, "scheduled_message_id": kept}
    assert (await call("chat.deleteScheduledMessage", where))["ok"] is True
    assert (await call("chat.deleteScheduledMessage", where))["error"] == "invalid_scheduled_message_id"
    await sandbox.move_clock(by=timedelta(minutes=11))
    assert "Later" not in [each["text"] for each in sandbox.messages(LENA, GENERAL)]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"post_at": at(-1)}, "time_in_past"),
        ({"channel": ARCHIVE}, "is_archived"),
        ({"post_at": at(121 * 24 * 60)}, "time_too_far"),
        ({"post_at": "soon"}, "invalid_time"),
        ({"text": ""}, "no_text"),
        ({"channel": "C0GARDEN01"}, "not_in_channel"),
    ],
)
async def test_what_cannot_be_scheduled_is_refused(call: WebClient, changed: Json, error: str) -> None:
    arguments: Json = {"channel": GENERAL, "text": "Later", "post_at": at(10), **changed}
    assert (await call("chat.scheduleMessage", arguments))["error"] == error


async def test_thirty_fit_into_five_minutes_of_a_channel(call: WebClient) -> None:
    for second in range(30):
        assert (await scheduled(call, 10 + second / 60))["ok"] is True
    assert (await scheduled(call, 11))["error"] == "restricted_too_many"
    assert (await scheduled(call, 20))["ok"] is True


@pytest.mark.parametrize("closing", ["conversations.leave", "conversations.archive"])
async def test_where_the_app_cant_post_any_more_it_is_lost(
    sandbox: Sandbox, call: WebClient, closing: str
) -> None:
    made = as_object((await call("conversations.create", name="compost"))["channel"])["id"]
    await sandbox.join(LENA, str(made))
    later: Json = {"channel": made, "text": "Later", "post_at": at(10)}
    assert (await call("chat.scheduleMessage", later))["ok"] is True
    assert (await call(closing, channel=made))["ok"] is True
    await sandbox.move_clock(by=timedelta(minutes=11))
    assert sandbox.messages(LENA, str(made)) == []
    assert (await call("chat.scheduledMessages.list"))["scheduled_messages"] == []
