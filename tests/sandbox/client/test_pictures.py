"""Files as the browser client shows them."""

from bot.sandbox.client.pictures import with_addresses
from bot.sandbox.json_values import Json, as_objects
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import GENERAL, LENA, WebClient


async def _share(call: WebClient, name: str, **more: object) -> str:
    await call("conversations.join", channel=GENERAL)
    asked = await call("files.getUploadURLExternal", filename=name, length=3, alt_txt="A map")
    await call.http.post(str(asked["upload_url"]), content=b"map")
    await call("files.completeUploadExternal", more, files=[{"id": asked["file_id"]}], channel_id=GENERAL)
    return str(asked["file_id"])


async def test_a_shared_picture_stands_below_its_comment_until_it_is_deleted(
    sandbox: Sandbox, call: WebClient
) -> None:
    file = await _share(call, "map.png", initial_comment="Look")
    comment, picture = as_objects(sandbox.messages(LENA, GENERAL)[-1]["blocks"])
    assert comment["text"] == {"type": "mrkdwn", "text": "Look"}
    assert (picture["type"], picture["alt_text"]) == ("image", "A map")
    assert (await call.http.get(str(picture["image_url"]))).content == b"map"
    await call("files.delete", file=file)
    *_, stone = as_objects(sandbox.messages(LENA, GENERAL)[-1]["blocks"])
    assert "deleted" in str(stone["text"])


async def test_another_file_is_a_link(sandbox: Sandbox, call: WebClient) -> None:
    await _share(call, "notes.pdf")
    (link,) = as_objects(sandbox.messages(LENA, GENERAL)[-1]["blocks"])
    assert "|notes.pdf>" in str(link["text"])


def test_pictures_in_blocks_get_an_address_however_deep_they_are() -> None:
    by_id: Json = {"type": "image", "slack_file": {"id": "F1"}}
    by_url: Json = {"type": "image", "slack_file": {"url": "http://127.0.0.1:1/files/F2/map.png"}}
    shown = with_addresses([{"elements": [by_id]}, {"accessory": by_url}])
    assert shown == [
        {"elements": [{**by_id, "image_url": "/files/F1/picture"}]},
        {"accessory": {**by_url, "image_url": "/files/F2/map.png"}},
    ]
