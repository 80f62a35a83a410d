"""The links above a channel."""

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects
from tests.sandbox.stand_ins import GARDEN, GENERAL, WebClient

LINK: Json = {"channel_id": GENERAL, "title": "Goals", "type": "link", "link": "https://example.com"}


@pytest.fixture(autouse=True)
async def _joined(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)


async def test_a_link_is_added_changed_listed_and_removed(call: WebClient) -> None:
    added = as_object((await call("bookmarks.add", LINK))["bookmark"])
    where: Json = {"channel_id": GENERAL, "bookmark_id": added["id"]}
    await call("bookmarks.edit", where, title="Aims")
    (listed,) = as_objects((await call("bookmarks.list", channel_id=GENERAL))["bookmarks"])
    assert (listed["title"], listed["link"]) == ("Aims", "https://example.com")
    assert (await call("bookmarks.remove", where))["ok"] is True
    assert (await call("bookmarks.remove", where))["error"] == "not_found"
    assert (await call("bookmarks.list", channel_id=GENERAL))["bookmarks"] == []


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"link": "ftp://example.com"}, "invalid_link"),
        ({"type": "folder"}, "invalid_bookmark_type"),
        ({"channel_id": GARDEN}, "not_in_channel"),
        ({"title": ""}, "invalid_arguments"),
    ],
)
async def test_a_link_that_cannot_be_added_is_refused(call: WebClient, changed: Json, error: str) -> None:
    assert (await call("bookmarks.add", {**LINK, **changed}))["error"] == error


async def test_a_channel_has_room_for_a_hundred(call: WebClient) -> None:
    for _ in range(100):
        await call("bookmarks.add", LINK)
    assert (await call("bookmarks.add", LINK))["error"] == "too_many_bookmarks"
