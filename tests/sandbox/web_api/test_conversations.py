"""Places as the bot sees them, and reading back what stands there."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, as_object
from bot.sandbox.server import Sandbox
from bot.sandbox.stamps import stamp_of
from bot.sandbox.web_api.pages import page_of
from tests.sandbox.stand_ins import BOT, GARDEN, GENERAL, LENA, STEERING, WebClient


async def test_a_public_channel_can_be_joined_and_twice_is_a_warning(
    sandbox: Sandbox, call: WebClient
) -> None:
    first = await call("conversations.join", channel=GENERAL)
    again = await call("conversations.join", channel=GENERAL)
    assert (first["ok"], first.get("warning")) == (True, None)
    assert (again["ok"], again["warning"]) == (True, "already_in_channel")
    assert as_object(first["channel"])["is_member"] is True


async def test_other_places_cannot_be_joined(sandbox: Sandbox, call: WebClient) -> None:
    assert (await call("conversations.join", channel="C0ARCHIVE1"))["error"] == "is_archived"
    assert (await call("conversations.join", channel=STEERING))["error"] == "channel_not_found"
    await sandbox.invite(LENA, STEERING, BOT)
    assert (await call("conversations.join", channel=STEERING))[
        "error"
    ] == "method_not_supported_for_channel_type"


async def test_a_private_channel_is_unknown_until_someone_invites_the_bot(
    sandbox: Sandbox, call: WebClient
) -> None:
    methods = ("conversations.info", "conversations.members", "conversations.history")
    for method in methods:
        assert (await call(method, channel=STEERING))["error"] == "channel_not_found"
    await sandbox.invite(LENA, STEERING, BOT)
    for method in methods:
        assert (await call(method, channel=STEERING))["ok"] is True


async def test_history_needs_membership_even_where_everybody_may_look(call: WebClient) -> None:
    assert (await call("conversations.history", channel=GENERAL))["error"] == "not_in_channel"
    assert (await call("conversations.members", channel=GENERAL))["ok"] is True


async def test_the_list_shows_the_kinds_asked_for_that_the_bot_sees(call: WebClient) -> None:
    public = await call("conversations.list", exclude_archived=True)
    private = await call("conversations.list", types="private_channel,im")
    assert [as_object(each)["name"] for each in _list(public, "channels")] == ["community-garden", "general"]
    assert _list(private, "channels") == []
    assert (await call("conversations.list", types="stones"))["error"] == "invalid_types"


async def test_a_dm_is_opened_once(call: WebClient) -> None:
    first = await call("conversations.open", users=LENA)
    again = await call("conversations.open", users=[LENA])
    assert first == again
    assert str(as_object(first["channel"])["id"]).startswith("D")


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("", "users_list_not_supplied"),
        ("U0NOBODY01", "user_not_found"),
        (BOT, "cannot_dm_bot"),
    ],
)
async def test_a_dm_needs_one_other_person(call: WebClient, users: str, error: str) -> None:
    assert (await call("conversations.open", users=users))["error"] == error


async def test_history_is_newest_first_without_replies(sandbox: Sandbox, call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    first = await sandbox.say(LENA, GENERAL, "one")
    await sandbox.say(LENA, GENERAL, "a reply", thread_ts=first)
    await sandbox.say(LENA, GENERAL, "two")
    texts = [message["text"] for message in _messages(await call("conversations.history", channel=GENERAL))]
    assert texts[:2] == ["two", "one"]
    assert "a reply" not in texts


async def test_a_broadcast_reply_stands_in_the_channel_too(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    parent = await call("chat.postMessage", channel=GENERAL, text="one")
    await call(
        "chat.postMessage", channel=GENERAL, text="aloud", thread_ts=parent["ts"], reply_broadcast=True
    )
    await call("chat.postMessage", channel=GENERAL, text="no reply", reply_broadcast=True)
    plain, aloud, *_ = _messages(await call("conversations.history", channel=GENERAL))
    assert (aloud["text"], aloud["subtype"]) == ("aloud", "thread_broadcast")
    assert "subtype" not in plain


async def test_the_window_is_open_unless_inclusive(sandbox: Sandbox, call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    one, two, three = [await sandbox.say(LENA, GENERAL, text) for text in ("one", "two", "three")]
    between = await call("conversations.history", channel=GENERAL, oldest=one, latest=three)
    within = await call("conversations.history", channel=GENERAL, oldest=one, latest=three, inclusive=True)
    assert [each["ts"] for each in _messages(between)] == [two]
    assert [each["ts"] for each in _messages(within)] == [three, two, one]
    assert (
        _messages(await call("conversations.history", channel=GENERAL, oldest="0", latest="now"))[0]["ts"]
        == three
    )
    refused = await call("conversations.history", channel=GENERAL, oldest="yesterday")
    assert refused["error"] == "invalid_arguments"


async def test_replies_begin_with_the_parent_and_go_on_oldest_first(
    sandbox: Sandbox, call: WebClient
) -> None:
    await call("conversations.join", channel=GENERAL)
    parent = await sandbox.say(LENA, GENERAL, "one")
    replies = [await sandbox.say(LENA, GENERAL, text, thread_ts=parent) for text in ("a", "b")]
    read = await call("conversations.replies", channel=GENERAL, ts=parent)
    later = await call("conversations.replies", channel=GENERAL, ts=parent, oldest=replies[0])
    assert [each["ts"] for each in _messages(read)] == [parent, *replies]
    assert [each["ts"] for each in _messages(later)] == [parent, replies[1]]
    assert _messages(read)[0]["reply_count"] == 2
    assert (await call("conversations.replies", channel=GENERAL, ts="1.0"))["error"] == "thread_not_found"


async def test_a_reply_to_a_reply_lands_in_the_same_thread(sandbox: Sandbox, call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    parent = await sandbox.say(LENA, GENERAL, "one")
    reply = await sandbox.say(LENA, GENERAL, "a", thread_ts=parent)
    await call("chat.postMessage", channel=GENERAL, text="b", thread_ts=reply)
    assert [each["text"] for each in sandbox.messages(LENA, GENERAL, parent)] == ["one", "a", "b"]


async def test_metadata_is_told_whole_only_when_asked_for(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    metadata = {"event_type": "stone", "event_payload": {"id": "7"}}
    await call("chat.postMessage", channel=GENERAL, text="one", metadata=metadata)
    short = await call("conversations.history", channel=GENERAL, limit=1)
    whole = await call("conversations.history", channel=GENERAL, limit=1, include_all_metadata=True)
    assert _messages(short)[0]["metadata"] == {"event_type": "stone"}
    assert _messages(whole)[0]["metadata"] == metadata


async def test_pages_go_on_where_the_last_ended_though_more_was_said(
    sandbox: Sandbox, call: WebClient
) -> None:
    await call("conversations.join", channel=GARDEN)
    said = [await sandbox.say(LENA, GARDEN, str(number)) for number in range(5)]
    first = await call("conversations.history", channel=GARDEN, limit=2, oldest=said[0], inclusive=True)
    await sandbox.say(LENA, GARDEN, "meanwhile")
    cursor = as_object(first["response_metadata"])["next_cursor"]
    rest = await call(
        "conversations.history", channel=GARDEN, limit=3, oldest=said[0], inclusive=True, cursor=cursor
    )
    assert [each["ts"] for each in _messages(first) + _messages(rest)] == said[::-1]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    assert (await call("conversations.history", channel=GARDEN, cursor="bogus"))["error"] == "invalid_cursor"
    assert (await call("conversations.history", channel=GARDEN, limit=1001))["error"] == "invalid_limit"


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**9), unique=True).map(sorted), st.integers(1, 7))
def test_pages_together_hold_everything_once(positions: list[int], limit: int) -> None:
    collected: list[int] = []
    cursor = ""
    while True:
        page, paging = page_of(
            ((each, each) for each in positions), Arguments({"limit": limit, "cursor": cursor})
        )
        collected += page
        cursor = str(as_object(paging["response_metadata"])["next_cursor"])
        if not cursor:
            break
    assert collected == positions


async def test_a_channel_that_goes_between_two_pages_hides_no_other(
    sandbox: Sandbox, call: WebClient
) -> None:
    first = await call("conversations.list", limit=1)
    (shown,) = (as_object(each)["id"] for each in _list(first, "channels"))
    await sandbox.delete_channel(LENA, str(shown))
    rest = await call(
        "conversations.list", limit=9, cursor=as_object(first["response_metadata"])["next_cursor"]
    )
    left = _list(await call("conversations.list"), "channels")
    assert _list(rest, "channels") == left
    assert len(left) > 1


async def test_the_first_messages_stand_where_the_seed_says(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    oldest, *_ = reversed(_messages(await call("conversations.history", channel=GENERAL)))
    assert oldest["ts"] == stamp_of(datetime(2026, 3, 1, 13, 0, tzinfo=UTC))


def _messages(read: Json) -> list[Json]:
    return [as_object(each) for each in _list(read, "messages")]


def _list(read: Json, key: str) -> list[object]:
    found = read[key]
    assert isinstance(found, list)
    return found
