"""What people may do among people."""

import pytest

from bot.sandbox.json_values import as_object
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    ARCHIVE,
    BOT,
    DIEGO,
    GENERAL,
    LENA,
    MANIFEST,
    STEERING,
    ListeningApp,
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


async def test_people_put_their_own_words_in_other_words(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    ts = await sandbox.say(LENA, GENERAL, "won")
    await sandbox.edit(LENA, GENERAL, ts, "one")
    seen = sandbox.messages(DIEGO, GENERAL)[-1]
    assert (seen["ts"], seen["text"], seen["edited"]) == (ts, "one", True)
    await sandbox.settled()
    changed = app.events("message")[-1]
    said, before = as_object(changed["message"]), as_object(changed["previous_message"])
    assert (changed["subtype"], changed["hidden"], before["text"]) == ("message_changed", True, "won")
    assert said["edited"] == {"user": LENA, "ts": changed["event_ts"]}


async def test_the_app_hears_of_a_deleted_thread_as_of_a_change_until_its_last_reply_goes(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    ts = await sandbox.say(LENA, GENERAL, "one")
    reply = await sandbox.say(DIEGO, GENERAL, "two", thread_ts=ts)
    await sandbox.delete(LENA, GENERAL, ts)
    seen = sandbox.messages(LENA, GENERAL)[-1]
    assert (seen["ts"], seen["is_tombstone"], seen["reply_count"]) == (ts, True, 1)
    await sandbox.delete(DIEGO, GENERAL, reply)
    await sandbox.settled()
    *_, changed, first, last = app.events("message")
    assert changed["subtype"] == "message_changed"
    assert as_object(changed["message"])["subtype"] == "tombstone"
    assert as_object(changed["previous_message"])["text"] == "one"
    assert [(each["subtype"], each["deleted_ts"]) for each in (first, last)] == [
        ("message_deleted", reply),
        ("message_deleted", ts),
    ]
    assert as_object(last["previous_message"])["subtype"] == "tombstone"


async def test_the_same_words_are_no_edit(sandbox: Sandbox) -> None:
    ts = await sandbox.say(LENA, GENERAL, "one")
    await sandbox.edit(LENA, GENERAL, ts, "one")
    assert sandbox.messages(LENA, GENERAL)[-1]["edited"] is False


async def test_only_ones_own_words_are_edited_and_only_where_one_can_write(
    sandbox: Sandbox, call: WebClient
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    card = await call("chat.postMessage", channel=GENERAL, text="card")
    whispered = await call("chat.postEphemeral", channel=GENERAL, user=LENA, text="Only you")
    mine = await sandbox.say(LENA, GENERAL, "one")
    old = str(sandbox.messages(LENA, ARCHIVE)[0]["ts"])
    for user, channel, ts, text, code in (
        (DIEGO, GENERAL, mine, "two", "cant_update_message"),
        (LENA, GENERAL, str(card["ts"]), "two", "cant_update_message"),
        (LENA, GENERAL, str(whispered["message_ts"]), "two", "message_not_found"),
        (LENA, GENERAL, mine, " ", "no_text"),
        (LENA, ARCHIVE, old, "two", "is_archived"),
    ):
        with refusing(code):
            await sandbox.edit(user, channel, ts, text)


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
