"""Files in three steps, pictures in blocks, and stones where files were."""

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects, as_texts
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import ARCHIVE, GENERAL, LENA, WebClient, modal

PICTURE = b"\x89PNG a small one"


async def handed_over(call: WebClient, name: str = "map.png", content: bytes = PICTURE) -> str:
    """Announce a file and hand its bytes over; return its id."""
    asked = await call("files.getUploadURLExternal", filename=name, length=len(content), alt_txt="A map")
    response = await call.http.post(str(asked["upload_url"]), content=content)
    assert (response.status_code, response.text) == (200, f"OK - {len(content)}")
    return str(asked["file_id"])


@pytest.fixture(autouse=True)
async def _joined(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)


async def test_a_file_is_shared_with_a_comment_and_can_be_read(sandbox: Sandbox, call: WebClient) -> None:
    file = await handed_over(call)
    shared: Json = {"files": [{"id": file, "title": "The map"}], "channel_id": GENERAL}
    assert (await call("files.completeUploadExternal", shared, initial_comment="Look"))["ok"] is True
    told = as_object((await call("files.info", file=file))["file"])
    assert (told["title"], told["mimetype"], told["channels"]) == ("The map", "image/png", [GENERAL])
    (message,) = as_objects((await call("conversations.history", channel=GENERAL, limit=1))["messages"])
    assert (message["text"], message["subtype"]) == ("Look", "file_share")
    assert as_objects(message["files"])[0]["id"] == file
    assert (await call.http.get(str(told["url_private"]))).content == PICTURE


async def test_what_was_not_handed_over_whole_cannot_be_shared(call: WebClient) -> None:
    asked = await call("files.getUploadURLExternal", filename="map.png", length=5)
    files = [{"id": asked["file_id"]}]
    assert (await call("files.completeUploadExternal", files=files))["error"] == "file_not_found"
    response = await call.http.post(str(asked["upload_url"]), content=b"four")
    assert response.status_code == 400
    assert (await call.http.post(str(asked["upload_url"]), content=b"fives")).status_code == 200
    assert (await call.http.post(str(asked["upload_url"]), content=b"again")).status_code == 400


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filename": "map.png"}, "invalid_arguments"),
        ({"length": 5}, "invalid_arguments"),
        ({"filename": "map.png", "length": 5, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
async def test_an_announcement_names_the_file_and_its_length(
    call: WebClient, arguments: Json, error: str
) -> None:
    assert (await call("files.getUploadURLExternal", arguments))["error"] == error


async def test_blocks_show_pictures_of_the_workspace_only_once_they_are_finished(call: WebClient) -> None:
    file = await handed_over(call)
    block: Json = {"type": "image", "slack_file": {"id": file}, "alt_text": "A map"}
    refused = await call("chat.postMessage", channel=GENERAL, text="x", blocks=[block])
    assert refused["error"] == "invalid_blocks"
    (message,) = as_texts(as_object(refused["response_metadata"])["messages"])
    assert "[json-pointer:/blocks/0/slack_file]" in message
    completed = await call("files.completeUploadExternal", files=[{"id": file}])
    assert (await call("chat.postMessage", channel=GENERAL, text="x", blocks=[block]))["ok"] is True
    url = as_objects(completed["files"])[0]["url_private"]
    by_url = {**block, "slack_file": {"url": url}}
    assert (await call("chat.postMessage", channel=GENERAL, text="x", blocks=[by_url]))["ok"] is True
    foreign = {**block, "slack_file": {"id": "F0NOWHERE1"}}
    published = modal(type="home", blocks=[foreign])
    refused = await call("views.publish", user_id=LENA, view={"type": "home", "blocks": published["blocks"]})
    assert refused["error"] == "invalid_blocks"


async def test_a_deleted_file_leaves_a_stone(call: WebClient) -> None:
    file = await handed_over(call)
    await call("files.completeUploadExternal", files=[{"id": file}], channels=GENERAL)
    assert (await call("files.delete", file=file))["ok"] is True
    assert (await call("files.info", file=file))["error"] == "file_not_found"
    (message,) = as_objects((await call("conversations.history", channel=GENERAL, limit=1))["messages"])
    assert message["files"] == [{"id": file, "mode": "tombstone"}]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"channels": f"{GENERAL},{ARCHIVE}"}, "is_archived"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        (
            {"blocks": [{"type": "image", "slack_file": {"id": "F0NOWHERE1"}, "alt_text": "A map"}]},
            "invalid_blocks",
        ),
        ({"files": [{"id": "F0NOWHERE1"}]}, "file_not_found"),
    ],
)
async def test_an_upload_that_is_refused_has_done_nothing(
    sandbox: Sandbox, call: WebClient, changed: Json, error: str
) -> None:
    file = await handed_over(call)
    before = sandbox.messages(LENA, GENERAL)
    asked: Json = {"channel_id": GENERAL, **changed}
    asked["files"] = [{"id": file}, *as_objects(changed.get("files"))]
    assert (await call("files.completeUploadExternal", asked))["error"] == error
    assert sandbox.messages(LENA, GENERAL) == before
    assert (await call("files.completeUploadExternal", files=[{"id": file}], channel_id=GENERAL))[
        "ok"
    ] is True


async def test_an_upload_is_completed_once(sandbox: Sandbox, call: WebClient) -> None:
    asked: Json = {"files": [{"id": await handed_over(call)}], "channel_id": GENERAL}
    assert (await call("files.completeUploadExternal", asked))["ok"] is True
    before = sandbox.messages(LENA, GENERAL)
    assert (await call("files.completeUploadExternal", asked))["error"] == "file_not_found"
    assert sandbox.messages(LENA, GENERAL) == before
