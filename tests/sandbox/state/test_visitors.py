"""What guests and people from outside may do here, and what they may not."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.sandbox.json_values import as_object, as_objects
from bot.sandbox.people.interacting import InMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Person, sample_workspace, with_visitors
from tests.sandbox.stand_ins import (
    BASE_URL,
    BOT,
    BOT_TOKEN,
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    MANIFEST,
    SIGNING_SECRET,
    ListeningApp,
    WebClient,
    refusing,
)

NIA, PAVEL, OPEN_DAY, RUI = "U0NIA00001", "U0PAVEL001", "C0OPENDAY1", "U0RUI00001"
MULTI = Person(RUI, "rui", "Rui Costa", "Europe/Lisbon", "334455", is_restricted=True)


@pytest.fixture
async def sandbox(app: ListeningApp) -> AsyncIterator[Sandbox]:
    seed = with_visitors(sample_workspace())
    sandbox = Sandbox(
        replace(seed, people=(*seed.people, MULTI)),
        MANIFEST,
        SIGNING_SECRET,
        BOT_TOKEN,
        "http://app.test/slack/events",
        transport=httpx.ASGITransport(app),
        base_url=BASE_URL,
    )
    await sandbox.invite(LENA, OPEN_DAY, BOT)
    yield sandbox
    await sandbox.close()


def channels(sandbox: Sandbox, user: str) -> list[object]:
    return [each["name"] for each in as_objects(sandbox.state(user)["channels"])]


async def test_members_see_all_public_channels_and_visitors_only_their_own(sandbox: Sandbox) -> None:
    assert channels(sandbox, DIEGO) == ["general", "community-garden", "open-day"]
    assert channels(sandbox, NIA) == channels(sandbox, PAVEL) == ["open-day"]
    assert channels(sandbox, RUI) == []


@pytest.mark.parametrize("visitor", [NIA, PAVEL, RUI])
async def test_a_visitor_cant_join_what_they_dont_see(sandbox: Sandbox, visitor: str) -> None:
    with refusing("channel_not_found"):
        await sandbox.join(visitor, GENERAL)
    await sandbox.join(DIEGO, OPEN_DAY)


async def test_a_visitors_window_hears_only_of_their_own_channels(sandbox: Sandbox) -> None:
    directory = sandbox.parts.directory
    assert NIA not in directory.readers(directory.conversations[GARDEN])
    assert {NIA, DIEGO} <= set(directory.readers(directory.conversations[OPEN_DAY]))


async def test_a_guest_of_several_channels_is_let_into_more_and_one_of_a_single_one_isnt(
    sandbox: Sandbox,
) -> None:
    await sandbox.invite(LENA, GENERAL, RUI)
    await sandbox.invite(LENA, GARDEN, RUI)
    assert channels(sandbox, RUI) == ["general", "community-garden"]
    with refusing("ura_max_channels"):
        await sandbox.invite(LENA, GENERAL, NIA)


async def test_people_from_outside_are_let_into_shared_channels_only(sandbox: Sandbox) -> None:
    with refusing("cant_invite"):
        await sandbox.invite(LENA, GENERAL, PAVEL)
    await sandbox.leave(PAVEL, OPEN_DAY)
    await sandbox.invite(LENA, OPEN_DAY, PAVEL)


async def test_an_apps_invitation_fails_for_all_when_a_visitor_cant_come(sandbox: Sandbox) -> None:
    call = WebClient(sandbox)
    made = as_object((await call("conversations.create", name="compost"))["channel"])["id"]
    asked = {"channel": made, "users": [DIEGO, DIEGO, PAVEL, NIA]}
    refused = await call("conversations.invite", asked)
    told = [(each["user"], each["error"]) for each in as_objects(refused["errors"])]
    assert told == [(PAVEL, "cant_invite"), (NIA, "ura_max_channels")]
    assert (await call("conversations.members", channel=made))["members"] == [BOT]
    assert (await call("conversations.invite", asked, force=True))["ok"] is True
    assert (await call("conversations.members", channel=made))["members"] == [BOT, DIEGO]
    await call.http.aclose()


async def test_who_was_switched_off_is_brought_in_by_nobody(sandbox: Sandbox) -> None:
    await sandbox.deactivate(LENA, DIEGO)
    with refusing("cant_invite"):
        await sandbox.invite(LENA, GENERAL, DIEGO)


@pytest.mark.parametrize("visitor", [NIA, PAVEL])
async def test_a_visitor_brings_nobody_in(sandbox: Sandbox, visitor: str) -> None:
    with refusing("user_is_restricted"):
        await sandbox.invite(visitor, OPEN_DAY, DIEGO)


@pytest.mark.parametrize("visitor", [NIA, PAVEL])
async def test_a_visitor_writes_to_those_they_share_a_channel_with(sandbox: Sandbox, visitor: str) -> None:
    assert await sandbox.open_dm(visitor, LENA)
    with refusing("user_not_visible"):
        await sandbox.open_dm(visitor, DIEGO)
    with refusing("user_not_visible"):
        await sandbox.open_dm(DIEGO, visitor)


async def test_the_app_writes_to_guests_and_to_outside_people_it_shares_a_channel_with(
    sandbox: Sandbox,
) -> None:
    call = WebClient(sandbox)
    assert (await call("conversations.open", users=RUI))["ok"] is True
    await sandbox.remove(LENA, OPEN_DAY, BOT)
    assert (await call("conversations.open", users=PAVEL))["error"] == "user_not_visible"
    await sandbox.invite(LENA, OPEN_DAY, BOT)
    assert (await call("conversations.open", users=PAVEL))["ok"] is True
    await call.http.aclose()


async def test_outside_people_have_no_commands_and_no_shortcuts_and_guests_do(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    await sandbox.settled()
    await sandbox.run_command(NIA, OPEN_DAY, "/stone")
    assert app.last["user_id"] == NIA
    ts = await sandbox.say(LENA, OPEN_DAY, "Who comes?")
    with refusing("not_from_outside"):
        await sandbox.run_command(PAVEL, OPEN_DAY, "/stone")
    with refusing("not_from_outside"):
        await sandbox.use_shortcut(PAVEL, "keep", OPEN_DAY, ts)
    shown = sandbox.state(PAVEL)
    assert (shown["commands"], shown["message_shortcuts"], shown["global_shortcuts"]) == ([], [], [])
    assert as_objects(sandbox.state(NIA)["commands"])


async def test_outside_people_react_and_press_under_their_own_team(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    call = WebClient(sandbox)
    button = {"type": "button", "action_id": "claim", "text": {"type": "plain_text", "text": "Claim"}}
    blocks = [{"type": "actions", "elements": [button]}]
    ts = str((await call("chat.postMessage", channel=OPEN_DAY, text="A card", blocks=blocks))["ts"])
    await sandbox.react(PAVEL, OPEN_DAY, ts, "fire")
    await sandbox.settled()
    assert [each["user"] for each in app.events("reaction_added")] == [PAVEL]
    assert app.last["is_ext_shared_channel"] is True
    await sandbox.press(PAVEL, InMessage(OPEN_DAY, ts), "claim")
    assert as_object(app.last["user"])["team_id"] == "T0SEEDLING"
    assert as_object(app.last["team"])["id"] == "T0SANDBOX1"
    await call.http.aclose()


async def test_an_event_elsewhere_is_not_of_a_shared_channel(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    await sandbox.settled()
    assert app.last["is_ext_shared_channel"] is False


async def test_the_web_api_tells_who_is_a_visitor_and_of_what_kind(sandbox: Sandbox) -> None:
    call = WebClient(sandbox)

    async def told(user: str) -> tuple[object, ...]:
        person = as_object((await call("users.info", user=user, include_locale=True))["user"])
        keys = ("team_id", "is_restricted", "is_ultra_restricted", "is_stranger")
        return (*(person.get(key) for key in keys), "locale" in person)

    assert await told(LENA) == ("T0SANDBOX1", False, False, None, True)
    assert await told(NIA) == ("T0SANDBOX1", True, True, None, True)
    assert await told(RUI) == ("T0SANDBOX1", True, False, None, True)
    assert await told(PAVEL) == ("T0SEEDLING", False, False, False, False)
    await sandbox.leave(PAVEL, OPEN_DAY)
    assert (await told(PAVEL))[3] is True
    described = [await call("conversations.info", channel=each) for each in (OPEN_DAY, GARDEN)]
    assert [as_object(each["channel"])["is_ext_shared"] for each in described] == [True, False]
    await call.http.aclose()


async def test_a_snapshot_keeps_who_is_a_visitor(sandbox: Sandbox) -> None:
    sandbox.restore(sandbox.snapshot())
    assert channels(sandbox, NIA) == ["open-day"]
    assert sandbox.parts.directory.person(PAVEL).is_outside


@pytest.mark.parametrize("visitor", [NIA, PAVEL])
async def test_a_visitor_opens_no_channels_and_lets_nobody_in(sandbox: Sandbox, visitor: str) -> None:
    with refusing("user_is_restricted"):
        await sandbox.create_channel(visitor, "orchard")
    with refusing("user_is_restricted"):
        await sandbox.welcome(visitor, "ola", "Ola Nowak", "Europe/Warsaw")


@pytest.mark.parametrize("visitor", [NIA, PAVEL])
def test_a_visitors_page_lists_only_who_shares_a_channel_with_them(sandbox: Sandbox, visitor: str) -> None:
    known = {str(each["id"]) for each in as_objects(sandbox.state(visitor)["people"]) if each["is_known"]}
    assert {LENA, NIA, PAVEL} <= known
    assert DIEGO not in known


def test_pickers_offer_visitors_only_who_shares_a_channel_with_them_and_members_everybody_of_their_own(
    sandbox: Sandbox,
) -> None:
    def offered(user: str) -> set[str]:
        return {str(each["id"]) for each in as_objects(sandbox.state(user)["people"]) if each["is_offered"]}

    assert {LENA, NIA, PAVEL} <= offered(NIA)
    assert {LENA, NIA, PAVEL} <= offered(PAVEL)
    assert DIEGO not in offered(NIA) | offered(PAVEL)
    assert offered(RUI) == {RUI, BOT}
    assert {LENA, DIEGO, NIA, RUI, BOT} <= offered(DIEGO)
    assert PAVEL not in offered(DIEGO)
    assert PAVEL in offered(LENA)


def test_the_app_is_none_of_those_whom_people_from_outside_are_shown(sandbox: Sandbox) -> None:
    for user, is_here in ((LENA, True), (NIA, True), (PAVEL, False)):
        app = as_object(sandbox.state(user)["app"])
        assert (app["is_here"], app["has_home"]) == (is_here, is_here)


@pytest.mark.parametrize("visitor", [NIA, PAVEL])
async def test_a_visitor_changes_nothing_for_others(sandbox: Sandbox, visitor: str) -> None:
    before = sandbox.snapshot()
    for change in (
        sandbox.deactivate(visitor, LENA),
        sandbox.rename(visitor, OPEN_DAY, "ours"),
        sandbox.archive(visitor, OPEN_DAY),
        sandbox.unarchive(visitor, OPEN_DAY),
        sandbox.make_private(visitor, OPEN_DAY),
        sandbox.remove(visitor, OPEN_DAY, LENA),
    ):
        with refusing("user_is_restricted"):
            await change
    assert sandbox.snapshot() == before
