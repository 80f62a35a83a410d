"""The bot's reactions and pins."""

import pytest

from bot.sandbox.json_values import Json, as_object
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import ARCHIVE, BOT, GENERAL, LENA, WebClient


@pytest.fixture
async def ts(sandbox: Sandbox, call: WebClient) -> str:
    await call("conversations.join", channel=GENERAL)
    return await sandbox.say(LENA, GENERAL, "one")


async def test_reactions_are_added_once_counted_and_taken_back(
    sandbox: Sandbox, call: WebClient, ts: str
) -> None:
    where: Json = {"channel": GENERAL, "timestamp": ts, "name": "fire"}
    await sandbox.react(LENA, GENERAL, ts, "fire")
    assert (await call("reactions.add", where))["ok"] is True
    assert (await call("reactions.add", where))["error"] == "already_reacted"
    got = await call("reactions.get", channel=GENERAL, timestamp=ts, full=True)
    assert as_object(got["message"])["reactions"] == [{"name": "fire", "users": [LENA, BOT], "count": 2}]
    assert (await call("reactions.remove", where))["ok"] is True
    assert (await call("reactions.remove", where))["error"] == "no_reaction"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"name": ":fire:"}, "invalid_name"),
        ({"name": "thumbsup::skin-tone-9"}, "invalid_name"),
        ({"timestamp": "1.000001"}, "message_not_found"),
        ({"channel": "C0GARDEN01"}, "not_in_channel"),
        ({"channel": "C0STEERING"}, "channel_not_found"),
    ],
)
async def test_a_reaction_that_cannot_be_added_is_refused(
    call: WebClient, ts: str, changed: Json, error: str
) -> None:
    where = {"channel": GENERAL, "timestamp": ts, "name": "fire", **changed}
    assert (await call("reactions.add", where))["error"] == error


async def test_nothing_is_added_in_an_archived_channel(sandbox: Sandbox, call: WebClient) -> None:
    (old,) = sandbox.messages(LENA, ARCHIVE)
    refused = await call("reactions.add", channel=ARCHIVE, timestamp=old["ts"], name="fire")
    assert refused["error"] == "is_archived"


async def test_a_toned_reaction_is_another_than_the_plain_one(call: WebClient, ts: str) -> None:
    for name in ("thumbsup", "thumbsup::skin-tone-4"):
        assert (await call("reactions.add", channel=GENERAL, timestamp=ts, name=name))["ok"] is True


async def test_a_message_is_pinned_once_and_listed(sandbox: Sandbox, call: WebClient, ts: str) -> None:
    where: Json = {"channel": GENERAL, "timestamp": ts}
    assert (await call("pins.add", where))["ok"] is True
    assert (await call("pins.add", where))["error"] == "already_pinned"
    listed = (await call("pins.list", channel=GENERAL))["items"]
    assert isinstance(listed, list)
    assert [as_object(as_object(item)["message"])["ts"] for item in listed] == [ts]
    assert sandbox.messages(LENA, GENERAL)[-1]["pinned"] is True
