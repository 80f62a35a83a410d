from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.web.asgi import make_asgi


@dataclass
class House:
    """What the routes ask; `missing` is why it can't serve."""

    missing: str | None = None

    async def slack(self, request: Request) -> Response:
        return PlainTextResponse(await request.body())

    async def what_is_missing(self) -> str | None:
        return self.missing


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def http(house: House) -> AsyncIterator[httpx.AsyncClient]:
    app = make_asgi(house.slack, house.what_is_missing)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://cairn") as http:
        yield http


async def test_ready_says_why_not(house: House, http: httpx.AsyncClient) -> None:
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    house.missing = "not connected to Slack yet"
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "not connected to Slack yet"})


async def test_a_process_that_is_not_ready_is_alive(house: House, http: httpx.AsyncClient) -> None:
    house.missing = "the database does not answer"
    assert (await http.get("/healthz")).status_code == 200


async def test_slack_only_posts(http: httpx.AsyncClient) -> None:
    assert (await http.post("/slack/events", content=b"x")).content == b"x"
    assert (await http.get("/slack/events")).status_code == 405
    assert (await http.get("/else")).status_code == 404
