"""Workspaces side by side on one server: apart in all they hold, with the app in or out of each."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.hints import Subscription
from bot.sandbox.json_values import Json, as_object, as_objects, parse_object
from tests.sandbox.stand_ins import (
    BOT,
    BOT_TOKEN,
    GENERAL,
    LENA,
    modal,
    refusing,
)
from tests.sandbox.town import (
    JONAS,
    OTHER,
    PLAZA,
    SECOND,
    SECOND_BOT,
    Town,
)


async def test_a_workspace_without_the_app_has_no_command_and_no_bot(town: Town) -> None:
    with refusing("unknown_command"):
        await town.second.run_command(JONAS, PLAZA, "/stone")
    assert as_objects(town.second.state(JONAS)["commands"]) == []
    assert SECOND_BOT not in [each["id"] for each in as_objects(town.second.state(JONAS)["people"])]
    assert as_object(town.second.state(JONAS)["app"])["is_here"] is False
    await town.installed()
    assert as_object(town.second.state(JONAS)["app"])["is_here"] is True


async def test_each_workspace_has_its_own_people_messages_and_events(town: Town) -> None:
    await town.installed()
    await town.second.run_command(JONAS, PLAZA, "/stone")
    assert (town.app.last["team_id"], town.app.last["user_id"]) == (SECOND, JONAS)
    await town.sandbox.run_command(LENA, GENERAL, "/stone")
    assert (town.app.last["team_id"], town.app.last["user_id"]) == ("T0SANDBOX1", LENA)
    await town.second.say(JONAS, PLAZA, "La la la")
    assert "La la la" not in str(town.sandbox.messages(LENA, GENERAL))
    with refusing("channel_not_found"):
        await town.sandbox.say(LENA, PLAZA, "Hello?")


async def test_an_answer_reaches_the_workspace_it_was_asked_in(town: Town) -> None:
    await town.installed()
    await town.second.run_command(JONAS, PLAZA, "/stone")
    await town.call.http.post(str(town.app.last["response_url"]), json={"text": "Laid"})
    assert town.second.messages(JONAS, PLAZA)[-1]["text"] == "Laid"


async def test_files_are_handed_over_and_read_in_each_workspace(town: Town) -> None:
    token = str((await town.installed(scope="files:write,files:read"))["access_token"])
    for mine in (BOT_TOKEN, token):
        given = await town.call("files.getUploadURLExternal", filename="a.txt", length=2, token=mine)
        handed = await town.call.http.post(str(given["upload_url"]), content=b"hi")
        assert handed.text == "OK - 2"
        files = [{"id": given["file_id"]}]
        (file,) = as_objects(
            (await town.call("files.completeUploadExternal", files=files, token=mine))["files"]
        )
        read = await town.call.http.get(f"/files/{file['id']}/a.txt")
        assert read.content == b"hi"
    assert (await town.call.http.post("/upload/guess", content=b"hi")).status_code == 400


async def test_the_page_can_be_asked_of_any_workspace(town: Town) -> None:
    async def status(**asked: str) -> int:
        return (await town.call.http.get("/client/state", params=asked)).status_code

    assert await status(team=SECOND, **{"as": JONAS}) == 200
    assert await status(team=SECOND, **{"as": LENA}) == 400
    assert await status(team="T0NOWHERE1") == 400
    said = {"as": JONAS, "team": SECOND, "channel": PLAZA, "text": "Over the wire"}
    assert (await town.call.http.post("/client/messages", json=said)).status_code == 200
    assert town.second.messages(JONAS, PLAZA)[-1]["text"] == "Over the wire"
    listed = (await town.call.http.get("/control/workspaces")).json()["workspaces"]
    assert [(each["id"], each["is_installed"]) for each in listed] == [("T0SANDBOX1", True), (SECOND, False)]


async def test_the_second_workspace_comes_back_from_its_own_file_only(town: Town) -> None:
    snapshot = town.second.snapshot()
    with refusing("snapshot_of_another_workspace"):
        town.sandbox.restore(snapshot)
    await town.second.say(JONAS, PLAZA, "Gone again")
    town.second.restore(snapshot)
    assert town.second.messages(JONAS, PLAZA) == []


async def test_uninstalling_tells_the_app_once_more_and_ends_everything(town: Town) -> None:
    await town.sandbox.invite(LENA, GENERAL, BOT)
    assert (await town.call.http.post("/control/uninstall", json={})).json() == {"ok": True}
    await town.sandbox.settled()
    (revoked,) = town.app.events("tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [BOT]}
    assert len(town.app.events("app_uninstalled")) == 1
    assert (await town.call("auth.test"))["error"] == "token_revoked"
    heard = len(town.app.heard)
    await town.sandbox.say(LENA, GENERAL, "Is anybody there?")
    await town.sandbox.settled()
    assert len(town.app.heard) == heard
    with refusing("unknown_command"):
        await town.sandbox.run_command(LENA, GENERAL, "/stone")
    again = await town.call.http.post("/control/uninstall", json={})
    assert again.json()["error"] == "not_installed"


async def test_uninstalling_ends_what_the_app_had_begun(town: Town) -> None:
    await town.sandbox.invite(LENA, GENERAL, BOT)
    await town.sandbox.run_command(LENA, GENERAL, "/stone")
    trigger, url = town.app.last["trigger_id"], str(town.app.last["response_url"])
    assert (await town.call("views.open", trigger_id=trigger, view=modal()))["ok"] is True
    soon = int((town.clock() + timedelta(minutes=5)).timestamp())
    later: Json = {"channel": GENERAL, "text": "Later", "post_at": soon}
    assert (await town.call("chat.scheduleMessage", later))["ok"] is True
    before = town.sandbox.snapshot()
    town.sandbox.oauth.uninstall(town.sandbox.parts)
    assert town.sandbox.views(LENA) == []
    assert (await town.call.http.post(url, json={"text": "A ghost"})).json()["error"] == "expired_url"
    said = town.sandbox.messages(LENA, GENERAL)
    for _ in range(2):
        await town.sandbox.move_clock(by=timedelta(minutes=10))
        assert town.sandbox.messages(LENA, GENERAL) == said
        assert BOT not in town.sandbox.parts.directory.conversations[GENERAL].members
        with refusing("cant_invite"):
            await town.sandbox.invite(LENA, GENERAL, BOT)
        town.sandbox.restore(before)


async def test_an_app_that_comes_back_is_the_same_bot_with_another_token(town: Town) -> None:
    first = await town.installed()
    town.sandbox.oauth.uninstall(town.second.parts)
    second = await town.installed()
    assert second["access_token"] != first["access_token"]
    assert second["bot_user_id"] == first["bot_user_id"]
    assert town.second.parts.directory.bot.deleted is False


async def test_two_workspaces_cant_have_one_id(town: Town) -> None:
    with pytest.raises(ValueError, match="already"):
        town.sandbox.add_workspace(replace(OTHER, team_name="Another"))


async def _planned_in_the_second(town: Town) -> Subscription:
    """Have the app post in an hour there, and return what tells a page there of changes."""
    token = str((await town.installed())["access_token"])
    await town.call("conversations.join", channel=PLAZA, token=token)
    in_an_hour = int((town.sandbox.now() + timedelta(hours=1)).timestamp())
    await town.call("chat.scheduleMessage", channel=PLAZA, text="Planned", post_at=in_an_hour, token=token)
    return town.second.parts.hints.subscribe(JONAS)


async def _hints(page: Subscription) -> list[str]:
    """Return what the page was told until now."""
    page.add("so far")
    async with asyncio.timeout(5):
        return [hint async for hint in _until_now(page)]


async def _until_now(page: Subscription) -> AsyncIterator[str]:
    async for hint in page.hints():
        if hint == "so far":
            return
        yield hint


async def test_a_moved_clock_reaches_the_plans_and_pages_of_every_workspace(town: Town) -> None:
    page = await _planned_in_the_second(town)
    await town.sandbox.move_clock(by=timedelta(hours=2))
    assert [each["text"] for each in town.second.messages(JONAS, PLAZA)] == ["Planned"]
    assert '{"what": "state"}' in await _hints(page)


async def test_a_restore_that_moves_the_clock_reaches_every_workspace(town: Town) -> None:
    page = await _planned_in_the_second(town)
    town.sandbox.restore(json.dumps(parse_object(town.sandbox.snapshot()) | {"ahead": "PT2H"}).encode())
    assert [each["text"] for each in town.second.messages(JONAS, PLAZA)] == ["Planned"]
    assert '{"what": "state"}' in await _hints(page)
