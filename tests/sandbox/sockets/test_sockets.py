"""The door for sockets on the wire: greetings, tickets, ten connections, acknowledgements, farewells."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.json_values import Json, as_text
from tests.sandbox.sockets.connecting import APP_TOKEN, CLOSED, live, until
from tests.sandbox.stand_ins import BOT_TOKEN, GENERAL, LENA, MANIFEST


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def _url(web: AsyncWebClient) -> str:
    return as_text((await web.apps_connections_open(app_token=APP_TOKEN))["url"])


async def test_it_is_greeted_with_how_many_there_are_and_how_long_it_lasts(
    http: aiohttp.ClientSession,
) -> None:
    async with live() as (_, web):
        async with http.ws_connect(await _url(web)) as first:
            greeting = await first.receive_json()
            async with http.ws_connect(await _url(web) + "&debug_reconnects=true") as second:
                shorter = await second.receive_json()
        assert (greeting["type"], greeting["num_connections"]) == ("hello", 1)
        assert (shorter["num_connections"], shorter["debug_info"]["approximate_connection_time"]) == (2, 360)


async def test_a_ticket_opens_one_connection_and_a_bots_token_gets_none(http: aiohttp.ClientSession) -> None:
    async with live() as (_, web):
        url = await _url(web)
        async with http.ws_connect(url) as link:
            await link.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(url)
        assert refused.value.status == 403
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await web.apps_connections_open(app_token=BOT_TOKEN)


async def test_there_are_ten_connections_at_most(http: aiohttp.ClientSession) -> None:
    async with live() as (sandbox, web):
        links = [await http.ws_connect(await _url(web)) for _ in range(10)]
        assert [(await link.receive_json())["num_connections"] for link in links][-1] == 10
        async with http.ws_connect(await _url(web)) as eleventh:
            assert await eleventh.receive_json() == _farewell("too_many_websockets")
            assert (await eleventh.receive()).type is aiohttp.WSMsgType.CLOSE
        assert len(sandbox.sockets) == 10
        for link in links:
            await link.close()


def _farewell(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}}


async def test_without_socket_mode_the_link_is_disabled(http: aiohttp.ClientSession) -> None:
    async with live(MANIFEST) as (sandbox, web):
        async with http.ws_connect(await _url(web)) as link:
            assert await link.receive_json() == _farewell("link_disabled")
        assert len(sandbox.sockets) == 0


async def test_noise_on_the_line_is_passed_over(http: aiohttp.ClientSession) -> None:
    async with live() as (sandbox, web), http.ws_connect(await _url(web)) as link:
        await link.receive_json()
        asking = asyncio.create_task(sandbox.run_command(LENA, GENERAL, "/stone"))
        envelope = await link.receive_json()
        for noise in ("pong", "[]", '{"envelope_id": "of another"}'):
            await link.send_str(noise)
        await link.send_bytes(b"\x00")
        await link.send_json({"envelope_id": envelope["envelope_id"]})
        await link.send_json({"envelope_id": envelope["envelope_id"]})
        await asking
        assert len(sandbox.sockets) == 1


async def test_what_came_over_one_connection_may_be_acknowledged_over_another(
    http: aiohttp.ClientSession,
) -> None:
    async with live() as (sandbox, web), http.ws_connect(await _url(web)) as old:
        await old.receive_json()
        asking = asyncio.create_task(sandbox.run_command(LENA, GENERAL, "/stone"))
        envelope = await old.receive_json()
        async with http.ws_connect(await _url(web)) as new:
            await new.receive_json()
            await new.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Laid"}})
            await asking
    assert sandbox.messages(LENA, GENERAL)[-1]["text"] == "Laid"


async def test_whoever_runs_the_sandbox_ends_connections_over_http(http: aiohttp.ClientSession) -> None:
    async with live() as (sandbox, web):
        address = web.base_url.removesuffix("/api/")
        for how, said in (("warning", "warning"), ("refresh", "refresh_requested"), ("cut", None)):
            async with http.ws_connect(await _url(web)) as link:
                await link.receive_json()
                asked = asyncio.create_task(
                    http.post(f"{address}/client/faults/disconnect", json={"how": how})
                )
                heard = await link.receive()
                assert (json.loads(heard.data)["reason"] if said else heard.type) == (said or CLOSED)
            assert (await asked).status == 200
            await until(lambda: len(sandbox.sockets) == 0)


async def test_an_old_connection_is_warned_and_then_ended(http: aiohttp.ClientSession) -> None:
    async with live() as (sandbox, web), http.ws_connect(await _url(web)) as link:
        await link.receive_json()
        await sandbox.sockets.refresh(warning=True)
        assert (await link.receive_json())["reason"] == "warning"
        assert len(sandbox.sockets) == 1
        await sandbox.sockets.refresh()
        assert (await link.receive_json())["reason"] == "refresh_requested"
        assert (await link.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_the_door_for_sockets_is_shut_with_the_sandbox() -> None:
    async with live() as (sandbox, web):
        address = (await _url(web)).replace("ws://", "http://")
    async with httpx.AsyncClient(trust_env=False) as http:
        with pytest.raises(httpx.ConnectError):
            await http.get(address)
    assert len(sandbox.sockets) == 0
