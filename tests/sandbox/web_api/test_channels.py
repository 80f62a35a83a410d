"""Channels as the bot makes, changes and leaves them."""

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects
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
    sandbox_with,
)


@pytest.fixture
async def compost(call: WebClient) -> str:
    created = as_object((await call("conversations.create", name="compost"))["channel"])
    return str(created["id"])


async def test_the_bot_makes_a_channel_and_is_in_it(call: WebClient, compost: str) -> None:
    described = as_object((await call("conversations.info", channel=compost))["channel"])
    assert (described["creator"], described["is_member"], described["is_private"]) == (BOT, True, False)
    private = await call("conversations.create", name="hidden", is_private=True)
    assert as_object(private["channel"])["is_private"] is True


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.create", {"name": "general"}, "name_taken"),
        ("conversations.create", {"name": "Loud"}, "invalid_name_specials"),
        ("conversations.create", {}, "invalid_name_required"),
        ("conversations.leave", {"channel": GENERAL}, "cant_leave_general"),
        ("conversations.kick", {"channel": GENERAL, "user": LENA}, "cant_kick_from_general"),
        ("conversations.kick", {"channel": GENERAL, "user": BOT}, "cant_kick_self"),
        ("conversations.rename", {"channel": GENERAL, "name": "other"}, "not_authorized"),
        ("conversations.archive", {"channel": GENERAL}, "cant_archive_general"),
        ("conversations.archive", {"channel": ARCHIVE}, "already_archived"),
        ("conversations.unarchive", {"channel": GENERAL}, "not_archived"),
        ("conversations.setTopic", {"channel": GENERAL, "topic": "x" * 251}, "too_long"),
        ("conversations.setPurpose", {"channel": ARCHIVE, "purpose": "x"}, "is_archived"),
        ("conversations.invite", {"channel": GENERAL}, "no_user"),
        ("conversations.invite", {"channel": GENERAL, "users": LENA}, "already_in_channel"),
        ("conversations.invite", {"channel": GENERAL, "users": BOT}, "cant_invite_self"),
        ("conversations.invite", {"channel": STEERING, "users": LENA}, "channel_not_found"),
        ("conversations.mark", {"channel": GENERAL, "ts": "1.000000"}, "invalid_timestamp"),
    ],
)
async def test_what_cannot_be_done_is_refused_by_name(
    call: WebClient, method: str, arguments: Json, error: str
) -> None:
    await call("conversations.join", channel=GENERAL)
    assert (await call(method, arguments))["error"] == error


async def test_people_are_brought_in_and_taken_out(sandbox: Sandbox, call: WebClient, compost: str) -> None:
    assert (await call("conversations.invite", channel=compost, users=[LENA, DIEGO]))["ok"] is True
    assert (await call("conversations.kick", channel=compost, user=DIEGO))["ok"] is True
    assert (await call("conversations.kick", channel=compost, user=DIEGO))["error"] == "not_in_channel"
    assert (await call("conversations.members", channel=compost))["members"] == [BOT, LENA]


async def test_an_invitation_that_fails_for_one_fails_for_all_unless_forced(
    call: WebClient, compost: str
) -> None:
    asked: Json = {"channel": compost, "users": f"{LENA},U0NOBODY01"}
    refused = await call("conversations.invite", asked)
    assert (refused["error"], as_objects(refused["errors"])[0]["user"]) == ("user_not_found", "U0NOBODY01")
    forced = await call("conversations.invite", asked, force=True)
    assert (forced["ok"], as_objects(forced["errors"])[0]["error"]) == (True, "user_not_found")
    assert (await call("conversations.members", channel=compost))["members"] == [BOT, LENA]


async def test_the_bot_leaves_once(call: WebClient, compost: str) -> None:
    assert await call("conversations.leave", channel=compost) == {"ok": True}
    assert (await call("conversations.leave", channel=compost))["not_in_channel"] is True


async def test_topic_and_purpose_are_posted_too(sandbox: Sandbox, call: WebClient, compost: str) -> None:
    await call("conversations.setTopic", channel=compost, topic="What rots")
    await call("conversations.setPurpose", channel=compost, purpose="To talk of it")
    described = as_object((await call("conversations.info", channel=compost))["channel"])
    assert as_object(described["topic"])["value"] == "What rots"
    history = await call("conversations.history", channel=compost)
    assert [each["subtype"] for each in as_objects(history["messages"])] == [
        "channel_purpose",
        "channel_topic",
    ]


async def test_the_bot_renames_archives_and_brings_back_its_channel(call: WebClient, compost: str) -> None:
    renamed = await call("conversations.rename", channel=compost, name="soil")
    assert as_object(renamed["channel"])["name"] == "soil"
    assert (await call("conversations.archive", channel=compost))["ok"] is True
    refused = await call("chat.postMessage", channel=compost, text="x")
    assert refused["error"] == "is_archived"
    assert (await call("conversations.unarchive", channel=compost))["ok"] is True


async def test_managing_needs_its_scope_or_the_narrower_one() -> None:
    scopes = {"bot": ["channels:join", "channels:write.topic"]}
    async with sandbox_with({**MANIFEST, "oauth_config": {"scopes": scopes}}) as sandbox:
        call = WebClient(sandbox)
        await call("conversations.join", channel=GENERAL)
        assert (await call("conversations.setTopic", channel=GENERAL, topic="x"))["ok"] is True
        refused = await call("conversations.invite", channel=GENERAL, users=LENA)
        assert (refused["error"], refused["needed"]) == ("missing_scope", "channels:manage")


async def test_a_few_people_share_one_group_message(sandbox: Sandbox, call: WebClient) -> None:
    opened = [
        as_object((await call("conversations.open", users=users, return_im=True))["channel"])
        for users in ([LENA, DIEGO], [DIEGO, LENA])
    ]
    assert opened[0]["id"] == opened[1]["id"]
    assert opened[0]["is_mpim"] is True
    assert (await call("chat.postMessage", channel=opened[0]["id"], text="You two"))["ok"] is True
    assert sandbox.messages(LENA, str(opened[0]["id"]))[-1]["text"] == "You two"
    too_many = [f"U{number}" for number in range(9)]
    assert (await call("conversations.open", users=too_many))["error"] == "too_many_users"
