"""Who is who."""

from datetime import timedelta

from bot.sandbox.json_values import as_object, as_objects
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import ARCHIVE, LENA, MANIFEST, WebClient, sandbox_with


async def test_a_person_has_a_name_and_a_zone(call: WebClient) -> None:
    user = as_object((await call("users.info", user=LENA))["user"])
    assert (user["real_name"], user["tz"], user["tz_offset"], user["is_bot"]) == (
        "Lena Visser",
        "Europe/Amsterdam",
        3600,
        False,
    )


async def test_nobody_else_is_found(call: WebClient) -> None:
    assert (await call("users.info", user="U0NOBODY01"))["error"] == "user_not_found"


async def test_everybody_is_listed_page_by_page(call: WebClient) -> None:
    first = await call("users.list", limit=4)
    rest = await call("users.list", limit=4, cursor=as_object(first["response_metadata"])["next_cursor"])
    members = [as_object(each) for page in (first, rest) for each in list(page["members"])]  # type: ignore[call-overload]
    assert len(members) == 7
    assert [each["name"] for each in members if each["is_bot"]] == ["pebble"]


async def test_the_workspace_has_a_name(call: WebClient) -> None:
    assert as_object((await call("team.info"))["team"])["name"] == "Rivertown Commons"


async def test_addresses_are_told_and_looked_up_with_their_scope_only(call: WebClient) -> None:
    refused = await call("users.lookupByEmail", email="lena@rivertown.example")
    assert (refused["error"], refused["needed"]) == ("missing_scope", "users:read.email")
    assert "email" not in as_object(as_object((await call("users.info", user=LENA))["user"])["profile"])
    scopes = {"bot": ["users:read", "users:read.email"]}
    async with sandbox_with({**MANIFEST, "oauth_config": {"scopes": scopes}}) as sandbox:
        trusted = WebClient(sandbox)
        found = as_object((await trusted("users.lookupByEmail", email="Lena@rivertown.example"))["user"])
        assert (found["id"], as_object(found["profile"])["email"]) == (LENA, "lena@rivertown.example")
        refused = await trusted("users.lookupByEmail", email="nobody@rivertown.example")
        assert refused["error"] == "users_not_found"


async def test_the_locale_is_told_when_asked(call: WebClient) -> None:
    assert "locale" not in as_object((await call("users.info", user=LENA))["user"])
    asked = await call("users.info", user=LENA, include_locale=True)
    assert as_object(asked["user"])["locale"] == "en-US"


async def test_whoever_wants_no_notifications_is_away(sandbox: Sandbox, call: WebClient) -> None:
    assert (await call("users.getPresence", user=LENA))["presence"] == "active"
    await sandbox.pause_notifications(LENA, sandbox.now() + timedelta(hours=1))
    assert (await call("users.getPresence", user=LENA))["presence"] == "away"


async def test_the_conversations_of_a_person_are_those_the_bot_sees_too(call: WebClient) -> None:
    channels = as_objects((await call("users.conversations", user=LENA))["channels"])
    assert {channel["id"] for channel in channels} == {"C0GENERAL1", "C0GARDEN01", ARCHIVE}
    mine = as_objects((await call("users.conversations", types="public_channel"))["channels"])
    assert [channel["id"] for channel in mine] == [ARCHIVE]
    assert (await call("users.conversations", user="U0NOBODY01"))["error"] == "user_not_found"
