"""What the browser client is shown and may ask for."""

from datetime import timedelta

import httpx
import pytest

from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    BOT,
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    STEERING,
    HandMovedClock,
    ListeningApp,
    WebClient,
    modal,
)


@pytest.fixture
def http(call: WebClient) -> httpx.AsyncClient:
    return call.http


async def post(http: httpx.AsyncClient, path: str, **asked: object) -> tuple[int, Json]:
    response = await http.post(f"/client/{path}", json={"as": LENA, **asked})
    return response.status_code, as_object(response.json())


async def get(http: httpx.AsyncClient, path: str, **asked: str) -> Json:
    response = await http.get(f"/client/{path}", params={"as": LENA, **asked})
    assert response.status_code == 200
    return as_object(response.json())


async def test_the_state_is_what_this_person_may_see(http: httpx.AsyncClient) -> None:
    lenas, diegos = await get(http, "state"), as_object((await http.get(f"/client/state?as={DIEGO}")).json())
    assert as_object(lenas["me"]) == {
        "id": LENA,
        "name": "lena",
        "real_name": "Lena Visser",
        "initials": "LV",
        "tz": "Europe/Amsterdam",
        "color": "3f7d5b",
        "is_bot": False,
        "deleted": False,
        "is_guest": False,
        "is_outside": False,
        "status": {"text": "", "emoji": ""},
        "paused_until": None,
    }
    assert [each["name"] for each in as_objects(lenas["channels"])][:3] == [
        "general",
        "community-garden",
        "steering",
    ]
    assert "steering" not in [each["name"] for each in as_objects(diegos["channels"])]
    assert lenas["app"] == {"name": "Pebble", "bot_user_id": BOT, "has_home": True, "is_here": True}
    assert as_objects(lenas["commands"])[0] == {
        "command": "/stone",
        "description": "Lay a stone",
        "usage_hint": "lay | count",
    }
    assert lenas["message_shortcuts"] == [{"callback_id": "keep", "name": "Keep this"}]
    assert lenas["global_shortcuts"] == [{"callback_id": "new", "name": "New stone"}]


async def test_a_page_that_does_not_know_yet_who_acts_is_shown_the_first_person(
    http: httpx.AsyncClient,
) -> None:
    shown = as_object((await http.get("/client/state")).json())
    assert as_object(shown["me"])["id"] == LENA
    assert (await http.get("/client/state?as=U0NOBODY01")).status_code == 400


async def test_a_channel_tells_who_is_in_it(http: httpx.AsyncClient) -> None:
    await post(http, "channels/invite", channel=STEERING, user=BOT)
    steering = as_objects((await get(http, "state"))["channels"])[2]
    assert (
        steering["is_private"],
        steering["is_member"],
        steering["bot_is_member"],
        steering["num_members"],
    ) == (
        True,
        True,
        True,
        4,
    )


async def test_messages_come_oldest_first_and_page_backwards(http: httpx.AsyncClient) -> None:
    for text in ("one", "two", "three"):
        assert (await post(http, "messages", channel=GENERAL, text=text))[0] == 200
    newest = await get(http, "messages", channel=GENERAL, limit="2")
    older = await get(
        http, "messages", channel=GENERAL, limit="2", before=as_text(as_objects(newest["messages"])[0]["ts"])
    )
    assert [each["text"] for each in as_objects(newest["messages"])] == ["two", "three"]
    assert as_objects(older["messages"])[-1]["text"] == "one"
    assert (newest["has_more"], older["has_more"]) == (True, True)


async def test_a_thread_is_shown_apart(http: httpx.AsyncClient) -> None:
    _, parent = await post(http, "messages", channel=GENERAL, text="one")
    await post(http, "messages", channel=GENERAL, text="a reply", thread_ts=parent["ts"])
    thread = await get(http, "messages", channel=GENERAL, thread_ts=as_text(parent["ts"]))
    channel = await get(http, "messages", channel=GENERAL)
    assert [each["text"] for each in as_objects(thread["messages"])] == ["one", "a reply"]
    assert as_objects(channel["messages"])[-1]["text"] == "one"
    assert as_objects(channel["messages"])[-1]["reply_count"] == 1


async def test_reactions_are_added_and_taken_back(http: httpx.AsyncClient) -> None:
    _, posted = await post(http, "messages", channel=GENERAL, text="one")
    for add, reactions in ((True, [{"name": "fire", "users": [LENA], "count": 1}]), (False, [])):
        await post(http, "reactions", channel=GENERAL, ts=posted["ts"], name="fire", add=add)
        shown = as_objects((await get(http, "messages", channel=GENERAL))["messages"])[-1]
        assert shown["reactions"] == reactions


async def test_a_command_a_modal_and_its_submission(
    http: httpx.AsyncClient, app: ListeningApp, call: WebClient
) -> None:
    assert (await post(http, "commands", channel=GENERAL, command="/stone", text="lay"))[0] == 200
    await call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    (view,) = as_objects((await get(http, "views"))["stack"])
    assert (view["callback_id"], view["errors"]) == ("stones.lay", {})

    status, refused = await post(http, "views/submit", view_id=view["id"], values={})
    assert (status, refused["error"], list(as_object(refused["errors"]))) == (422, "invalid_values", ["what"])

    app.will_answer("", status=500)
    values = {"what": {"text": {"type": "plain_text_input", "value": "A flat one"}}}
    status, failed = await post(http, "views/submit", view_id=view["id"], values=values)
    assert (status, failed["error"]) == (502, "app_error")
    assert "lost" in as_text(failed["message"])

    app.will_answer({"response_action": "errors", "errors": {"what": "Say more"}})
    assert await post(http, "views/submit", view_id=view["id"], values=values) == (
        200,
        {"ok": True, "outcome": "errors", "errors": {"what": "Say more"}},
    )
    assert await post(http, "views/submit", view_id=view["id"], values=values) == (
        200,
        {"ok": True, "outcome": "closed"},
    )
    assert (await get(http, "views"))["stack"] == []


async def test_a_click_a_shortcut_and_closing(
    http: httpx.AsyncClient, app: ListeningApp, call: WebClient
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    app.will_answer({"text": "Well?", "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}]})
    await post(http, "commands", channel=GENERAL, command="/stone")
    shown = as_objects((await get(http, "messages", channel=GENERAL))["messages"])[-1]
    assert shown["ephemeral"] is True
    container = {"type": "message", "channel": GENERAL, "ts": shown["ts"]}
    clicked = await post(
        http, "actions", container=container, block_id="b", action={"type": "button", "action_id": "go"}
    )
    assert clicked == (200, {"ok": True})
    await call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    (view,) = as_objects((await get(http, "views"))["stack"])
    assert await post(http, "views/close", view_id=view["id"]) == (200, {"ok": True})
    assert await post(http, "shortcuts", callback_id="new") == (200, {"ok": True})
    assert app.last["type"] == "shortcut"


async def test_home_and_direct_messages(
    http: httpx.AsyncClient, app: ListeningApp, call: WebClient, sandbox: Sandbox
) -> None:
    assert await get(http, "home") == {"view": None}
    assert await post(http, "home/open") == (200, {"ok": True})
    await sandbox.settled()
    assert app.events("app_home_opened")[0]["user"] == LENA
    await call("views.publish", user_id=LENA, view={"type": "home", "blocks": [{"type": "divider"}]})
    assert as_object((await get(http, "home"))["view"])["type"] == "home"
    _, opened = await post(http, "dms", user=DIEGO)
    dms = as_objects((await get(http, "state"))["dms"])
    assert (opened["channel"], DIEGO) in [(each["id"], each["with"]) for each in dms]


async def test_people_settle_things_for_their_channel_and_themselves(
    http: httpx.AsyncClient, clock: HandMovedClock
) -> None:
    for path, asked in (
        ("channels/invite", {"user": BOT}),
        ("channels/remove", {"user": BOT}),
        ("channels/rename", {"name": "ours"}),
        ("channels/archive", {}),
        ("channels/unarchive", {}),
        ("channels/make-private", {}),
    ):
        assert (await post(http, path, channel=GARDEN, **asked))[0] == 200, path
    until = clock() + timedelta(hours=2)
    await post(http, "people/zone", tz="Asia/Tokyo")
    await post(http, "people/status", text="On holiday", emoji=":palm_tree:", until=until.isoformat())
    await post(http, "people/pause", until=until.isoformat())
    await post(http, "people/deactivate", user=DIEGO)
    state = await get(http, "state")
    (ours,) = [each for each in as_objects(state["channels"]) if each["id"] == GARDEN]
    assert (ours["name"], ours["is_private"], ours["is_archived"]) == ("ours", True, False)
    me = as_object(state["me"])
    assert (me["tz"], me["status"], me["paused_until"]) == (
        "Asia/Tokyo",
        {"text": "On holiday", "emoji": ":palm_tree:"},
        until.isoformat(),
    )
    assert [each["id"] for each in as_objects(state["people"]) if each["deleted"]] == [DIEGO]
    clock.move(seconds=7200)
    me = as_object((await get(http, "state"))["me"])
    assert (me["status"], me["paused_until"]) == ({"text": "", "emoji": ""}, None)


async def test_the_state_tells_the_workspaces_time(http: httpx.AsyncClient, clock: HandMovedClock) -> None:
    assert (await get(http, "state"))["now"] == clock().timestamp()


async def test_people_come_and_go(http: httpx.AsyncClient) -> None:
    assert await post(http, "channels/leave", channel="C0GARDEN01") == (200, {"ok": True})
    assert as_objects((await get(http, "state"))["channels"])[1]["is_member"] is False
    assert await post(http, "channels/join", channel="C0GARDEN01") == (200, {"ok": True})


@pytest.mark.parametrize(
    ("path", "asked", "status", "error"),
    [
        ("commands", {"channel": GENERAL, "command": "/nope"}, 404, "unknown_command"),
        ("messages", {"channel": "C0NOWHERE1", "text": "x"}, 404, "channel_not_found"),
        ("messages", {"channel": GENERAL, "text": ""}, 400, "no_text"),
        ("messages", {"text": "x"}, 400, "invalid_arguments"),
        (
            "reactions",
            {"channel": GENERAL, "ts": "1.0", "name": "fire", "add": True},
            404,
            "message_not_found",
        ),
        ("people/zone", {"tz": "Atlantis/Capital"}, 400, "unknown_zone"),
        ("people/pause", {"until": "whenever"}, 400, "invalid_arguments"),
        ("people/deactivate", {"user": "U0NOBODY01"}, 400, "user_not_found"),
        ("channels/unarchive", {"channel": GENERAL}, 400, "not_archived"),
        ("actions", {"container": {"type": "cloud"}, "action": {}}, 400, "invalid_arguments"),
        ("views/submit", {"view_id": "V0"}, 404, "not_found"),
        ("channels/join", {"channel": GENERAL, "as": "U0NOBODY01"}, 400, "unknown_person"),
        ("channels/join", {"channel": GENERAL, "as": BOT}, 400, "unknown_person"),
    ],
)
async def test_a_refusal_has_a_code_and_a_sentence(
    http: httpx.AsyncClient, path: str, asked: Json, status: int, error: str
) -> None:
    answered, refused = await post(http, path, **asked)
    assert (answered, refused["error"]) == (status, error)
    assert as_text(refused["message"]).endswith((".", ")"))


async def test_rubbish_is_refused_and_an_unknown_reader_gets_no_hints(http: httpx.AsyncClient) -> None:
    assert (await http.post("/client/messages", content=b"{")).status_code == 400
    assert (await http.get("/client/events?as=U0NOBODY01")).status_code == 400


async def test_people_delete_what_they_wrote_and_nothing_of_others(
    http: httpx.AsyncClient, sandbox: Sandbox
) -> None:
    mine, theirs = await sandbox.say(LENA, GENERAL, "mine"), await sandbox.say(DIEGO, GENERAL, "theirs")
    assert await post(http, "messages/delete", channel=GENERAL, ts=mine) == (200, {"ok": True})
    status, refused = await post(http, "messages/delete", channel=GENERAL, ts=theirs)
    assert (status, refused["error"]) == (403, "cant_delete_message")
    assert "wrote themselves" in as_text(refused["message"])
    texts = [each["text"] for each in as_objects((await get(http, "messages", channel=GENERAL))["messages"])]
    assert "theirs" in texts
    assert "mine" not in texts


async def test_a_part_of_a_conversation_tells_what_stands_before_and_after_it(
    sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    stamps = [await sandbox.say(DIEGO, GENERAL, f"word {number}") for number in range(6)]
    part = await get(http, "messages", channel=GENERAL, since=stamps[1], limit="3")
    assert [each["ts"] for each in as_objects(part["messages"])] == stamps[1:4]
    assert (part["has_more"], part["has_later"]) == (True, True)
    rest = await get(http, "messages", channel=GENERAL, since=stamps[3], limit="3")
    assert [each["ts"] for each in as_objects(rest["messages"])] == stamps[3:]
    assert rest["has_later"] is False
    whole = await get(http, "messages", channel=GENERAL, since="1", limit="1000")
    assert (whole["has_more"], whole["has_later"]) == (False, False)


async def test_what_one_person_has_read_still_waits_for_others(
    sandbox: Sandbox, http: httpx.AsyncClient
) -> None:
    def general(state: Json) -> Json:
        return next(each for each in as_objects(state["channels"]) if each["id"] == GENERAL)

    ts = await sandbox.say(DIEGO, GENERAL, f"<@{LENA}>, are you there?")
    before = general(await get(http, "state"))
    assert before["mentions"] == 1
    assert await post(http, "messages/read", channel=GENERAL, ts=ts) == (200, {"ok": True})
    after = general(await get(http, "state"))
    assert (after["unread"], after["mentions"], after["read_up_to"]) == (0, 0, ts)
    assert general(await get(http, "state", **{"as": "U0MEI00001"}))["unread"] != 0
    status, _ = await post(http, "messages/read", **{"as": DIEGO}, channel=STEERING, ts=ts)
    assert status == 404
