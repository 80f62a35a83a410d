"""Which events the app is told of, and how they are wrapped."""

import pytest

from bot.sandbox.installed.ceiling import Ceiling
from bot.sandbox.installed.event_feed import EventFeed
from bot.sandbox.json_values import Json, as_object, as_objects
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
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
    refusing,
    sandbox_with,
)

AMARA = "U0AMARA001"


async def heard(sandbox: Sandbox, app: ListeningApp, kind: str) -> list[Json]:
    await sandbox.settled()
    return app.events(kind)


@pytest.fixture(autouse=True)
async def _joined(sandbox: Sandbox, call: WebClient, app: ListeningApp) -> None:
    await call("conversations.join", channel=GENERAL)
    await sandbox.settled()
    app.heard.clear()


async def test_an_event_comes_in_slacks_envelope(sandbox: Sandbox, app: ListeningApp) -> None:
    ts = await sandbox.say(LENA, GENERAL, "Hello")
    await sandbox.settled()
    envelope = app.last
    event = as_object(envelope["event"])
    assert (event["text"], event["ts"], event["event_ts"], event["channel_type"]) == (
        "Hello",
        ts,
        ts,
        "channel",
    )
    assert (envelope["type"], envelope["team_id"], envelope["api_app_id"]) == (
        "event_callback",
        "T0SANDBOX1",
        "A0SANDBOX1",
    )
    assert str(envelope["event_id"]).startswith("Ev")
    assert envelope["event_time"] == int(float(ts))
    (authorization,) = as_objects(envelope["authorizations"])
    assert (authorization["user_id"], authorization["is_bot"]) == (BOT, True)


async def test_above_the_ceiling_the_app_is_told_so_once_a_minute_and_of_nothing_else(
    sandbox: Sandbox, clock: HandMovedClock
) -> None:
    parts, sent = sandbox.parts, list[Json]()
    ceiling = Ceiling(parts.rates, parts.clock, most=2)
    feed = EventFeed(parts.directory, parts.app, sent.append, ceiling)
    said: Json = {"type": "message", "text": "x", "event_ts": "1.0"}

    def kinds(times: int) -> list[object]:
        sent.clear()
        for _ in range(times):
            feed.offer(said, parts.directory.conversations[GENERAL])
        return [each["type"] for each in sent]

    assert kinds(3) == ["event_callback"] * 3
    sandbox.limit_rates(on=True)
    assert kinds(4) == ["event_callback", "event_callback", "app_rate_limited"]
    assert sent[-1] == {
        "type": "app_rate_limited",
        "token": "deprecated",
        "team_id": "T0SANDBOX1",
        "minute_rate_limited": int(clock.now.timestamp()),
        "api_app_id": "A0SANDBOX1",
    }
    clock.move(60)
    assert kinds(2) == ["app_rate_limited"]
    clock.move(3600)
    assert kinds(1) == ["event_callback"]


async def test_reactions_are_told_also_the_bots_own(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    ts = await sandbox.say(LENA, GENERAL, "Hello")
    await sandbox.react(DIEGO, GENERAL, ts, "fire")
    await call("reactions.add", channel=GENERAL, timestamp=ts, name="fire")
    await sandbox.unreact(DIEGO, GENERAL, ts, "fire")
    added = await heard(sandbox, app, "reaction_added")
    (removed,) = await heard(sandbox, app, "reaction_removed")
    assert [event["user"] for event in added] == [DIEGO, BOT]
    assert added[0]["item"] == {"type": "message", "channel": GENERAL, "ts": ts}
    assert added[0]["item_user"] == LENA
    assert float(str(removed["event_ts"])) > float(str(added[0]["event_ts"]))


async def test_nothing_is_told_of_channels_the_bot_is_not_in(sandbox: Sandbox, app: ListeningApp) -> None:
    for channel in (GARDEN, STEERING):
        ts = await sandbox.say(LENA, channel, "Hello")
        await sandbox.react(LENA, channel, ts, "fire")
    await sandbox.settled()
    assert app.heard == []


async def test_the_bot_hears_that_it_was_invited_and_that_it_was_removed(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    await sandbox.invite(LENA, STEERING, BOT)
    await sandbox.remove(LENA, STEERING, BOT)
    (joined,) = await heard(sandbox, app, "member_joined_channel")
    (left,) = await heard(sandbox, app, "member_left_channel")
    assert (joined["user"], joined["inviter"], joined["channel"]) == (BOT, LENA, STEERING)
    assert (left["user"], left["channel"]) == (BOT, STEERING)


async def test_other_peoples_coming_and_going_is_told(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.invite(LENA, "C0GARDEN01", BOT)
    await sandbox.leave(DIEGO, "C0GARDEN01")
    await sandbox.join(DIEGO, "C0GARDEN01")
    assert [event["user"] for event in await heard(sandbox, app, "member_left_channel")] == [DIEGO]
    assert [event["user"] for event in await heard(sandbox, app, "member_joined_channel")] == [BOT, DIEGO]


async def test_a_mention_is_told_as_a_message_and_as_a_mention(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.say(LENA, GENERAL, f"<@{BOT}> hello")
    (mention,) = await heard(sandbox, app, "app_mention")
    assert mention["text"] == f"<@{BOT}> hello"
    assert len(await heard(sandbox, app, "message")) == 1


async def test_in_the_apps_own_dm_nothing_is_a_mention(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.say(LENA, await sandbox.open_dm(LENA, BOT), f"<@{BOT}> hello")
    assert await heard(sandbox, app, "app_mention") == []


async def test_changes_and_deletions_are_messages_with_a_subtype(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    posted = await call("chat.postMessage", channel=GENERAL, text="one")
    await call("chat.update", channel=GENERAL, ts=posted["ts"], text="two")
    await call("chat.delete", channel=GENERAL, ts=posted["ts"])
    _, changed, deleted = await heard(sandbox, app, "message")
    assert changed["subtype"] == "message_changed"
    assert (as_object(changed["previous_message"])["text"], as_object(changed["message"])["text"]) == (
        "one",
        "two",
    )
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", posted["ts"])


async def test_opening_home_is_told_with_the_view_once_there_is_one(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.open_home(LENA)
    await call("views.publish", user_id=LENA, view={"type": "home", "blocks": [{"type": "divider"}]})
    await sandbox.open_home(LENA)
    first, second = await heard(sandbox, app, "app_home_opened")
    assert (first["user"], first["tab"], "view" in first) == (LENA, "home", False)
    assert as_object(second["view"])["type"] == "home"


async def test_opening_the_apps_messages_is_told_by_its_tab(sandbox: Sandbox, app: ListeningApp) -> None:
    channel = await sandbox.open_dm(LENA, BOT)
    await sandbox.open_dm(LENA, DIEGO)
    (event,) = await heard(sandbox, app, "app_home_opened")
    assert (event["tab"], event["channel"], "view" in event) == ("messages", channel, False)


@pytest.mark.parametrize(
    ("subscribed", "scopes", "told"),
    [
        (["message.im"], ["im:history"], 1),
        (["message.channels"], ["im:history"], 0),
        (["message.im"], ["chat:write"], 0),
    ],
)
async def test_an_event_needs_its_own_subscription_and_scope(
    app: ListeningApp, subscribed: list[str], scopes: list[str], told: int
) -> None:
    settings = {"event_subscriptions": {"bot_events": subscribed}}
    manifest = {**MANIFEST, "settings": settings, "oauth_config": {"scopes": {"bot": scopes}}}
    async with sandbox_with(manifest, app) as sandbox:
        channel = await sandbox.open_dm(LENA, BOT)
        await sandbox.say(LENA, channel, "Hello")
        assert len(await heard(sandbox, app, "message")) == told


async def test_the_app_is_told_that_it_is_out_of_a_channel(app: ListeningApp) -> None:
    async with sandbox_with(subscribed_to("channel_left", "group_left"), app) as sandbox:
        for channel in (GENERAL, STEERING):
            await sandbox.invite(LENA, channel, BOT)
            await sandbox.remove(LENA, channel, BOT)
        await sandbox.remove(LENA, STEERING, AMARA)
        assert [event["channel"] for event in await heard(sandbox, app, "channel_left")] == [GENERAL]
        assert [event["channel"] for event in await heard(sandbox, app, "group_left")] == [STEERING]


async def test_new_channels_and_new_people_are_told_of(app: ListeningApp) -> None:
    async with sandbox_with(subscribed_to("channel_created", "channel_deleted", "team_join"), app) as sandbox:
        orchard = await sandbox.create_channel(LENA, "orchard")
        await sandbox.create_channel(LENA, "budget", is_private=True)
        await sandbox.delete_channel(LENA, orchard)
        await sandbox.invite(LENA, GARDEN, BOT)
        await sandbox.delete_channel(LENA, GARDEN)
        nia = await sandbox.welcome(LENA, "nia", "Nia Jones", "Europe/London")
        created = await heard(sandbox, app, "channel_created")
        (deleted,) = await heard(sandbox, app, "channel_deleted")
        (joined,) = await heard(sandbox, app, "team_join")
    assert [as_object(event["channel"])["name"] for event in created] == ["orchard"]
    assert deleted["channel"] == GARDEN
    assert (as_object(joined["user"])["id"], as_object(joined["user"])["tz"]) == (nia, "Europe/London")


async def test_new_channels_are_told_of_only_with_the_scope(app: ListeningApp) -> None:
    unscoped: Json = {"oauth_config": {"scopes": {"bot": ["users:read"]}}}
    async with sandbox_with(subscribed_to("channel_created") | unscoped, app) as sandbox:
        await sandbox.create_channel(LENA, "orchard")
        assert await heard(sandbox, app, "channel_created") == []


async def test_nobody_new_comes_with_a_name_that_is_taken_or_from_nowhere(sandbox: Sandbox) -> None:
    with refusing("name_taken"):
        await sandbox.welcome(LENA, "diego", "Another Diego", "Europe/London")
    with refusing("unknown_zone"):
        await sandbox.welcome(LENA, "nia", "Nia Jones", "Europe/Nowhere")


def subscribed_to(*events: str) -> Json:
    """The manifest, with these events only."""
    settings = as_object(MANIFEST["settings"])
    return {**MANIFEST, "settings": {**settings, "event_subscriptions": {"bot_events": list(events)}}}
