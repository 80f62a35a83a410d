"""What people settle for themselves and their channels, and what the app hears of it."""

from datetime import timedelta

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects, as_texts
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    ARCHIVE,
    BOT,
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    MANIFEST,
    STEERING,
    HandMovedClock,
    ListeningApp,
    WebClient,
    modal,
    refusing,
    sandbox_with,
)


async def heard(sandbox: Sandbox, app: ListeningApp, kind: str) -> list[Json]:
    await sandbox.settled()
    return app.events(kind)


async def test_the_app_hears_of_new_zones_and_statuses(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.set_zone(LENA, "America/Lima")
    await sandbox.set_status(LENA, "On holiday", ":palm_tree:")
    first, second = [as_object(each["user"]) for each in await heard(sandbox, app, "user_change")]
    assert (first["tz"], second["tz"]) == ("America/Lima", "America/Lima")
    assert as_object(second["profile"])["status_emoji"] == ":palm_tree:"
    assert (await call("users.info", user=LENA))["user"] == second
    assert (await call("users.profile.get", user=LENA))["profile"] == second["profile"]


async def test_the_app_hears_of_do_not_disturb(
    sandbox: Sandbox, app: ListeningApp, clock: HandMovedClock
) -> None:
    await sandbox.pause_notifications(LENA, clock() + timedelta(hours=1))
    await sandbox.pause_notifications(LENA, None)
    told = [
        as_object(each["dnd_status"])["dnd_enabled"] for each in await heard(sandbox, app, "dnd_updated_user")
    ]
    assert told == [True, False]


@pytest.mark.parametrize(
    ("event", "scope"), [("user_change", "users:read"), ("dnd_updated_user", "dnd:read")]
)
async def test_without_the_scope_it_hears_nothing(app: ListeningApp, event: str, scope: str) -> None:
    granted = as_texts(as_object(as_object(MANIFEST["oauth_config"])["scopes"])["bot"])
    scopes = {"oauth_config": {"scopes": {"bot": [each for each in granted if each != scope]}}}
    async with sandbox_with({**MANIFEST, **scopes}, app=app) as sandbox:
        await sandbox.set_zone(LENA, "America/Lima")
        await sandbox.pause_notifications(LENA, None)
        assert await heard(sandbox, app, event) == []


async def test_who_is_deactivated_can_do_nothing_and_gets_no_messages(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.run_command(DIEGO, GENERAL, "/stone")
    await call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    await sandbox.deactivate(LENA, DIEGO)
    assert sandbox.views(DIEGO) == []
    (event,) = await heard(sandbox, app, "user_change")
    assert as_object(event["user"])["deleted"] is True
    assert (await call("conversations.open", users=DIEGO))["error"] == "user_disabled"
    with refusing("not_in_channel"):
        await sandbox.say(DIEGO, GENERAL, "I am still here")
    refused = await call.http.get(f"/client/state?as={DIEGO}")
    assert refused.json()["error"] == "unknown_person"


@pytest.mark.parametrize("other", [LENA, BOT])
async def test_nobody_switches_off_themselves_or_the_app(sandbox: Sandbox, other: str) -> None:
    with refusing("cant_deactivate"):
        await sandbox.deactivate(LENA, other)


async def test_the_app_hears_what_becomes_of_its_channels_and_of_no_others(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    orchard = await sandbox.create_channel(LENA, "orchard")
    await sandbox.invite(LENA, orchard, BOT)
    for channel in (orchard, GARDEN):
        await sandbox.rename(LENA, channel, f"{channel.lower()}-anew")
        await sandbox.archive(LENA, channel)
    (renamed,) = await heard(sandbox, app, "channel_rename")
    (archived,) = await heard(sandbox, app, "channel_archive")
    assert (as_object(renamed["channel"])["id"], archived["channel"]) == (orchard, orchard)
    await sandbox.unarchive(LENA, ARCHIVE)
    (opened,) = await heard(sandbox, app, "channel_unarchive")
    assert opened["channel"] == ARCHIVE


async def test_nothing_goes_into_an_archived_channel(sandbox: Sandbox, call: WebClient) -> None:
    await sandbox.invite(LENA, GARDEN, BOT)
    await sandbox.archive(LENA, GARDEN)
    assert (await call("chat.postMessage", channel=GARDEN, text="Hello"))["error"] == "is_archived"


async def test_the_app_learns_that_its_channel_became_private(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.invite(LENA, GARDEN, BOT)
    await sandbox.make_private(LENA, GARDEN)
    (told,) = await heard(sandbox, app, "message")
    assert (told["subtype"], told["channel_type"]) == ("channel_convert_to_private", "group")
    described = as_object((await call("conversations.info", channel=GARDEN))["channel"])
    assert (described["is_private"], described["is_group"]) == (True, True)


async def test_only_those_in_a_channel_change_it(sandbox: Sandbox) -> None:
    with refusing("channel_not_found"):
        await sandbox.rename(DIEGO, STEERING, "ours")


async def test_what_is_written_to_the_app_reaches_it_also_in_a_thread(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    asked = await call("chat.postMessage", channel=LENA, text="How is it going?")
    dm, ts = str(asked["channel"]), str(asked["ts"])
    await sandbox.say(LENA, dm, "Well")
    await sandbox.say(LENA, dm, "Very well", ts)
    mine = [each for each in await heard(sandbox, app, "message") if each["user"] == LENA]
    assert [
        (each["text"], each["channel_type"], each.get("thread_ts"), each.get("parent_user_id"))
        for each in mine
    ] == [
        ("Well", "im", None, None),
        ("Very well", "im", ts, BOT),
    ]


async def test_one_message_is_fetched_by_its_ts(sandbox: Sandbox, call: WebClient) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    for text in ("one", "two", "three"):
        await sandbox.say(LENA, GENERAL, text)
    history = await call("conversations.history", channel=GENERAL)
    ts = as_objects(history["messages"])[1]["ts"]
    for bounds in ({"latest": ts}, {"oldest": ts, "latest": ts}):
        only = await call("conversations.history", bounds, channel=GENERAL, inclusive=True, limit=1)
        assert [each["text"] for each in as_objects(only["messages"])] == ["two"]


async def test_everybody_is_in_general_and_it_stays_whatever_it_is_called(sandbox: Sandbox) -> None:
    await sandbox.rename(LENA, GENERAL, "all-of-us")
    with refusing("cant_leave_general"):
        await sandbox.leave(LENA, GENERAL)
    with refusing("cant_kick_from_general"):
        await sandbox.remove(LENA, GENERAL, DIEGO)
    with refusing("cant_archive_general"):
        await sandbox.archive(LENA, GENERAL)
    for change in (sandbox.make_private, sandbox.delete_channel):
        with refusing("channel_type_not_supported"):
            await change(LENA, GENERAL)
    another = await sandbox.create_channel(LENA, "general")
    await sandbox.archive(LENA, another)
    newcomer = await sandbox.welcome(LENA, "ola", "Ola Nowak", "Europe/Warsaw")
    assert await sandbox.say(newcomer, GENERAL, "Hello, I am new")
    with refusing("not_in_channel"):
        await sandbox.say(newcomer, GARDEN, "Hello")
