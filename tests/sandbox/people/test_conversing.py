"""What people may do among people."""

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    ARCHIVE,
    BOT,
    DIEGO,
    GENERAL,
    LENA,
    MANIFEST,
    STEERING,
    WebClient,
    refusing,
    sandbox_with,
)


async def test_people_talk_in_threads(sandbox: Sandbox) -> None:
    parent = await sandbox.say(LENA, GENERAL, "one")
    await sandbox.say(DIEGO, GENERAL, "two", thread_ts=parent)
    assert [message["text"] for message in sandbox.messages(LENA, GENERAL, parent)] == ["one", "two"]
    assert sandbox.messages(LENA, GENERAL)[-1]["reply_count"] == 1


@pytest.mark.parametrize(
    ("user", "channel", "text", "code"),
    [
        (DIEGO, STEERING, "x", "channel_not_found"),
        (LENA, ARCHIVE, "x", "is_archived"),
        (LENA, GENERAL, " ", "no_text"),
        ("U0MEI00001", "C0GARDEN01", "x", "not_in_channel"),
    ],
)
async def test_people_talk_only_where_they_are(
    sandbox: Sandbox, user: str, channel: str, text: str, code: str
) -> None:
    with refusing(code):
        await sandbox.say(user, channel, text)


async def test_a_person_reacts_once_per_emoji_and_takes_only_their_own_back(sandbox: Sandbox) -> None:
    ts = await sandbox.say(LENA, GENERAL, "one")
    await sandbox.react(DIEGO, GENERAL, ts, "fire")
    with refusing("already_reacted"):
        await sandbox.react(DIEGO, GENERAL, ts, "fire")
    with refusing("no_reaction"):
        await sandbox.unreact(LENA, GENERAL, ts, "fire")
    await sandbox.unreact(DIEGO, GENERAL, ts, "fire")
    assert sandbox.messages(LENA, GENERAL)[-1]["reactions"] == []


async def test_people_delete_their_own_words_and_the_apps_cards(sandbox: Sandbox, call: WebClient) -> None:
    mine = await sandbox.say(LENA, GENERAL, "one")
    with refusing("cant_delete_message"):
        await sandbox.delete(DIEGO, GENERAL, mine)
    await sandbox.delete(LENA, GENERAL, mine)
    await call("conversations.join", channel=GENERAL)
    card = await call("chat.postMessage", channel=GENERAL, text="card")
    await sandbox.delete(DIEGO, GENERAL, str(card["ts"]))
    refused = await call("chat.update", channel=GENERAL, ts=card["ts"], text="again")
    assert refused["error"] == "message_not_found"


async def test_only_insiders_take_someone_out(sandbox: Sandbox) -> None:
    with refusing("not_in_channel"):
        await sandbox.remove("U0MEI00001", "C0GARDEN01", LENA)
    await sandbox.remove(DIEGO, "C0GARDEN01", LENA)
    with refusing("not_in_channel"):
        await sandbox.say(LENA, "C0GARDEN01", "Hello")


async def test_the_apps_dm_takes_messages_only_as_the_manifest_says() -> None:
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    async with sandbox_with({**MANIFEST, "features": {"app_home": home}}) as sandbox:
        channel = await sandbox.open_dm(LENA, BOT)
        with refusing("restricted_action"):
            await sandbox.say(LENA, channel, "Hello")
        assert (await WebClient(sandbox)("chat.postMessage", channel=LENA, text="Hello"))["ok"] is True
    async with sandbox_with({**MANIFEST, "features": {}}) as sandbox:
        refused = await WebClient(sandbox)("chat.postMessage", channel=LENA, text="Hello")
        assert refused["error"] == "messages_tab_disabled"
        with refusing("not_enabled"):
            await sandbox.open_home(LENA)
