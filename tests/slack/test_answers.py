"""Answers when Slack doesn't take them: what was saved stays saved, and nobody is told otherwise."""

import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.values import Json
from bot.errors import Fault
from bot.slack import kit
from bot.slack.answers import Outlet
from bot.slack.kit import markup
from bot.slack.visits import Answer, FieldErrors, Modal, Pushed, Replaced
from tests.slack.web_api import HANG_UP, WebApi, running_web_api

SAID = kit.message(markup("Saved."))
VIEW = kit.modal("Hello", [kit.section(markup("hi"))], callback_id="f", submit="Save")
IN_MODAL: Json = {"trigger_id": "1.2", "view": {"id": "V1", "type": "modal", "hash": "h", "blocks": []}}
AT_HOME: Json = {"trigger_id": "1.2", "view": {"id": "V1", "type": "home", "blocks": []}}


@pytest.fixture
async def api() -> AsyncIterator[WebApi]:
    async with running_web_api() as api:
        yield api


@pytest.fixture
async def client(api: WebApi) -> AsyncIterator[AsyncWebClient]:
    async with ClientSession() as session:
        yield AsyncWebClient("xoxb-1", base_url=api.url, session=session, retry_handlers=[])


def outlet(client: AsyncWebClient, body: Json, address: str | None = None) -> Outlet:
    ack = AsyncAck()  # type: ignore[no-untyped-call]  # Bolt's own
    return Outlet(body, ack, AsyncRespond(response_url=address, proxy=None, ssl=None), client)


def failures() -> list[web.Response | dict[str, object] | None]:
    """A hang-up, a proxy's page, a refusal."""
    return [HANG_UP, web.Response(status=502, text="<html>"), {"ok": False, "error": "expired_trigger_id"}]


@pytest.mark.parametrize("kind", range(3))
async def test_a_view_that_slack_does_not_take_is_acknowledged_all_the_same(
    api: WebApi, client: AsyncWebClient, kind: int
) -> None:
    api.answers = [failures()[kind]]
    way_out = outlet(client, IN_MODAL)
    await way_out.to_press(Modal(VIEW))
    assert way_out.ack.response is not None
    assert way_out.ack.response.status == 200


@pytest.mark.parametrize("kind", range(3))
async def test_a_command_whose_modal_does_not_open_says_so(
    api: WebApi, client: AsyncWebClient, kind: int
) -> None:
    api.answers = [failures()[kind]]
    way_out = outlet(client, {"trigger_id": "1.2"})
    await way_out.to_command(Modal(VIEW))
    assert way_out.ack.response is not None
    assert "Nothing was changed" in json.loads(way_out.ack.response.body)["text"]


@pytest.mark.parametrize("address", [None, "nonsense", "http://127.0.0.1:9/gone"])
async def test_a_press_without_a_way_back_is_acknowledged(
    client: AsyncWebClient, address: str | None
) -> None:
    way_out = outlet(client, {"trigger_id": "1.2"}, address)
    await way_out.to_press(SAID)
    assert way_out.ack.response is not None
    assert way_out.ack.response.status == 200


@pytest.mark.parametrize(
    ("body", "answer", "method"),
    [
        (IN_MODAL, Modal(VIEW), "views.update"),
        (IN_MODAL, Pushed(VIEW), "views.push"),
        (IN_MODAL, SAID, "views.push"),
        (AT_HOME, Modal(VIEW), "views.open"),
        (AT_HOME, SAID, "views.open"),
    ],
)
async def test_a_press_in_a_view_is_answered_with_a_view(
    api: WebApi, client: AsyncWebClient, body: Json, answer: Answer, method: str
) -> None:
    await outlet(client, body).to_press(answer)
    assert [asked for asked, _ in api.asked] == [method]


async def test_answers_that_have_no_place_are_bugs(client: AsyncWebClient) -> None:
    with pytest.raises(Fault):
        await outlet(client, {}).to_command(Pushed(VIEW))
    with pytest.raises(Fault):
        await outlet(client, {}).to_press(FieldErrors({}))
    with pytest.raises(Fault):
        await outlet(client, IN_MODAL).to_press(Replaced(SAID))
    with pytest.raises(Fault):
        await outlet(client, IN_MODAL).to_submission(Replaced(SAID))
