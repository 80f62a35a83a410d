from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.directory import (
    Directory,
    NotThere,
    SlackChannel,
    SlackMessage,
    SlackPerson,
    SlackQuiet,
    person_of,
)
from tests.slack.web_api import WebApi, running_web_api

LENA = {
    "id": "U0LENA",
    "team_id": "T1",
    "name": "lena",
    "real_name": "Lena Fischer",
    "tz": "Europe/Berlin",
    "profile": {"display_name": "Lena"},
}


@pytest.fixture
async def api() -> AsyncIterator[WebApi]:
    async with running_web_api() as api:
        yield api


@pytest.fixture
async def directory(api: WebApi) -> AsyncIterator[Directory]:
    async with ClientSession() as session:

        async def client_of(workspace: str) -> AsyncWebClient | None:
            if workspace != "T1":
                return None
            return AsyncWebClient("xoxb-1", base_url=api.url, session=session, retry_handlers=[])

        yield Directory(client_of)


async def test_a_person_is_read(api: WebApi, directory: Directory) -> None:
    api.answers = [{"ok": True, "user": LENA}]
    assert await directory.person("T1", "U0LENA") == SlackPerson(
        "U0LENA", "Lena", "Europe/Berlin", "T1", is_bot=False, is_guest=False, is_deleted=False
    )


@pytest.mark.parametrize(
    ("chosen", "real", "name"),
    [
        ("Lena", "Lena Fischer", "Lena"),
        ("lena", "Lena Fischer", "Lena Fischer"),
        ("", "Lena Fischer", "Lena Fischer"),
        ("lena", "", "lena"),
        ("", "", "lena"),
    ],
)
def test_people_are_called_as_they_chose_and_not_by_their_handle(chosen: str, real: str, name: str) -> None:
    person = person_of({**LENA, "real_name": real, "profile": {"display_name": chosen}})
    assert person.name == name


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"is_bot": True}, "is_bot"),
        ({"id": "USLACKBOT"}, "is_bot"),
        ({"is_restricted": True}, "is_guest"),
        ({"is_ultra_restricted": True}, "is_guest"),
        ({"deleted": True}, "is_deleted"),
    ],
)
def test_who_is_no_full_member_is_known(fields: dict[str, object], said: str) -> None:
    person = person_of({**LENA, **fields})
    assert [name for name in ("is_bot", "is_guest", "is_deleted") if getattr(person, name)] == [said]


def test_a_person_without_a_display_name_has_their_full_name() -> None:
    assert person_of({**LENA, "profile": {"display_name": ""}}).name == "Lena Fischer"
    assert person_of({"id": "U1", "name": "lena"}).name == "lena"
    assert person_of(None).user == ""


async def test_a_channel_is_read(api: WebApi, directory: Directory) -> None:
    channel = {"id": "C1", "name": "stones", "is_private": True, "is_member": True, "is_archived": False}
    api.answers = [{"ok": True, "channel": channel}]
    assert await directory.channel("T1", "C1") == SlackChannel(
        "C1", "stones", is_private=True, is_archived=False, is_shared_outside=False, has_cairn=True
    )


async def test_members_come_a_page_at_a_time(api: WebApi, directory: Directory) -> None:
    api.answers = [
        {"ok": True, "members": ["U1", "U2"], "response_metadata": {"next_cursor": "more"}},
        {"ok": True, "members": ["U3"], "response_metadata": {"next_cursor": ""}},
    ]
    assert [page async for page in directory.members("T1", "C1")] == [["U1", "U2"], ["U3"]]
    assert [arguments.get("cursor", "") for _, arguments in api.asked] == ["", "more"]


async def test_all_reactions_are_asked_for(api: WebApi, directory: Directory) -> None:
    reactions = [{"name": "fire", "users": ["U1", "UBOT"]}, {"name": "ice_cube", "users": ["U2"]}]
    api.answers = [{"ok": True, "message": {"reactions": reactions}}]
    found = await directory.reactions("T1", "C1", "1.2")
    assert found == {"fire": ("U1", "UBOT"), "ice_cube": ("U2",)}
    assert api.asked[0][1]["full"] in {"1", "true", "True"}


NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)


def dnd(starts: timedelta, ends: timedelta, *, on: bool = True) -> dict[str, object]:
    """What dnd.teamInfo tells of somebody."""
    return {
        "dnd_enabled": on,
        "next_dnd_start_ts": int((NOW + starts).timestamp()),
        "next_dnd_end_ts": int((NOW + ends).timestamp()),
    }


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (dnd(timedelta(hours=-1), timedelta(hours=2)), NOW + timedelta(hours=2)),
        (dnd(timedelta(0), timedelta(hours=2)), NOW + timedelta(hours=2)),
        (dnd(timedelta(hours=12), timedelta(hours=22)), None),
        (dnd(timedelta(hours=-9), timedelta(0)), None),
        (dnd(timedelta(hours=-1), timedelta(hours=2), on=False), None),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, None),
    ],
)
async def test_do_not_disturb_counts_while_it_is_on(
    api: WebApi, directory: Directory, told: dict[str, object], until: datetime | None
) -> None:
    api.answers = [{"ok": True, "users": {"U1": told}}]
    assert await directory.quiet("T1", ["U1"], now=NOW) == {"U1": SlackQuiet(until)}


async def test_do_not_disturb_is_asked_for_fifty_people_at_a_time(api: WebApi, directory: Directory) -> None:
    api.answers = [{"ok": True, "users": {}}]
    assert await directory.quiet("T1", [f"U{n}" for n in range(101)], now=NOW) == {}
    assert [len(sent["users"].split(",")) for _, sent in api.asked] == [50, 50, 1]


@pytest.mark.parametrize(
    ("expires", "seen"), [(0, ":palm_tree:"), (3600, ":palm_tree:"), (-1, "")], ids=["open", "later", "over"]
)
async def test_the_status_is_read_of_those_who_follow_it(
    api: WebApi, directory: Directory, expires: int, seen: str
) -> None:
    ends = int(NOW.timestamp()) + expires if expires else 0
    profile = {"status_emoji": ":palm_tree:", "status_text": "Vacationing", "status_expiration": ends}
    api.answers = [{"ok": True, "users": {}}, {"ok": True, "user": {**LENA, "profile": profile}}]
    found = await directory.quiet("T1", ["U1", "U0LENA"], now=NOW, follow={"U0LENA"})
    assert found == {"U0LENA": SlackQuiet(None, seen, "Vacationing" if seen else "")}
    assert [method for method, _ in api.asked] == ["dnd.teamInfo", "users.info"]


async def test_without_an_answer_nobody_is_taken_to_be_quiet(api: WebApi, directory: Directory) -> None:
    api.answers = [{"ok": False, "error": "missing_scope"}]
    assert await directory.quiet("T1", ["U1"], now=NOW) == {}


async def test_what_slack_refuses_is_not_there(api: WebApi, directory: Directory) -> None:
    api.answers = [{"ok": False, "error": "user_not_found"}]
    with pytest.raises(NotThere) as refusal:
        await directory.person("T1", "U404")
    assert refusal.value.code == "user_not_found"


async def test_a_workspace_without_cairn_is_not_there(directory: Directory) -> None:
    with pytest.raises(NotThere, match="not_installed"):
        await directory.join("T2", "C1")


@pytest.mark.parametrize("code", ["ratelimited", "internal_error", "service_unavailable"])
async def test_slack_being_busy_does_not_make_people_vanish(
    api: WebApi, directory: Directory, code: str
) -> None:
    api.answers = [{"ok": False, "error": code}]
    with pytest.raises(SlackApiError):
        await directory.person("T1", "U1")


async def test_a_broken_proxy_does_not_make_people_vanish(api: WebApi, directory: Directory) -> None:
    api.answers = [web.Response(status=503, text="<html>")]
    with pytest.raises(SlackApiError):
        await directory.person("T1", "U1")


THANKS = {"ts": "1.5", "user": "U0LENA", "text": "Thanks"}
LINK = "https://example.slack.com/archives/C1/p15"


async def test_a_message_is_read_with_its_address(api: WebApi, directory: Directory) -> None:
    api.answers = [{"ok": True, "messages": [THANKS]}, {"ok": True, "permalink": LINK}]
    assert await directory.message("T1", "C1", "1.5") == SlackMessage("U0LENA", "Thanks", LINK)
    asked = {"channel": "C1", "latest": "1.5", "oldest": "1.5", "inclusive": "1", "limit": "1"}
    assert asked.items() <= api.asked[0][1].items()


async def test_a_reply_is_looked_for_in_its_thread(api: WebApi, directory: Directory) -> None:
    parent = {"ts": "1.0", "user": "U0BEN", "text": "Question"}
    api.answers = [
        {"ok": True, "messages": [parent]},
        {"ok": True, "messages": [parent, THANKS]},
        {"ok": True, "permalink": LINK},
    ]
    assert (await directory.message("T1", "C1", "1.5")).text == "Thanks"
    assert [method for method, _ in api.asked][:2] == ["conversations.history", "conversations.replies"]


async def test_a_message_that_is_gone_is_not_there(api: WebApi, directory: Directory) -> None:
    api.answers = [{"ok": True, "messages": []}]
    with pytest.raises(NotThere):
        await directory.message("T1", "C1", "1.5")
