"""A whole workspace in a file: what comes back is what was there, and what can't come back changes nothing."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.json_values import Json, as_object, as_objects, parse_object
from bot.sandbox.refusals import Refused
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
    refusing,
    sandbox_with,
)

Deed = Callable[[Sandbox, WebClient], Awaitable[object]]


def newest(sandbox: Sandbox) -> str:
    return str(sandbox.messages(LENA, GENERAL)[-1]["ts"])


async def upload(call: WebClient) -> None:
    given = await call("files.getUploadURLExternal", filename="a.png", length=3)
    await call.http.post(str(given["upload_url"]), content=b"\x89P\xff")
    await call("files.completeUploadExternal", files=[{"id": given["file_id"]}])


async def made(sandbox: Sandbox) -> None:
    sandbox.parts.usergroups.make("Gardeners", "gardeners", (LENA, DIEGO))
    sandbox.parts.emoji.add("leek", "https://x.test/leek.png")


DEEDS: dict[str, Deed] = {
    "bring": lambda sandbox, _: sandbox.invite(LENA, GENERAL, BOT),
    "say": lambda sandbox, _: sandbox.say(LENA, GENERAL, "Grüße :wave: <@U0DIEGO001>"),
    "reply": lambda sandbox, _: sandbox.say(DIEGO, GENERAL, "Yes", newest(sandbox)),
    "react": lambda sandbox, _: sandbox.react(DIEGO, GENERAL, newest(sandbox), "fire"),
    "delete": lambda sandbox, _: sandbox.delete(LENA, GENERAL, newest(sandbox)),
    "invite": lambda sandbox, _: sandbox.invite(LENA, STEERING, BOT),
    "close": lambda sandbox, _: sandbox.make_private(LENA, GARDEN),
    "archive": lambda sandbox, _: sandbox.archive(LENA, GARDEN),
    "travel": lambda sandbox, _: sandbox.set_zone(LENA, "Asia/Tokyo"),
    "status": lambda sandbox, _: sandbox.set_status(
        LENA, "Away", ":palm_tree:", sandbox.now() + timedelta(1)
    ),
    "pause": lambda sandbox, _: sandbox.pause_notifications(LENA, sandbox.now() + timedelta(hours=8)),
    "write": lambda sandbox, _: sandbox.open_dm(LENA, DIEGO),
    "wait": lambda sandbox, _: sandbox.move_clock(by=timedelta(days=3)),
    "post": lambda _, call: call(
        "chat.postMessage",
        channel=GENERAL,
        text="A card",
        blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "A card"}}],
        metadata={"event_type": "card", "event_payload": {"id": 7}},
    ),
    "pin": lambda sandbox, call: call("pins.add", channel=GENERAL, timestamp=newest(sandbox)),
    "whisper": lambda _, call: call("chat.postEphemeral", channel=GENERAL, user=LENA, text="psst"),
    "upload": lambda _, call: upload(call),
    "mark": lambda _, call: call(
        "bookmarks.add", channel_id=GENERAL, title="Plan", type="link", link="https://x.test"
    ),
    "group": lambda sandbox, _: made(sandbox),
    "later": lambda sandbox, call: call(
        "chat.scheduleMessage",
        channel=GENERAL,
        text="Later",
        post_at=int((sandbox.now() + timedelta(days=40)).timestamp()),
    ),
    "home": lambda _, call: call(
        "views.publish", user_id=LENA, view={"type": "home", "blocks": [{"type": "divider"}]}
    ),
    "leave": lambda sandbox, _: sandbox.deactivate(LENA, DIEGO),
}


def seen(sandbox: Sandbox) -> list[Json]:
    """All that three people can see; what open streams or the machine's clock tell is not in it."""
    shown: list[Json] = []
    for user in (LENA, DIEGO):
        state = sandbox.state(user)
        places = [
            place.id for place in sandbox._parts.directory.conversations.values() if place.seen_by(user)
        ]
        home = sandbox.home(user)
        shown.append(
            {"state": state, "home": home, "read": [sandbox.messages(user, each) for each in places]}
        )
    return shown


async def done(deed: str, sandbox: Sandbox, call: WebClient) -> None:
    """Do a deed. Raises Refused, also when Slack refuses one of the app's calls."""
    answer = await DEEDS[deed](sandbox, call)
    if isinstance(answer, dict) and answer.get("ok") is False:
        raise Refused(str(answer["error"]))


async def lived(deeds: list[str]) -> list[str]:
    """Do these deeds in one workspace, and see all of it come back in another; returns those that were refused."""
    refused = []
    clock = HandMovedClock()
    async with sandbox_with(clock=clock) as one, sandbox_with(clock=clock) as other:
        call = WebClient(one)
        for deed in deeds:
            try:
                await done(deed, one, call)
            except Refused:
                refused.append(deed)
        other.restore(one.snapshot())
        assert other.snapshot() == one.snapshot()
        assert seen(other) == seen(one)
        await one.settled()
        await call.http.aclose()
    return refused


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=25))
def test_whatever_people_did_comes_back(deeds: list[str]) -> None:
    asyncio.run(lived(deeds))


def test_every_deed_is_one_that_can_be_done() -> None:
    assert asyncio.run(lived(list(DEEDS))) == []


async def test_what_is_said_afterwards_stands_after_what_came_back(
    sandbox: Sandbox, clock: HandMovedClock
) -> None:
    await sandbox.move_clock(by=timedelta(days=9))
    before = await sandbox.say(LENA, GENERAL, "Before")
    async with sandbox_with(clock=clock) as other:
        other.restore(sandbox.snapshot())
        assert float(await other.say(LENA, GENERAL, "After")) > float(before)
        assert other.now() == sandbox.now()


async def test_the_clock_is_never_put_back(sandbox: Sandbox) -> None:
    early = sandbox.snapshot()
    await sandbox.move_clock(by=timedelta(days=2))
    late = sandbox.now()
    sandbox.restore(early)
    assert sandbox.now() == late


async def test_files_groups_links_and_what_is_for_later_come_back(
    sandbox: Sandbox, call: WebClient, clock: HandMovedClock
) -> None:
    for deed in ("bring", "upload", "mark", "group", "later"):
        await DEEDS[deed](sandbox, call)
    async with sandbox_with(clock=clock) as other:
        other.restore(sandbox.snapshot())
        (file,) = other.parts.files.by_id.values()
        assert (file.content, file.is_picture) == (b"\x89P\xff", True)
        assert [each.title for each in other.parts.bookmarks.of(GENERAL)] == ["Plan"]
        assert [each.handle for each in other.parts.usergroups.all()] == ["gardeners"]
        await other.move_clock(by=timedelta(days=41))
        assert other.messages(LENA, GENERAL)[-1]["text"] == "Later"


async def test_open_modals_are_closed_and_old_answers_reach_nobody(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    await call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    sandbox.restore(sandbox.snapshot())
    assert sandbox.views(LENA) == []
    late = await call.http.post(str(app.last["response_url"]), json={"text": "late"})
    assert late.json()["error"] == "expired_url"


async def test_the_app_goes_on_where_it_was(sandbox: Sandbox, app: ListeningApp, call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    ts = (await call("chat.postMessage", channel=GENERAL, text="A card"))["ts"]
    sandbox.restore(sandbox.snapshot())
    assert (await call("chat.update", channel=GENERAL, ts=ts, text="Another"))["ok"] is True
    await sandbox.react(LENA, GENERAL, str(ts), "fire")
    await sandbox.settled()
    assert len(app.events("reaction_added")) == 1


def changed(snapshot: bytes, **fields: object) -> bytes:
    return json.dumps({**parse_object(snapshot), **fields}).encode()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"team_id": "T0ANOTHER1"}, "snapshot_of_another_workspace"),
        ({"format": 2}, "not_a_snapshot"),
        ({"people": []}, "not_a_snapshot"),
        ({"conversations": [{"id": 7}]}, "not_a_snapshot"),
        ({"contents": {"F1": "a"}}, "not_a_snapshot"),
    ],
)
async def test_a_file_that_does_not_fit_changes_nothing(sandbox: Sandbox, fields: Json, code: str) -> None:
    before = sandbox.snapshot()
    with refusing(code):
        sandbox.restore(changed(before, **fields))
    assert sandbox.snapshot() == before


def general(snapshot: Json) -> Json:
    return next(each for each in as_objects(snapshot["conversations"]) if each["id"] == GENERAL)


def said(snapshot: Json) -> Json:
    return as_object(general(snapshot)["messages"])


def somebody(snapshot: Json) -> Json:
    return as_objects(snapshot["people"])[0]


def nobody_can_act(snapshot: Json) -> None:
    for person in as_objects(snapshot["people"]):
        person["is_bot"] = True


NAIVE = "2027-01-01T00:00:00"
LATER = {"id": "Q1", "channel": GENERAL, "draft": {"user": BOT, "text": "x"}, "at": NAIVE, "created": NAIVE}
FILE = {"id": "F1", "name": "a.png", "length": 3, "user": BOT, "created": 1, "completed": True}
HOME = {"user": LENA, "content": {}, "hash": "x"}
DAMAGES: dict[str, Callable[[Json], object]] = {
    "a clock beyond all years": lambda it: it.update(ahead="P999999999D"),
    "a clock ahead by millennia": lambda it: it.update(ahead="P2880000D"),
    "a clock put back": lambda it: it.update(ahead="-P100D"),
    "a stamp beyond all years": lambda it: it.update(last_stamp=10**25),
    "a stamp of the next century": lambda it: it.update(last_stamp=4_200_000_000_000_000),
    "a stamp before time": lambda it: it.update(last_stamp=-1),
    "a stamp before what was said": lambda it: it.update(last_stamp=1),
    "no such zone": lambda it: somebody(it).update(tz="Nowhere/Town"),
    "a zone outside": lambda it: somebody(it).update(tz="../../etc/passwd"),
    "nobody who can act": nobody_can_act,
    "somebody twice": lambda it: it.update(people=[*as_objects(it["people"]), somebody(it)]),
    "a channel twice": lambda it: it.update(conversations=[general(it), general(it)]),
    "an unknown member": lambda it: general(it).update(members=["U0NOBODY01"]),
    "an unknown author": lambda it: as_object(next(iter(said(it).values()))).update(user="U0NOBODY01"),
    "a reply that isn't there": lambda it: as_object(next(iter(said(it).values()))).update(replies=["9.9"]),
    "a message at no time": lambda it: said(it).update(
        x={**as_object(next(iter(said(it).values()))), "ts": "x"}
    ),
    "messages backwards": lambda it: general(it).update(messages=dict(reversed(said(it).items()))),
    "a status without a zone": lambda it: it.update(statuses={LENA: {"until": NAIVE}}),
    "a pause without a zone": lambda it: it.update(pauses={LENA: {"start": NAIVE, "end": NAIVE}}),
    "a plan without a zone": lambda it: it.update(scheduled=[LATER]),
    "a home of nobody": lambda it: it.update(homes={"U0NOBODY01": HOME}),
    "a file without its bytes": lambda it: it.update(files=[FILE]),
    "no number": lambda it: it.update(homes={LENA: {**HOME, "content": {"x": float("nan")}}}),
    "half a character": lambda it: it.update(emoji={"leek": "\ud83d"}),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
async def test_a_damaged_file_is_refused_and_changes_nothing(
    sandbox: Sandbox, damage: Callable[[Json], object]
) -> None:
    before = sandbox.snapshot()
    broken = parse_object(before) | {"ahead": "P9D"}
    damage(broken)
    with refusing("not_a_snapshot"):
        sandbox.restore(json.dumps(broken).encode())
    assert sandbox.snapshot() == before


async def test_what_is_left_of_a_deleted_thread_comes_back(sandbox: Sandbox) -> None:
    ts = await sandbox.say(LENA, GENERAL, "one")
    await sandbox.say(LENA, GENERAL, "two", thread_ts=ts)
    await sandbox.delete(LENA, GENERAL, ts)
    sandbox.restore(sandbox.snapshot())
    assert sandbox.messages(LENA, GENERAL)[-1]["is_tombstone"] is True


async def test_in_a_file_from_before_general_was_marked_it_is_known_by_its_name(sandbox: Sandbox) -> None:
    older = parse_object(sandbox.snapshot())
    for place in as_objects(older["conversations"]):
        del place["is_general"]
    sandbox.restore(json.dumps(older).encode())
    with refusing("cant_leave_general"):
        await sandbox.leave(LENA, GENERAL)


async def test_a_renamed_general_comes_back_as_the_channel_of_everybody(sandbox: Sandbox) -> None:
    await sandbox.rename(LENA, GENERAL, "all-of-us")
    await sandbox.create_channel(LENA, "general")
    sandbox.restore(sandbox.snapshot())
    with refusing("cant_leave_general"):
        await sandbox.leave(LENA, GENERAL)


async def test_snapshots_go_over_the_wire(sandbox: Sandbox, call: WebClient) -> None:
    given = await call.http.get("/client/snapshot")
    await sandbox.say(LENA, GENERAL, "Gone again")
    assert (await call.http.post("/client/restore", content=given.content)).json() == {"ok": True}
    assert "Gone again" not in str(sandbox.messages(LENA, GENERAL))
    refused = await call.http.post("/client/restore", content=b"{")
    assert (refused.status_code, refused.json()["error"]) == (400, "not_a_snapshot")
