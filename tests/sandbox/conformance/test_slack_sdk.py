"""Slack's own SDK, unmodified, against a sandbox on a real port: what its models build, and both its clients."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks.blocks import Block
from slack_sdk.models.metadata import Metadata
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.conformance.scene import Scene, scene
from tests.sandbox.conformance.sdk_shapes import IN_MESSAGES, IN_MODALS
from tests.sandbox.stand_ins import BOT, BOT_TOKEN, GENERAL, LENA


@pytest.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as laid:
        yield laid


def address(here: Scene) -> str:
    return f"{str(here.http.base_url).rstrip('/')}/api/"


@pytest.fixture
def client(here: Scene) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=address(here))


async def test_messages_of_every_kind_of_block(client: AsyncWebClient) -> None:
    for name, block in IN_MESSAGES.items():
        posted = await client.chat_postMessage(channel=GENERAL, text=name, blocks=[block])
        assert _kind(posted["message"]["blocks"][0]) == _kind(block), name


async def test_modals_of_every_kind_of_block(here: Scene, client: AsyncWebClient) -> None:
    for name, block in IN_MODALS.items():
        view = View(type="modal", title="A modal", submit="Send", callback_id="c", blocks=[block])
        opened = await client.views_open(trigger_id=await here.trigger(), view=view)
        assert _kind(opened["view"]["blocks"][0]) == _kind(block), name


async def test_a_home_of_the_sdk(client: AsyncWebClient) -> None:
    home = View(type="home", blocks=[IN_MESSAGES["header"], IN_MESSAGES["card"]])
    assert (await client.views_publish(user_id=LENA, view=home))["view"]["type"] == "home"


async def test_metadata_of_the_sdk_are_read_back(client: AsyncWebClient) -> None:
    metadata = Metadata(event_type="goal", event_payload={"surface": "s1"})
    posted = await client.chat_postMessage(channel=GENERAL, text="x", metadata=metadata)
    for whole, told in (
        (True, {"event_type": "goal", "event_payload": {"surface": "s1"}}),
        (False, {"event_type": "goal"}),
    ):
        read = await client.conversations_history(
            channel=GENERAL, oldest=posted["ts"], inclusive=True, include_all_metadata=whole
        )
        assert read["messages"][0]["metadata"] == told


async def test_pages_follow_one_another(client: AsyncWebClient) -> None:
    for number in range(5):
        await client.chat_postMessage(channel=GENERAL, text=str(number))
    texts: list[str] = []
    async for page in await client.conversations_history(channel=GENERAL, limit=2):
        texts += [message["text"] for message in page["messages"]]
    assert texts[:5] == ["4", "3", "2", "1", "0"]
    assert len(texts) == len(set(texts))


async def test_a_file_goes_up_the_way_the_sdk_takes(client: AsyncWebClient) -> None:
    up = await client.files_upload_v2(
        channel=GENERAL, filename="map.png", content=b"map", alt_txt="A map", initial_comment="Look"
    )
    file = up["files"][0]
    block = {"type": "image", "slack_file": {"id": file["id"]}, "alt_text": "A map"}
    assert (await client.chat_postMessage(channel=GENERAL, text="x", blocks=[block]))["ok"] is True
    assert (await client.files_delete(file=file["id"]))["ok"] is True


async def test_the_client_without_async_works_as_well(here: Scene) -> None:
    client = WebClient(BOT_TOKEN, base_url=address(here))

    def journey() -> str:
        posted = client.chat_postMessage(channel=GENERAL, text="x", blocks=[IN_MESSAGES["rich text"]])
        client.reactions_add(channel=GENERAL, timestamp=posted["ts"], name="fire")
        client.pins_add(channel=GENERAL, timestamp=posted["ts"])
        client.files_upload_v2(channel=GENERAL, filename="map.png", content=b"map")
        assert client.reactions_get(channel=GENERAL, timestamp=posted["ts"], full=True)["message"][
            "reactions"
        ] == [{"name": "fire", "users": [BOT], "count": 1}]
        with pytest.raises(SlackApiError) as refused:
            client.chat_update(channel=GENERAL, ts="1.000001", text="x")
        return str(refused.value.response["error"])

    assert await asyncio.to_thread(journey) == "message_not_found"


async def test_a_client_that_hurries_is_told_how_long_to_wait(here: Scene) -> None:
    here.sandbox.limit_rates(on=True)
    client = AsyncWebClient(BOT_TOKEN, base_url=address(here), retry_handlers=[])
    for _ in range(20):
        await client.emoji_list()
    with pytest.raises(SlackApiError) as refused:
        await client.emoji_list()
    assert refused.value.response.status_code == 429
    assert 0 < int(refused.value.response.headers["Retry-After"]) <= 60


def _kind(block: object) -> object:
    return block.type if isinstance(block, Block) else block["type"] if isinstance(block, dict) else None
