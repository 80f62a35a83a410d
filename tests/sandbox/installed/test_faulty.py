"""Faults on the way to the app: lost, doubled, late and out of order, as an app hears them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.faults import Edge, Fault, Kind
from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import as_object
from bot.sandbox.refusals import AppFailed
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, GENERAL, LENA, ListeningApp, WebClient, sandbox_with

HOME = "app_home_opened"


@pytest.fixture
async def sandbox(app: ListeningApp) -> AsyncIterator[Sandbox]:
    async with sandbox_with(app=app) as sandbox:
        yield sandbox


def openers(app: ListeningApp) -> list[object]:
    """Whose Home was opened, in the order the app heard it."""
    return [event["user"] for event in app.events(HOME)]


def ask_for(sandbox: Sandbox, kind: Kind, seconds: float = 0.0, matches: str = HOME) -> None:
    sandbox.faults.add(Fault(kind, Edge.DELIVERY, matches, seconds=seconds))


async def test_an_event_that_is_lost_on_its_way_comes_again(sandbox: Sandbox, app: ListeningApp) -> None:
    ask_for(sandbox, Kind.DROP_BEFORE)
    await sandbox.open_home(LENA)
    await sandbox.settled()
    (heard,) = app.heard
    assert heard.headers["x-slack-retry-reason"] == "connection_failed"
    assert [each.failure for each in sandbox.deliveries] == ["connection_failed", ""]


async def test_an_event_whose_answer_is_lost_is_heard_twice(sandbox: Sandbox, app: ListeningApp) -> None:
    ask_for(sandbox, Kind.DROP_AFTER)
    await sandbox.open_home(LENA)
    await sandbox.settled()
    assert [heard.headers.get("x-slack-retry-num") for heard in app.heard] == [None, "1"]


async def test_a_doubled_event_carries_the_same_id_and_is_no_retry(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    ask_for(sandbox, Kind.DOUBLE)
    await sandbox.open_home(LENA)
    await sandbox.open_home(DIEGO)
    await sandbox.settled()
    assert sorted(map(str, openers(app))) == sorted([LENA, LENA, DIEGO])
    ids = {heard.payload["event_id"] for heard in app.heard}
    assert len(ids) == 2
    assert not any("x-slack-retry-num" in heard.headers for heard in app.heard)


async def test_a_late_event_comes_after_those_that_happened_since(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    ask_for(sandbox, Kind.LATE, seconds=0.2)
    await sandbox.open_home(LENA)
    await sandbox.open_home(DIEGO)
    await sandbox.settled()
    assert openers(app) == [DIEGO, LENA]


async def test_an_event_out_of_order_waits_for_the_next_one(sandbox: Sandbox, app: ListeningApp) -> None:
    ask_for(sandbox, Kind.REORDER, seconds=3600)
    await sandbox.open_home(LENA)
    await asyncio.sleep(0.02)
    assert app.heard == []
    await sandbox.open_home(DIEGO)
    async with asyncio.timeout(10):
        await sandbox.settled()
    assert openers(app) == [DIEGO, LENA]


async def test_an_event_that_nothing_overtakes_goes_all_the_same(sandbox: Sandbox, app: ListeningApp) -> None:
    ask_for(sandbox, Kind.REORDER, seconds=0.01)
    await sandbox.open_home(LENA)
    await sandbox.settled()
    assert openers(app) == [LENA]


@pytest.mark.parametrize(("kind", "heard"), [(Kind.DROP_BEFORE, 0), (Kind.DROP_AFTER, 1)])
async def test_a_command_that_is_lost_fails_for_the_person(
    sandbox: Sandbox, app: ListeningApp, kind: Kind, heard: int
) -> None:
    ask_for(sandbox, kind, matches="/stone")
    with pytest.raises(AppFailed, check=lambda failed: failed.details["reason"] == "connection_failed"):
        await sandbox.run_command(LENA, GENERAL, "/stone")
    assert len(app.heard) == heard
    await sandbox.run_command(LENA, GENERAL, "/stone")
    assert app.last["command"] == "/stone"


async def test_a_slow_way_is_slow_for_the_person_too(app: ListeningApp) -> None:
    async with sandbox_with(app=app) as sandbox:
        ask_for(sandbox, Kind.LATENCY, seconds=30, matches="shortcut")
        asking = asyncio.create_task(sandbox.use_shortcut(LENA, "new"))
        await asyncio.sleep(0.02)
        assert (asking.done(), app.heard) == (False, [])
        asking.cancel()


async def test_what_comes_too_late_is_heard_all_the_same_and_repeated(app: ListeningApp) -> None:
    async with sandbox_with(app=app, waits=Waits(answer=0.05, retries=(0.0,))) as sandbox:
        ask_for(sandbox, Kind.LATENCY, seconds=0.2)
        await sandbox.open_home(LENA)
        await sandbox.settled()
        assert [each.failure for each in sandbox.deliveries] == ["http_timeout", ""]
        if len(app.heard) == 1:
            app.first_heard.clear()
            async with asyncio.timeout(10):
                await app.first_heard.wait()
    assert [heard.headers.get("x-slack-retry-num") for heard in app.heard] == ["1", None]
    assert len({heard.payload["event_id"] for heard in app.heard}) == 1


async def test_when_all_come_out_of_order_the_next_overtakes_the_one_before(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    sandbox.faults.add(Fault(Kind.REORDER, Edge.DELIVERY, times=None, seconds=3600))
    for first, second in ((LENA, DIEGO), (DIEGO, LENA)):
        await sandbox.open_home(first)
        await sandbox.open_home(second)
        async with asyncio.timeout(10):
            await sandbox.settled()
    assert openers(app) == [DIEGO, LENA, LENA, DIEGO]


async def test_faults_can_be_asked_for_over_http(sandbox: Sandbox, app: ListeningApp) -> None:
    http = WebClient(sandbox).http
    asked = {"kind": "double", "edge": "delivery", "matches": HOME, "times": "always", "probability": 1}
    added = (await http.post("/client/faults", json=asked)).json()
    assert (added["ok"], added["id"], added["connections"]) == (True, "F1", 0)
    await sandbox.open_home(LENA)
    await sandbox.settled()
    assert len(app.heard) == 2
    (shown,) = (await http.get("/client/faults")).json()["faults"]
    assert shown == {**asked, "id": "F1", "probability": 1.0, "seconds": 0.0, "happened": 1}
    assert (await http.post("/client/faults/remove", json={})).json()["faults"] == []


@pytest.mark.parametrize(
    ("where", "asked", "error"),
    [
        ("", {"kind": "double", "edge": "call"}, "impossible_fault"),
        ("", {"kind": "flood", "edge": "call"}, "invalid_arguments"),
        ("", {"kind": "latency", "edge": "call", "seconds": "long"}, "invalid_arguments"),
        ("", {"kind": "latency", "edge": "call", "times": "never"}, "invalid_arguments"),
        ("/remove", {"id": "F9"}, "fault_not_found"),
        ("/disconnect", {"how": "gently"}, "invalid_arguments"),
    ],
)
async def test_what_can_not_be_asked_for_is_refused(
    sandbox: Sandbox, where: str, asked: dict[str, object], error: str
) -> None:
    answer = await WebClient(sandbox).http.post(f"/client/faults{where}", json=asked)
    assert answer.status_code >= 400
    assert as_object(answer.json())["error"] == error
