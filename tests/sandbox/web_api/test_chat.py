"""What the bot may post, where, and what Slack refuses."""

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects, as_texts
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    ARCHIVE,
    GARDEN,
    GENERAL,
    LENA,
    MANIFEST,
    STEERING,
    WebClient,
    sandbox_with,
)

SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "A *flat* one"}}


@pytest.fixture(autouse=True)
async def _joined(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)


async def test_a_message_is_posted_and_seen(sandbox: Sandbox, call: WebClient) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello", blocks=[SECTION])
    assert posted["ok"] is True
    seen = sandbox.messages(LENA, GENERAL)[-1]
    assert (seen["ts"], seen["text"], seen["is_bot"]) == (posted["ts"], "Hello", True)


async def test_blocks_without_an_id_get_one_and_others_keep_theirs(sandbox: Sandbox, call: WebClient) -> None:
    named = {**SECTION, "block_id": "mine"}
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello", blocks=[SECTION, named])
    first, second = [str(block["block_id"]) for block in _blocks(posted)]
    assert first
    assert second == "mine"


async def test_a_ping_of_the_whole_channel_is_kept_as_it_was_sent(sandbox: Sandbox, call: WebClient) -> None:
    await call("chat.postMessage", channel=GENERAL, text="<!channel> hello")
    assert sandbox.messages(LENA, GENERAL)[-1]["text"] == "<!channel> hello"


async def test_a_person_as_channel_means_the_dm_with_them(sandbox: Sandbox, call: WebClient) -> None:
    posted = await call("chat.postMessage", channel=LENA, text="Good morning")
    assert str(posted["channel"]).startswith("D")
    assert [each["text"] for each in sandbox.messages(LENA, str(posted["channel"]))] == ["Good morning"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE1", "text": "x"}, "channel_not_found"),
        ({"channel": STEERING, "text": "x"}, "channel_not_found"),
        ({"channel": "C0GARDEN01", "text": "x"}, "not_in_channel"),
        ({"channel": "C0ARCHIVE1", "text": "x"}, "is_archived"),
        ({"channel": GENERAL}, "no_text"),
        ({"channel": GENERAL, "text": " \n"}, "no_text"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": GENERAL, "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": GENERAL, "text": "x", "blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"channel": GENERAL, "text": "x", "blocks": [SECTION] * 51}, "invalid_blocks"),
        ({"channel": GENERAL, "text": "x", "blocks": "[not json"}, "invalid_arguments"),
        (
            {"channel": GENERAL, "text": "x", "blocks": [SECTION, "no"]},
            "invalid_arguments",
        ),
        ({"channel": GENERAL, "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        (
            {
                "channel": GENERAL,
                "text": "x",
                "metadata": {"event_type": "a", "event_payload": {"k": "x" * 9000}},
            },
            "metadata_too_large",
        ),
        (
            {
                "channel": GENERAL,
                "text": "x",
                "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5,
            },
            "msg_blocks_too_long",
        ),
    ],
)
async def test_what_cannot_be_posted_is_refused_by_name(call: WebClient, arguments: Json, error: str) -> None:
    refused = await call("chat.postMessage", arguments)
    assert (refused["ok"], refused["error"]) == (False, error)


async def test_a_refused_payload_names_the_part_and_the_rule(call: WebClient) -> None:
    refused = await call("chat.postMessage", channel=GENERAL, text="x", blocks=[SECTION, {"type": "header"}])
    (message,) = as_texts(as_object(refused["response_metadata"])["messages"])
    assert "[json-pointer:/blocks/1]" in message
    assert "[rule:missing]" in message


async def test_a_long_text_is_cut_when_posted_and_refused_when_updated(
    sandbox: Sandbox, call: WebClient
) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="x" * 40_001)
    assert len(str(sandbox.messages(LENA, GENERAL)[-1]["text"])) == 40_000
    refused = await call("chat.update", channel=GENERAL, ts=posted["ts"], text="x" * 4_001)
    assert refused["error"] == "msg_too_long"


async def test_an_update_with_text_alone_takes_the_blocks_away(sandbox: Sandbox, call: WebClient) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello", blocks=[SECTION])
    updated = await call("chat.update", channel=GENERAL, ts=posted["ts"], text="Bye")
    assert (updated["ok"], updated["ts"]) == (True, posted["ts"])
    seen = sandbox.messages(LENA, GENERAL)[-1]
    assert (seen["text"], seen["blocks"], seen["edited"]) == ("Bye", None, True)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [({}, {"event_type": "stone", "event_payload": {"id": "7"}}), ({"metadata": {}}, None)],
)
async def test_an_update_keeps_metadata_unless_told_to_clear_it(
    call: WebClient, changes: Json, kept: Json | None
) -> None:
    metadata = {"event_type": "stone", "event_payload": {"id": "7"}}
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello", metadata=metadata)
    await call("chat.update", changes, channel=GENERAL, ts=posted["ts"], text="Bye")
    read = await call("conversations.history", channel=GENERAL, limit=1, include_all_metadata=True)
    assert _messages(read)[0].get("metadata") == kept


async def test_only_its_own_messages_may_be_changed_or_deleted(sandbox: Sandbox, call: WebClient) -> None:
    ts = await sandbox.say(LENA, GENERAL, "Mine")
    assert (await call("chat.update", channel=GENERAL, ts=ts, text="Yours"))["error"] == "cant_update_message"
    assert (await call("chat.delete", channel=GENERAL, ts=ts))["error"] == "cant_delete_message"


async def test_a_deleted_message_is_gone(sandbox: Sandbox, call: WebClient) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello")
    assert (await call("chat.delete", channel=GENERAL, ts=posted["ts"]))["ok"] is True
    assert posted["ts"] not in [each["ts"] for each in sandbox.messages(LENA, GENERAL)]
    for method in ("chat.update", "chat.delete"):
        refused = await call(method, channel=GENERAL, ts=posted["ts"], text="x")
        assert refused["error"] == "message_not_found"
    assert (await call("chat.update", channel=GENERAL, ts="0", text="x"))["error"] == "message_not_found"


async def test_an_update_of_nothing_is_refused(call: WebClient) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello")
    assert (await call("chat.update", channel=GENERAL, ts=posted["ts"]))["error"] == "no_text"


async def test_an_ephemeral_is_seen_by_one_person_and_by_no_method(sandbox: Sandbox, call: WebClient) -> None:
    whispered = await call("chat.postEphemeral", channel=GENERAL, user=LENA, text="Only you")
    assert sandbox.messages(LENA, GENERAL)[-1]["ephemeral"] is True
    assert "Only you" not in [each["text"] for each in sandbox.messages("U0DIEGO001", GENERAL)]
    history = await call("conversations.history", channel=GENERAL)
    assert "Only you" not in [each["text"] for each in _messages(history)]
    refused = await call("chat.update", channel=GENERAL, ts=whispered["message_ts"], text="x")
    assert refused["error"] == "message_not_found"


async def test_an_ephemeral_in_a_thread_is_seen_there_only(sandbox: Sandbox, call: WebClient) -> None:
    parent = await sandbox.say(LENA, GENERAL, "one")
    await call("chat.postEphemeral", channel=GENERAL, user=LENA, text="Only you", thread_ts=parent)
    assert [each["text"] for each in sandbox.messages(LENA, GENERAL, parent)] == ["one", "Only you"]
    assert sandbox.messages(LENA, GENERAL)[-1]["text"] == "one"


async def test_a_deleted_message_leaves_its_thread(sandbox: Sandbox, call: WebClient) -> None:
    parent = await call("chat.postMessage", channel=GENERAL, text="one", blocks=[SECTION])
    ts = str(parent["ts"])
    reply = await call("chat.postMessage", channel=GENERAL, text="two", thread_ts=ts)
    other = await call("chat.postMessage", channel=GENERAL, text="three", thread_ts=ts)
    await call("chat.delete", channel=GENERAL, ts=reply["ts"])
    assert sandbox.messages(LENA, GENERAL)[-1]["reply_count"] == 1
    assert (await call("chat.delete", channel=GENERAL, ts=ts))["ok"] is True
    stone, *replies = as_objects((await call("conversations.replies", channel=GENERAL, ts=ts))["messages"])
    assert (stone["subtype"], stone["user"], stone["hidden"]) == ("tombstone", "USLACKBOT", True)
    assert (stone["text"], "blocks" in stone, "bot_id" in stone) == (
        "This message was deleted.",
        False,
        False,
    )
    assert [each["text"] for each in replies] == ["three"]
    for method in ("chat.update", "chat.delete", "pins.add"):
        refused = await call(method, channel=GENERAL, ts=ts, timestamp=ts, text="x")
        assert refused["error"] == "message_not_found"
    assert (await call("chat.update", channel=GENERAL, ts=other["ts"], text="x"))["ok"] is True
    more = await call("chat.postMessage", channel=GENERAL, text="four", thread_ts=ts)
    for each in (other, more):
        await call("chat.delete", channel=GENERAL, ts=each["ts"])
    assert ts not in [each["ts"] for each in sandbox.messages(LENA, GENERAL)]


async def test_with_the_scope_for_it_the_bot_posts_in_public_channels_uninvited() -> None:
    scopes = {"bot": ["chat:write", "chat:write.public"]}
    async with sandbox_with({**MANIFEST, "oauth_config": {"scopes": scopes}}) as sandbox:
        call = WebClient(sandbox)
        assert (await call("chat.postMessage", channel=GARDEN, text="Hello"))["ok"] is True
        assert (await call("chat.postMessage", channel=STEERING, text="x"))["error"] == "channel_not_found"


async def test_elements_without_an_id_get_one_and_others_keep_theirs(call: WebClient) -> None:
    texts: Json = {"text": {"type": "plain_text", "text": "Go"}}
    elements = [{"type": "button", **texts}, {"type": "button", "action_id": "mine", **texts}]
    posted = await call(
        "chat.postMessage", channel=GENERAL, text="x", blocks=[{"type": "actions", "elements": elements}]
    )
    first, second = [each["action_id"] for each in as_objects(_blocks(posted)[0]["elements"])]
    assert first
    assert second == "mine"


async def test_an_ephemeral_needs_its_reader_in_the_channel(sandbox: Sandbox, call: WebClient) -> None:
    await call("conversations.join", channel="C0GARDEN01")
    await sandbox.leave(LENA, "C0GARDEN01")
    refused = await call("chat.postEphemeral", channel="C0GARDEN01", user=LENA, text="Only you")
    assert refused["error"] == "user_not_in_channel"
    refused = await call("chat.postEphemeral", channel=ARCHIVE, user=LENA, text="Only you")
    assert refused["error"] == "is_archived"


async def test_a_permalink_names_the_message_and_its_thread(call: WebClient) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="Hello")
    reply = await call("chat.postMessage", channel=GENERAL, text="Again", thread_ts=posted["ts"])
    link = await call("chat.getPermalink", channel=GENERAL, message_ts=reply["ts"])
    written = str(reply["ts"]).replace(".", "")
    assert str(link["permalink"]).endswith(f"/{GENERAL}/p{written}?thread_ts={posted['ts']}&cid={GENERAL}")
    assert (await call("chat.getPermalink", channel=GENERAL, message_ts="1.0"))[
        "error"
    ] == "message_not_found"


def _blocks(posted: Json) -> list[Json]:
    blocks = as_object(posted["message"])["blocks"]
    assert isinstance(blocks, list)
    return blocks


def _messages(read: Json) -> list[Json]:
    messages = read["messages"]
    assert isinstance(messages, list)
    return messages
